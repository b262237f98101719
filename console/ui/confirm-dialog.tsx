import { useId, useState, type ReactNode, type SubmitEvent } from 'react';
import { useExplain } from '../errors/use-explain.ts';
import { useTexts } from '../texts/use-texts.tsx';
import { Button } from 'appsync-on-a-laptop/page-kit/button';
import { Dialog } from './dialog.tsx';
import { Problem } from './problem.tsx';
import { TextField } from 'appsync-on-a-laptop/page-kit/text-field';

/** What has to be typed. */
interface Typed {
  readonly label: string;
  /** One of these, in any case. */
  readonly texts: readonly string[];
  readonly inputMode?: 'numeric';
}

const isOneOf = (texts: readonly string[], typed: string): boolean =>
  texts.some((text) => text.trim().toLowerCase() === typed.trim().toLowerCase());

/** Asks before something is done; of what cannot be undone it wants a text typed. */
export function ConfirmDialog(props: {
  readonly title: string;
  readonly children: ReactNode;
  readonly confirm: string;
  readonly isDanger?: boolean;
  readonly typed?: Typed | undefined;
  readonly isPending: boolean;
  readonly error: Error | null;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}) {
  const { title, confirm, isDanger = false, typed, isPending, error, onConfirm, onClose } = props;
  const { actions } = useTexts();
  const explain = useExplain();
  const [text, setText] = useState('');
  const form = useId();
  const isTyped = typed === undefined || isOneOf(typed.texts, text);
  const confirmTyped = () => {
    if (isTyped && !isPending) onConfirm();
  };
  return (
    <Dialog
      title={title}
      isAlert
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{actions.cancel}</Button>
          <Button
            {...(typed ? { type: 'submit', form } : { onPress: onConfirm })}
            look={isDanger ? 'danger' : 'primary'}
            isDisabled={!isTyped}
            isPending={isPending}
          >
            {confirm}
          </Button>
        </>
      }
    >
      {props.children}
      {typed ? (
        <TypedForm id={form} typed={typed} text={text} onText={setText} onConfirm={confirmTyped} />
      ) : null}
      {error ? <Problem>{explain(error).text}</Problem> : null}
    </Dialog>
  );
}

/** Enter confirms what is typed, as the button does. */
function TypedForm(props: {
  readonly id: string;
  readonly typed: Typed;
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly onConfirm: () => void;
}) {
  const { id, typed, text, onText, onConfirm } = props;
  const { label, inputMode } = typed;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    onConfirm();
  };
  return (
    <form id={id} onSubmit={submit}>
      <TextField
        label={label}
        {...(inputMode ? { inputMode } : {})}
        autoFocus
        autoComplete="off"
        value={text}
        onChange={onText}
      />
    </form>
  );
}
