import { createRecordServices } from '../lib/services.ts';
import { createTriggerHandler } from '../lib/trigger.ts';
import { checkSignUp } from './check-sign-up.ts';
import { recordSignUp } from './record-sign-up.ts';
import type { SignUpEvent } from './sign-up-event.ts';

// The user pool names this function, so the function cannot name the pool: it knows the table only.
const services = createRecordServices('record-sign-up');

/** Lambda handler of the user pool's triggers around each sign-up. */
export const handler = createTriggerHandler(services, (needs, event: SignUpEvent) =>
  event.triggerSource.startsWith('PreSignUp_')
    ? checkSignUp(needs, event)
    : recordSignUp(needs, event),
);
