import { SQSClient } from '@aws-sdk/client-sqs';
import { createAwsClient } from '../lib/aws-client.ts';
import { readEnvironment } from '../lib/environment.ts';
import { createAnswerHandler } from '../lib/handler.ts';
import { createLog } from '../lib/logger.ts';
import { changeBacklog } from './change-backlog.ts';

const services = {
  sqs: createAwsClient(SQSClient, 'sqs'),
  parkedQueues: readEnvironment('PARKED_QUEUE_URLS').split(' '),
  deadLetterQueues: readEnvironment('DEAD_LETTER_QUEUE_URLS').split(' '),
  log: createLog('change-backlog'),
};

/** Lambda handler of changeBacklog. */
export const handler = createAnswerHandler(services, changeBacklog);
