import { useState } from 'react';
import { useTexts } from '../../texts/use-texts.tsx';
import { Chips } from '../../ui/chips.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { InviteMany, type Work } from './invite-many.tsx';
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
  const [work, setWork] = useState<Work>('none');
  return (
    <Dialog title={invite.title} width="wide" isBusy={work === 'goesOn'} onClose={onClose}>
      {work === 'none' ? <HowMany how={how} onHow={onHow} /> : null}
      {how === 'one' ? (
        <InviteOne onDone={onClose} />
      ) : (
        <InviteMany onWork={setWork} onDone={onClose} />
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
