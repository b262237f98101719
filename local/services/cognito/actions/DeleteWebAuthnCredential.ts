import { defineAction } from '../protocol/action.ts';
import { resourceNotFound } from '../protocol/errors.ts';
import { object, string } from '../protocol/shape.ts';
import { requireHolder } from '../tokens/tokens.ts';
import { fields } from './common.ts';

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_DeleteWebAuthnCredential.html */
export const DeleteWebAuthnCredential = defineAction({
  name: 'DeleteWebAuthnCredential',
  access: 'public',
  input: object({ AccessToken: fields.token, CredentialId: string() }),
  async run(services, { AccessToken, CredentialId }) {
    const { user } = await requireHolder(services, AccessToken);
    if (services.store.passkeys.remove(user, CredentialId)) return {};
    throw resourceNotFound('The user has no such passkey.');
  },
});
