import type { InvitationSettings } from '../../model/invitation-mails.ts';
import { isInvitedByCode } from './invited-by.ts';
import { readEnvironment } from './environment.ts';
import { createIdentity } from './identity.ts';
import { createLetters } from './letters.ts';
import { createLog } from './logger.ts';
import { createSesMailer } from './mail-services.ts';
import { callPool } from './pool-calls.ts';
import type { Services } from './services.ts';
import { createRecordServices } from './services.ts';
import { createSignedCall } from './signed-call.ts';

/** For functions that work on the table and the user pool. */
export const createServices = (service: string): Services => ({
  ...createRecordServices(service),
  identity: createPoolIdentity(),
});

/** For functions that ask the user pool alone. */
export const createPoolServices = (service: string): Pick<Services, 'identity' | 'log'> => ({
  identity: createPoolIdentity(),
  log: createLog(service),
});

function createPoolIdentity() {
  const call = callPool(createSignedCall('cognito-idp'), readEnvironment('AWS_REGION'));
  return createIdentity(call, readEnvironment('USER_POOL_ID'), {
    letters: letters(),
    isByCode: isInvitedByCode(),
  });
}

/** Of a function that invites people. */
function letters() {
  const settings = process.env['INVITATIONS'];
  if (settings === undefined) return null;
  return createLetters(createSesMailer(), JSON.parse(settings) as InvitationSettings);
}
