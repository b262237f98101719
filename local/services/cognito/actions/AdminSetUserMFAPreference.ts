import { defineAction } from '../protocol/action.ts';
import { object, optional } from '../protocol/shape.ts';
import { mfaSettings, setMfaPreference } from '../flows/software-token.ts';
import { fields, findTarget } from './common.ts';

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminSetUserMFAPreference.html */
export const AdminSetUserMFAPreference = defineAction({
  name: 'AdminSetUserMFAPreference',
  access: 'signed',
  input: object({
    SMSMfaSettings: optional(mfaSettings),
    SoftwareTokenMfaSettings: optional(mfaSettings),
    EmailMfaSettings: optional(mfaSettings),
    UserPoolId: fields.poolId,
    Username: fields.username,
  }),
  run(services, request) {
    setMfaPreference(services, findTarget(services, request).user, request);
    return {};
  },
});
