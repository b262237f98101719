import { useState } from 'react';
import { useTexts } from '../../texts/use-texts.tsx';
import { Chips } from '../../ui/chips.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { InviteMany } from './invite-many.tsx';
import { InviteOne } from './invite-one.tsx';
import './invite.css';

/** One person by a form, or several at once. */
export function InviteDialog(props: {
  readonly how: 'one' | 'many';
  readonly onHow: (how: 'one' | 'many') => void;
  readonly onClose: () => void;
}) {
  const { how, onHow, onClose } = props;
  const { invite } = useTexts();
  const [isBusy, setIsBusy] = useState(false);
  return (
    <Dialog title={invite.title} width="wide" isBusy={isBusy} onClose={onClose}>
      {isBusy ? null : <HowMany how={how} onHow={onHow} />}
      {how === 'one' ? (
        <InviteOne onDone={onClose} />
      ) : (
        <InviteMany onBusy={setIsBusy} onDone={onClose} />
      )}
    </Dialog>
  );
}

function HowMany(props: {
  readonly how: 'one' | 'many';
  readonly onHow: (how: 'one' | 'many') => void;
}) {
  const { invite } = useTexts();
  return (
    <Chips<'one' | 'many'>
      label={invite.howLabel}
      value={props.how}
      choices={(['one', 'many'] as const).map((value) => ({ value, label: invite[value] }))}
      onChange={props.onHow}
    />
  );
}
