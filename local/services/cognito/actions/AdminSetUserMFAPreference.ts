import { defineAction } from '../protocol/action.ts';
import { object } from '../protocol/shape.ts';
import { mfaPreferences, setMfaPreference } from '../flows/mfa-preference.ts';
import { fields, findTarget } from './common.ts';

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminSetUserMFAPreference.html */
export const AdminSetUserMFAPreference = defineAction({
  name: 'AdminSetUserMFAPreference',
  access: 'signed',
  input: object({
    ...mfaPreferences,
    UserPoolId: fields.poolId,
    Username: fields.username,
  }),
  run(services, request) {
    setMfaPreference(services, findTarget(services, request), request);
    return {};
  },
});
