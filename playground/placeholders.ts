import type { Texts } from './texts/en.ts';

/** Stands in variables for the id of the person who is picked beside the editor. */
export const PERSON = 'the person picked beside';
/** Stands in variables for the six digits of the mail that came last. */
export const CODE = 'the code of the newest mail';

/** What stands for what; each is asked for only where it is needed. */
export interface Placeholders {
  /** Null while nobody is picked. */
  readonly person: string | null;
  /** Null where no mailbox is, or no code in it. */
  code(): Promise<string | null>;
}

type Known = Placeholders & { readonly says: Pick<Texts['editorErrors'], 'person' | 'code'> };

/**
 * Puts in what the placeholders stand for.
 * @throws Error that says what to do when there is nothing to put in
 */
export async function fillIn<Value>(value: Value, known: Known): Promise<Value> {
  return (await fill(value, known)) as Value;
}

async function fill(value: unknown, known: Known): Promise<unknown> {
  if (value === PERSON) return known.person ?? missing(known.says.person);
  if (value === CODE) return (await known.code()) ?? missing(known.says.code);
  if (Array.isArray(value)) return Promise.all(value.map((item) => fill(item, known)));
  if (typeof value !== 'object' || value === null) return value;
  const filled = Object.entries(value).map(
    async ([name, member]) => [name, await fill(member, known)] as const,
  );
  return Object.fromEntries(await Promise.all(filled));
}

function missing(reason: string): never {
  throw new Error(reason);
}

interface Mail {
  readonly body: string;
}

/** The newest code of the local system's mailbox; null on AWS, which sends its mails. */
export async function newestCode(mailbox: string | undefined): Promise<string | null> {
  if (mailbox === undefined) return null;
  const answer = await fetch(mailbox, { headers: { accept: 'application/json' } });
  if (!answer.ok) return null;
  const { messages } = (await answer.json()) as { readonly messages: readonly Mail[] };
  for (const { body } of messages) {
    const code = /(?<!\d)\d{6}(?!\d)/u.exec(body)?.[0];
    if (code !== undefined) return code;
  }
  return null;
}
