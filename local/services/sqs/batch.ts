import { QueueError, recordOf } from './action.ts';
import type { QueueInput } from './action.ts';

const MAX_ENTRIES = 10;

const refused = (type: string, message: string): QueueError =>
  new QueueError(`com.amazonaws.sqs#${type}`, message, `AWS.SimpleQueueService.${type}`);

/**
 * The entries of a batch, each with an id of its own.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessageBatch.html
 * @throws QueueError EmptyBatchRequest, TooManyEntriesInBatchRequest, InvalidBatchEntryId, BatchEntryIdsNotDistinct
 */
export function entriesOf({
  Entries,
}: QueueInput): readonly (QueueInput & { readonly Id: string })[] {
  const entries = Array.isArray(Entries) ? Entries.map(recordOf) : [];
  if (entries.length === 0) {
    throw refused('EmptyBatchRequest', 'There should be at least one entry in the request.');
  }
  if (entries.length > MAX_ENTRIES) {
    throw refused(
      'TooManyEntriesInBatchRequest',
      `Maximum number of entries per request are ${MAX_ENTRIES}. You have sent ${entries.length}.`,
    );
  }
  const named = entries.map((entry) => {
    const { Id } = entry;
    return { ...entry, Id: typeof Id === 'string' ? Id : '' };
  });
  const seen = new Set<string>();
  for (const { Id } of named) {
    if (!/^[\w-]{1,80}$/.test(Id)) {
      throw refused(
        'InvalidBatchEntryId',
        'A batch entry id can only contain alphanumeric characters, hyphens and underscores. It can be at most 80 letters long.',
      );
    }
    if (seen.has(Id)) throw refused('BatchEntryIdsNotDistinct', `Id ${Id} repeated.`);
    seen.add(Id);
  }
  return named;
}

/** Runs each entry; one that is refused does not stop the others. */
export function runBatch(
  input: QueueInput,
  run: (entry: QueueInput & { readonly Id: string }) => object,
): object {
  const Successful: object[] = [];
  const Failed: object[] = [];
  for (const entry of entriesOf(input)) {
    try {
      Successful.push({ Id: entry.Id, ...run(entry) });
    } catch (error) {
      if (!(error instanceof QueueError)) throw error;
      const { queryCode: Code, message: Message } = error;
      Failed.push({ Id: entry.Id, SenderFault: true, Code, Message });
    }
  }
  return { Successful, Failed };
}
