import { defineAction } from '../protocol/action.ts';
import { requireUser } from '../users/directory.ts';
import { checkPassword, temporaryUntil } from '../credentials/passwords.ts';
import { boolean, object, optional } from '../protocol/shape.ts';
import { newPassword } from '../users/new-password.ts';
import { fields } from './common.ts';

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminSetUserPassword.html */
export const AdminSetUserPassword = defineAction({
  name: 'AdminSetUserPassword',
  access: 'signed',
  input: object({
    UserPoolId: fields.poolId,
    Username: fields.username,
    Password: fields.password,
    Permanent: optional(boolean()),
  }),
  run(services, { UserPoolId, Username, Password, Permanent }) {
    const pool = services.pools.get(UserPoolId);
    const user = requireUser(services, pool, Username);
    checkPassword(pool.passwordPolicy, Password, 'invitation');
    const now = services.clock.now();
    const permanent = Permanent === true;
    newPassword(services, pool, user, Password).write({
      status: permanent ? 'CONFIRMED' : 'FORCE_CHANGE_PASSWORD',
      temporaryUntil: permanent ? null : temporaryUntil(pool.passwordPolicy, now),
    });
    return {};
  },
});
