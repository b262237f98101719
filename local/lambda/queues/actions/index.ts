import type { QueueAction } from '../action.ts';
import { DeleteMessage } from './DeleteMessage.ts';
import { GetQueueAttributes } from './GetQueueAttributes.ts';
import { GetQueueUrl } from './GetQueueUrl.ts';
import { ListQueues } from './ListQueues.ts';
import { PurgeQueue } from './PurgeQueue.ts';
import { ReceiveMessage } from './ReceiveMessage.ts';
import { SendMessage } from './SendMessage.ts';

/** By the name after `AmazonSQS.` in X-Amz-Target. */
export const actions: ReadonlyMap<string, QueueAction> = new Map(
  Object.entries({
    DeleteMessage,
    GetQueueAttributes,
    GetQueueUrl,
    ListQueues,
    PurgeQueue,
    ReceiveMessage,
    SendMessage,
  }),
);
