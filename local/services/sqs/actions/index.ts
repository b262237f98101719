import type { QueueAction } from '../action.ts';
import { ChangeMessageVisibility } from './ChangeMessageVisibility.ts';
import { ChangeMessageVisibilityBatch } from './ChangeMessageVisibilityBatch.ts';
import { DeleteMessage } from './DeleteMessage.ts';
import { DeleteMessageBatch } from './DeleteMessageBatch.ts';
import { GetQueueAttributes } from './GetQueueAttributes.ts';
import { GetQueueUrl } from './GetQueueUrl.ts';
import { ListQueues } from './ListQueues.ts';
import { PurgeQueue } from './PurgeQueue.ts';
import { ReceiveMessage } from './ReceiveMessage.ts';
import { SendMessage } from './SendMessage.ts';
import { SendMessageBatch } from './SendMessageBatch.ts';

/** By the name after `AmazonSQS.` in X-Amz-Target, or in `Action` of the query protocol. */
export const actions: ReadonlyMap<string, QueueAction> = new Map(
  Object.entries({
    ChangeMessageVisibility,
    ChangeMessageVisibilityBatch,
    DeleteMessage,
    DeleteMessageBatch,
    GetQueueAttributes,
    GetQueueUrl,
    ListQueues,
    PurgeQueue,
    ReceiveMessage,
    SendMessage,
    SendMessageBatch,
  }),
);
