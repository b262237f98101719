import { useState, type ReactNode } from 'react';
import { useExplain } from '../errors/use-explain.ts';
import { useTexts } from '../texts/use-texts.tsx';
import { Button } from 'appsync-on-a-laptop/page-kit/button';
import { Dialog } from './dialog.tsx';
import { TextField } from 'appsync-on-a-laptop/page-kit/text-field';

/** Asks before something is done; of what cannot be undone it wants a text typed. */
export function ConfirmDialog(props: {
  readonly title: string;
  readonly children: ReactNode;
  readonly confirm: string;
  readonly isDanger?: boolean;
  readonly typed?: { readonly label: string; readonly text: string };
  readonly isPending: boolean;
  readonly error: Error | null;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}) {
  const { title, confirm, isDanger = false, typed, isPending, error, onConfirm, onClose } = props;
  const { actions } = useTexts();
  const explain = useExplain();
  const [text, setText] = useState('');
  const isTyped =
    typed === undefined || text.trim().toLowerCase() === typed.text.trim().toLowerCase();
  return (
    <Dialog
      title={title}
      isAlert
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{actions.cancel}</Button>
          <Button
            look={isDanger ? 'danger' : 'primary'}
            isDisabled={!isTyped}
            isPending={isPending}
            onPress={onConfirm}
          >
            {confirm}
          </Button>
        </>
      }
    >
      {props.children}
      {typed ? (
        <TextField
          label={typed.label}
          autoFocus
          autoComplete="off"
          value={text}
          onChange={setText}
        />
      ) : null}
      {error ? (
        <p className="callout callout-bad" role="alert">
          {explain(error).text}
        </p>
      ) : null}
    </Dialog>
  );
}
