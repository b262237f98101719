import { AwsError } from '../../../aws/index.ts';
import { isObject } from '../../../shared/is-object.ts';
import { noTopic, type TopicAction } from '../action.ts';
import { readMessage } from '../message.ts';

const MAX_ENTRIES = 10;

/**
 * An entry that is refused does not stop the others.
 * https://docs.aws.amazon.com/sns/latest/api/API_PublishBatch.html
 */
export const PublishBatch: TopicAction = {
  needs: ({ TopicArn }) => ['sns:Publish', String(TopicArn)],
  run({ TopicArn, PublishBatchRequestEntries: given }, { publish, topics }) {
    const topicArn = String(TopicArn);
    if (!topics.some(({ arn }) => arn === topicArn)) throw noTopic();
    const entries = (Array.isArray(given) ? given : []).filter(isObject);
    checkEntries(entries);
    const Successful: object[] = [];
    const Failed: object[] = [];
    for (const entry of entries) {
      const { Id } = entry;
      try {
        Successful.push({ Id, MessageId: publish(topicArn, readMessage(entry)) });
      } catch (error) {
        if (!(error instanceof AwsError)) throw error;
        const { type: Code, message: Message } = error;
        Failed.push({ Id, Code, Message, SenderFault: true });
      }
    }
    return { Successful, Failed };
  },
};

function checkEntries(entries: readonly Readonly<Record<string, unknown>>[]): void {
  const ids = entries.map(({ Id }) => Id);
  if (entries.length === 0) {
    throw new AwsError('EmptyBatchRequest', "The batch request doesn't contain any entries.");
  }
  if (entries.length > MAX_ENTRIES) {
    throw new AwsError(
      'TooManyEntriesInBatchRequest',
      `A batch has ${MAX_ENTRIES} entries at most.`,
    );
  }
  if (new Set(ids).size < ids.length) {
    throw new AwsError('BatchEntryIdsNotDistinct', 'Two or more batch entries have the same Id.');
  }
}
