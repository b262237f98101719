import { defineAction } from '../protocol/action.ts';
import { completeRegistration } from '../flows/passkeys.ts';
import { document, object } from '../protocol/shape.ts';
import { requireHolder } from '../tokens/tokens.ts';
import { fields } from './common.ts';

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CompleteWebAuthnRegistration.html */
export const CompleteWebAuthnRegistration = defineAction({
  name: 'CompleteWebAuthnRegistration',
  access: 'public',
  input: object({ AccessToken: fields.token, Credential: document() }),
  async run(services, { AccessToken, Credential }) {
    const holder = await requireHolder(services, AccessToken);
    await completeRegistration(services, holder, Credential);
    return {};
  },
});
