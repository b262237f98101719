import { email, emailJson } from './email.ts';
import { lambda } from './lambda.ts';
import { sms } from './sms.ts';
import { sqs } from './sqs.ts';
import type { Subscriber } from './subscriber.ts';

/** By the protocol of a subscription. */
export const subscribers: ReadonlyMap<string, Subscriber> = new Map(
  Object.entries({ sqs, lambda, email, 'email-json': emailJson, sms }),
);
