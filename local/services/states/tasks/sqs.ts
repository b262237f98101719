import { textOf } from '../text-of.ts';
import { callJson, withMetadata } from './json-service.ts';
import type { TaskIntegration } from './task-services.ts';

/** https://docs.aws.amazon.com/step-functions/latest/dg/connect-sqs.html */
const sendMessage: TaskIntegration = async (argument, services, signal) => {
  const input = { ...argument, MessageBody: textOf(argument['MessageBody']) };
  const sqs = { service: 'sqs', prefix: 'AmazonSQS.', version: '1.0', errors: 'SQS' } as const;
  return withMetadata(await callJson(sqs, 'SendMessage', input, services, signal));
};

export const sqs: Readonly<Record<string, TaskIntegration>> = { 'sqs:sendMessage': sendMessage };
