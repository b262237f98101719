import { invalidValue, numberOf, type QueueAction, type QueueInput } from '../action.ts';

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ListQueues.html */
export const ListQueues: QueueAction = (input, { queues }) => {
  const { QueueNamePrefix: prefix = '', MaxResults } = input;
  const most = numberOf(MaxResults, { name: 'MaxResults', otherwise: MOST, min: 1, max: MOST });
  const urls = queues
    .filter(({ queueName }) => queueName.startsWith(String(prefix)))
    .map(({ url }) => url);
  const rest = urls.slice(startOf(input, urls));
  const QueueUrls = rest.slice(0, most);
  const last = QueueUrls.at(-1);
  const isMore = rest.length > most && MaxResults !== undefined && MaxResults !== null;
  return {
    ...(QueueUrls.length > 0 && { QueueUrls }),
    ...(isMore && last !== undefined && { NextToken: Buffer.from(last).toString('base64') }),
  };
};

const MOST = 1_000;

/** Behind the queue that the token names. */
function startOf({ NextToken: token }: QueueInput, urls: readonly string[]): number {
  if (token === undefined || token === null) return 0;
  const at = typeof token === 'string' ? urls.indexOf(Buffer.from(token, 'base64').toString()) : -1;
  if (at < 0) throw invalidValue('Invalid or expired next token.');
  return at + 1;
}
