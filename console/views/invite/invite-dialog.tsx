import { useTexts } from '../../texts/use-texts.tsx';
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
  return (
    <Dialog title={invite.title} width="wide" onClose={onClose}>
      <div className="chips" role="group" aria-label={invite.howLabel}>
        {(['one', 'many'] as const).map((one) => (
          <button
            key={one}
            type="button"
            className="chip"
            aria-pressed={how === one}
            onClick={() => onHow(one)}
          >
            {invite[one]}
          </button>
        ))}
      </div>
      {how === 'one' ? <InviteOne onDone={onClose} /> : <InviteMany onDone={onClose} />}
    </Dialog>
  );
}
