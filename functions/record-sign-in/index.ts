import type { PostAuthenticationTriggerEvent } from 'aws-lambda';
import { systemClock } from '../lib/clock.ts';
import { createLog } from '../lib/logger.ts';
import { createRepositoryFromEnvironment } from '../lib/services.ts';
import { recordSignIn } from './record-sign-in.ts';

// The user pool names this function, so the function cannot name the pool: it knows the table only.
const services = {
  repository: createRepositoryFromEnvironment(systemClock),
  clock: systemClock,
  log: createLog('record-sign-in'),
};

export const handler = (event: PostAuthenticationTriggerEvent) => recordSignIn(services, event);
