import { defineAction } from '../protocol/action.ts';
import { object } from '../protocol/shape.ts';
import { notAuthorized } from '../protocol/errors.ts';
import { callPostConfirmation, confirmUser } from '../users/sign-up.ts';
import { fields, findTarget } from './common.ts';

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminConfirmSignUp.html */
export const AdminConfirmSignUp = defineAction({
  name: 'AdminConfirmSignUp',
  access: 'signed',
  input: object({
    UserPoolId: fields.poolId,
    Username: fields.username,
    ClientMetadata: fields.metadata,
  }),
  async run(services, request) {
    const { pool, user } = findTarget(services, request);
    if (user.status !== 'UNCONFIRMED') {
      throw notAuthorized(`User cannot be confirmed. Current status is ${user.status}`);
    }
    const confirmed = confirmUser(services, pool, user, new Map(), false);
    services.store.codes.drop(user, 'sign-up');
    await callPostConfirmation(services, {
      pool,
      client: null,
      user: confirmed,
      source: 'PostConfirmation_ConfirmSignUp',
      clientMetadata: request.ClientMetadata ?? {},
    });
    return {};
  },
});
