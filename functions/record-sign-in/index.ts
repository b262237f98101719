import type { PostAuthenticationTriggerEvent } from 'aws-lambda';
import { createRecordServices } from '../lib/services.ts';
import { recordSignIn } from './record-sign-in.ts';

// The user pool names this function, so the function cannot name the pool: it knows the table only.
const services = createRecordServices('record-sign-in');

export const handler = (event: PostAuthenticationTriggerEvent) => recordSignIn(services, event);
