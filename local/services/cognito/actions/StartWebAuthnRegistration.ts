import { defineAction } from '../protocol/action.ts';
import { startRegistration } from '../flows/passkeys.ts';
import { object } from '../protocol/shape.ts';
import { requireHolder } from '../tokens/tokens.ts';
import { fields } from './common.ts';

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_StartWebAuthnRegistration.html */
export const StartWebAuthnRegistration = defineAction({
  name: 'StartWebAuthnRegistration',
  access: 'public',
  input: object({ AccessToken: fields.token }),
  async run(services, { AccessToken }) {
    const holder = await requireHolder(services, AccessToken);
    return { CredentialCreationOptions: await startRegistration(services, holder) };
  },
});
