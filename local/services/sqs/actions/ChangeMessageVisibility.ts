import { missingParameter, numberOf, queueOf, QueueError } from '../action.ts';
import type { QueueAction, QueueInput, QueueServices } from '../action.ts';
import { receiptHandleOf } from './DeleteMessage.ts';

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ChangeMessageVisibility.html */
export const ChangeMessageVisibility: QueueAction = (input, services) => {
  changeVisibility(queueOf(input, services).arn, input, services);
  return {};
};

/** @throws QueueError also when the message is gone or visible */
export function changeVisibility(
  queueArn: string,
  input: QueueInput,
  { store, now }: QueueServices,
): void {
  const handle = receiptHandleOf(input);
  if (input['VisibilityTimeout'] === undefined) throw missingParameter('VisibilityTimeout');
  const seconds = numberOf(input['VisibilityTimeout'], {
    name: 'VisibilityTimeout',
    otherwise: 0,
    min: 0,
    max: 43_200,
  });
  if (store.hide(queueArn, handle, { now: now(), hiddenFor: seconds * 1_000 })) return;
  throw new QueueError(
    'com.amazonaws.sqs#MessageNotInflight',
    'The message referred to is not in flight.',
    'AWS.SimpleQueueService.MessageNotInflight',
  );
}
