import { useQuery } from '@tanstack/react-query';
import { useFormats } from '../../texts/use-formats.ts';
import { useTexts } from '../../texts/use-texts.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Failure } from '../../ui/states.tsx';

/** A mail that AWS would have sent (local/services/cognito/mailbox/mailbox.ts). */
interface Mail {
  readonly id: string;
  readonly at: string;
  readonly subject: string | null;
  readonly body: string;
  readonly code: string | null;
}

/** A mailbox tells nobody of new mails. */
const LOOK_AGAIN_MS = 3_000;

/** The mails that a local system has sent to an address. */
export function Mails({
  mailbox,
  address,
}: {
  readonly mailbox: string;
  readonly address: string;
}) {
  const { mails } = useTexts().person;
  const { dateTime } = useFormats();
  const { data, error } = useQuery({
    queryKey: ['mails', address],
    queryFn: ({ signal }) => readMails(mailbox, address, signal),
    refetchInterval: LOOK_AGAIN_MS,
  });
  if (error !== null && data === undefined) return <Failure error={error} />;
  if (data === undefined) return <Skeleton lines={3} />;
  return (
    <div className="column">
      <p className="muted">{data.length === 0 ? mails.none : mails.local}</p>
      {data.map(({ id, at, subject, body, code }) => (
        <article key={id} className="panel mail">
          <header className="panel-head">
            <h2>{subject}</h2>
            <time className="muted" dateTime={at}>
              {dateTime(at)}
            </time>
          </header>
          <div className="panel-body">
            <p className="mail-text">{body}</p>
            {code ? (
              <p className="mail-code">
                <span className="muted">{mails.code}</span> <code>{code}</code>
                <CopyButton text={code} label={mails.code} />
              </p>
            ) : null}
          </div>
        </article>
      ))}
    </div>
  );
}

async function readMails(
  mailbox: string,
  address: string,
  signal: AbortSignal,
): Promise<readonly Mail[]> {
  const response = await fetch(`${mailbox}?to=${encodeURIComponent(address)}`, {
    headers: { accept: 'application/json' },
    signal,
  });
  if (!response.ok) throw new Error(`${mailbox}: HTTP ${response.status}`);
  const { messages } = (await response.json()) as { readonly messages: readonly Mail[] };
  return messages;
}
