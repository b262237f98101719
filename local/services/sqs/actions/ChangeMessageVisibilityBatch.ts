import { queueOf, type QueueAction } from '../action.ts';
import { runBatch } from '../batch.ts';
import { changeVisibility } from './ChangeMessageVisibility.ts';

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ChangeMessageVisibilityBatch.html */
export const ChangeMessageVisibilityBatch: QueueAction = (input, services) => {
  const { arn } = queueOf(input, services);
  return runBatch(input, (entry) => {
    changeVisibility(arn, entry, services);
    return {};
  });
};
