import { textOf } from '../text-of.ts';
import { callJson, withMetadata, type JsonService } from './json-service.ts';
import type { TaskIntegration } from './task-services.ts';

const SQS: JsonService = { service: 'sqs', errors: 'SQS' };

/** https://docs.aws.amazon.com/step-functions/latest/dg/connect-sqs.html */
const sendMessage: TaskIntegration = async (argument, services, signal) => {
  const input = { ...argument, MessageBody: textOf(argument['MessageBody']) };
  return withMetadata(await callJson(SQS, 'SendMessage', input, services, signal));
};

export const sqs: Readonly<Record<string, TaskIntegration>> = { 'sqs:sendMessage': sendMessage };
