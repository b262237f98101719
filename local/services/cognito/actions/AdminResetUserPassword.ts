import { defineAction } from '../protocol/action.ts';
import { object } from '../protocol/shape.ts';
import { notAuthorized } from '../protocol/errors.ts';
import { recoveryContact, sendCode } from '../codes/verification.ts';
import { fields, findTarget } from './common.ts';

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminResetUserPassword.html */
export const AdminResetUserPassword = defineAction({
  name: 'AdminResetUserPassword',
  access: 'signed',
  input: object({
    UserPoolId: fields.poolId,
    Username: fields.username,
    ClientMetadata: fields.metadata,
  }),
  async run(services, request) {
    const { pool, user } = findTarget(services, request);
    if (!user.enabled || (user.status !== 'CONFIRMED' && user.status !== 'RESET_REQUIRED')) {
      throw notAuthorized('User password cannot be reset in the current state.');
    }
    const contact = recoveryContact(pool, user);
    services.store.users.update(user, { status: 'RESET_REQUIRED' }, services.clock.now());
    await sendCode(services, {
      pool,
      client: null,
      user,
      contact,
      purpose: 'password',
      reason: 'ForgotPassword',
      clientMetadata: request.ClientMetadata ?? {},
    });
    return {};
  },
});
