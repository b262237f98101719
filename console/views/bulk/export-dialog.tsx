import { useEffect, useRef, useState } from 'react';
import { useClient } from 'user-manager-client/react';
import { useExplain } from '../../errors/use-explain.ts';
import { useFormats } from '../../texts/use-formats.ts';
import { useTexts } from '../../texts/use-texts.tsx';
import { Button } from 'appsync-on-a-laptop/page-kit/button';
import { Dialog } from '../../ui/dialog.tsx';
import { readEverybody, type PeopleQuestion } from './read-everybody.ts';
import { useSavePeople } from './save-people.ts';

/** Reads everybody whom search and filters let through, and saves them as a file. */
export function ExportDialog(props: {
  readonly question: PeopleQuestion;
  readonly onClose: () => void;
}) {
  const { exporting, bulk, actions } = useTexts();
  const { number } = useFormats();
  const explain = useExplain();
  const client = useClient();
  const save = useSavePeople();
  const [count, setCount] = useState(0);
  const [error, setError] = useState<Error | null>(null);
  // As asked when the dialog was opened.
  const asked = useRef(props.question);
  const { onClose } = props;
  useEffect(() => {
    const stop = new AbortController();
    readEverybody(client, asked.current, { signal: stop.signal, tell: setCount })
      .then(async (users) => {
        if (stop.signal.aborted) return;
        await save(users);
        onClose();
      })
      .catch((reason: unknown) => {
        if (!stop.signal.aborted) setError(reason as Error);
      });
    return () => stop.abort();
    // Once: the functions are others at each render.
  }, []);
  return (
    <Dialog
      title={exporting.title}
      onClose={onClose}
      actions={<Button onPress={onClose}>{error ? actions.close : bulk.stop}</Button>}
    >
      {error ? (
        <p className="callout callout-bad" role="alert">
          {exporting.failed} {explain(error).text}
        </p>
      ) : (
        <p role="status">{exporting.text(number(count))}</p>
      )}
    </Dialog>
  );
}
