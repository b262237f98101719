import { defineAction } from '../protocol/action.ts';
import { object } from '../protocol/shape.ts';
import { requirePassword } from '../flows/sign-in.ts';
import { checkPassword } from '../credentials/passwords.ts';
import { requireHolder } from '../tokens/tokens.ts';
import { newPassword } from '../users/new-password.ts';
import { fields } from './common.ts';

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ChangePassword.html */
export const ChangePassword = defineAction({
  name: 'ChangePassword',
  access: 'public',
  input: object({
    PreviousPassword: fields.password,
    ProposedPassword: fields.password,
    AccessToken: fields.token,
  }),
  async run(services, request) {
    const { pool, client, user } = await requireHolder(services, request.AccessToken);
    const caller = { pool, client, clientMetadata: {}, admin: false };
    requirePassword(services, caller, user, user.username, request.PreviousPassword);
    checkPassword(pool.passwordPolicy, request.ProposedPassword, 'change');
    newPassword(services, pool, user, request.ProposedPassword).write({});
    return {};
  },
});
