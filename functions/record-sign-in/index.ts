import type { PostAuthenticationTriggerEvent } from 'aws-lambda';
import { isInvitedByCode } from '../lib/invited-by.ts';
import { createRecordServices } from '../lib/services.ts';
import { createTriggerHandler } from '../lib/trigger.ts';
import { recordSignIn } from './record-sign-in.ts';

// The user pool names this function, so the function cannot name the pool: it knows the table only.
const services = createRecordServices('record-sign-in');
const isByCode = isInvitedByCode();

/** Lambda handler of the user pool's trigger after each sign-in. */
export const handler = createTriggerHandler(
  services,
  (needs, event: PostAuthenticationTriggerEvent) => recordSignIn(needs, event, isByCode),
);
