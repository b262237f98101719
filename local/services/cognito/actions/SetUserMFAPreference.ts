import { defineAction } from '../protocol/action.ts';
import { object } from '../protocol/shape.ts';
import { mfaPreferences, setMfaPreference } from '../flows/mfa-preference.ts';
import { requireHolder } from '../tokens/tokens.ts';
import { fields } from './common.ts';

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_SetUserMFAPreference.html */
export const SetUserMFAPreference = defineAction({
  name: 'SetUserMFAPreference',
  access: 'public',
  input: object({
    ...mfaPreferences,
    AccessToken: fields.token,
  }),
  async run(services, request) {
    setMfaPreference(services, await requireHolder(services, request.AccessToken), request);
    return {};
  },
});
