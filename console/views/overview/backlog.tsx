import { useQuery } from '@tanstack/react-query';
import { ChangeBacklogDocument } from 'user-manager-client';
import { useClient } from 'user-manager-client/react';
import { useFormats } from '../../texts/use-formats.ts';
import { useTexts } from '../../texts/use-texts.tsx';

const LOOK_AGAIN_MS = 60_000;

/** Changes that have not arrived everywhere; nothing where all have. */
export function Backlog() {
  const { backlog: texts } = useTexts().overview;
  const { number } = useFormats();
  const client = useClient();
  const { data } = useQuery({
    queryKey: ['user-manager', 'backlog'],
    queryFn: async ({ signal }) =>
      (await client.query(ChangeBacklogDocument, {}, { signal })).changeBacklog,
    refetchInterval: LOOK_AGAIN_MS,
  });
  const { waiting = 0, givenUp = 0 } = data ?? {};
  return (
    <div role="status" className="backlog">
      {givenUp > 0 ? (
        <p className="callout callout-bad">
          {texts.givenUp(number(givenUp), givenUp === 1)} {texts.mend}
        </p>
      ) : null}
      {waiting > 0 ? (
        <p className="callout callout-info">{texts.waiting(number(waiting), waiting === 1)}</p>
      ) : null}
    </div>
  );
}
