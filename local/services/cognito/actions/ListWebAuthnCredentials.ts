import { defineAction } from '../protocol/action.ts';
import { page } from '../protocol/page-token.ts';
import { integer, object, optional } from '../protocol/shape.ts';
import { requireHolder } from '../tokens/tokens.ts';
import { fields, seconds } from './common.ts';

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ListWebAuthnCredentials.html */
export const ListWebAuthnCredentials = defineAction({
  name: 'ListWebAuthnCredentials',
  access: 'public',
  input: object({
    AccessToken: fields.token,
    NextToken: fields.pageToken,
    MaxResults: optional(integer({ min: 0, max: 20 })),
  }),
  async run(services, { AccessToken, NextToken, MaxResults }) {
    const { user } = await requireHolder(services, AccessToken);
    const all = services.store.passkeys.of(user);
    const query = `ListWebAuthnCredentials|${user.sub}`;
    const { items, next } = page(query, NextToken, MaxResults ?? 20, {
      after: ([id], count) => {
        const from = all.findIndex((passkey) => passkey.id === id) + 1;
        return all.slice(from, from + count);
      },
      keyOf: ({ id }) => [id],
    });
    const Credentials = items.map((passkey) => ({
      CredentialId: passkey.id,
      FriendlyCredentialName: passkey.name,
      RelyingPartyId: passkey.relyingParty,
      ...(passkey.attachment === null ? {} : { AuthenticatorAttachment: passkey.attachment }),
      AuthenticatorTransports: passkey.transports,
      CreatedAt: seconds(passkey.createdAt),
    }));
    return { Credentials, ...next };
  },
});
