import type { LocalOutputs } from '../../local/index.ts';
import { temporaryFile } from './users-cli.ts';

/** What Lambda tells of records that it gave up, as far as tests look. */
export interface DeadLetter {
  readonly requestContext: { readonly functionArn: string; readonly condition: string };
  readonly DDBStreamBatchInfo: { readonly batchSize: number };
}

/** All messages of the dead-letter queues so far, in the form of SQS. */
async function receive({ cognitoEndpoint }: LocalOutputs) {
  const answer = await fetch(new URL('/dead-letters', cognitoEndpoint));
  return ((await answer.json()) as { Messages: { MessageId: string; Body: string }[] }).Messages;
}

/** Reads the queues as an operator does: each time what has come since. */
export function deadLetters(outputs: LocalOutputs) {
  const handled = new Set<string>();
  const waiting = async () =>
    (await receive(outputs)).filter(({ MessageId }) => !handled.has(MessageId));
  return {
    read: async () => (await waiting()).map(({ Body }) => JSON.parse(Body) as DeadLetter),
    /** A file for `npm run users -- replay`; its messages are not read again. */
    async toFile(): Promise<string> {
      const Messages = await waiting();
      for (const { MessageId } of Messages) handled.add(MessageId);
      return temporaryFile('letters.json', JSON.stringify({ Messages }));
    },
  };
}
