import { useState } from 'react';
import type { User } from 'user-manager-client';
import { useFormats } from '../../texts/use-formats.ts';
import { useTexts } from '../../texts/use-texts.tsx';
import { Button, IconButton } from 'appsync-on-a-laptop/page-kit/button';
import { ActionMenu } from '../../ui/menu.tsx';
import { BULK_ACTIONS, BULK_NAMES, type BulkName } from './bulk-actions.ts';
import { BulkDialog } from './bulk-dialog.tsx';
import { useSavePeople } from './save-people.ts';
import './bulk.css';

/** What can be done with those who are selected, at the foot of the window. */
export function BulkBar({
  users,
  onClear,
}: {
  readonly users: ReadonlyMap<string, User>;
  readonly onClear: () => void;
}) {
  const { bulk } = useTexts();
  const { number } = useFormats();
  const [name, setName] = useState<BulkName | null>(null);
  const all = [...users.values()];
  const offered = BULK_NAMES.filter((one) => all.some(BULK_ACTIONS[one].appliesTo));
  const loud = offered.filter((one) => !BULK_ACTIONS[one].isDanger).slice(0, 2);
  const quiet = offered.filter((one) => !loud.includes(one));
  return (
    <>
      <div className="bulk-bar" role="region" aria-label={bulk.label}>
        <strong className="nowrap">{bulk.selected(number(users.size))}</strong>
        {loud.map((one) => (
          <Button key={one} isSmall icon={BULK_ACTIONS[one].icon} onPress={() => setName(one)}>
            {bulk.actions[one]}
          </Button>
        ))}
        <MoreMenu users={all} names={quiet} onChoose={setName} />
        <IconButton isSmall label={bulk.clear} icon="close" onPress={onClear} />
      </div>
      {name ? (
        <BulkDialog
          key={name}
          name={name}
          users={all}
          onClose={(isDone) => {
            setName(null);
            if (isDone) onClear();
          }}
        />
      ) : null}
    </>
  );
}

function MoreMenu(props: {
  readonly users: readonly User[];
  readonly names: readonly BulkName[];
  readonly onChoose: (name: BulkName) => void;
}) {
  const { bulk, more } = useTexts();
  const save = useSavePeople();
  const actions = props.names.map((name) => ({
    id: name,
    label: bulk.actions[name],
    icon: BULK_ACTIONS[name].icon,
    isDanger: BULK_ACTIONS[name].isDanger ?? false,
    onAction: () => props.onChoose(name),
  }));
  const onAction = () => void save(props.users);
  const saving = { id: 'export', label: bulk.actions.export, icon: 'download', onAction } as const;
  return <ActionMenu label={more} icon="more" isSmall actions={[saving, ...actions]} />;
}
