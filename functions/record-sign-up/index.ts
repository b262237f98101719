import { createRecordServices } from '../lib/services.ts';
import { checkSignUp } from './check-sign-up.ts';
import { recordSignUp } from './record-sign-up.ts';
import type { SignUpEvent } from './sign-up-event.ts';

// The user pool names this function, so the function cannot name the pool: it knows the table only.
const services = createRecordServices('record-sign-up');

export const handler = (event: SignUpEvent) =>
  event.triggerSource.startsWith('PreSignUp_')
    ? checkSignUp(services, event)
    : recordSignUp(services, event);
