import { defineAction } from '../protocol/action.ts';
import { object, optional } from '../protocol/shape.ts';
import { mfaSettings, setMfaPreference } from '../flows/software-token.ts';
import { requireHolder } from '../tokens/tokens.ts';
import { fields } from './common.ts';

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_SetUserMFAPreference.html */
export const SetUserMFAPreference = defineAction({
  name: 'SetUserMFAPreference',
  access: 'public',
  input: object({
    SMSMfaSettings: optional(mfaSettings),
    SoftwareTokenMfaSettings: optional(mfaSettings),
    EmailMfaSettings: optional(mfaSettings),
    AccessToken: fields.token,
  }),
  async run(services, request) {
    const { user } = await requireHolder(services, request.AccessToken);
    setMfaPreference(services, user, request);
    return {};
  },
});
