import { queueNamed, type QueueAction } from '../action.ts';

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_GetQueueUrl.html */
export const GetQueueUrl: QueueAction = (input, { queues }) => ({
  QueueUrl: queueNamed(input['QueueName'], queues).url,
});
