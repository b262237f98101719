import { allowOnly, textOf } from '../read/body.ts';
import { defineRoute } from './route.ts';

/** Body of `POST .../users/NAME/tokens`. */
export interface IssueTokensInput {
  /** @default - the pool's first client without a secret */
  readonly clientId?: string;
}

/** Its answer. */
export interface IssuedTokens {
  readonly clientId: string;
  readonly accessToken: string;
  readonly idToken: string;
  readonly refreshToken: string | null;
  /** Seconds until the access token ends. */
  readonly expiresIn: number;
}

/** Tokens of a person who did not sign in. */
export const issueTokens = defineRoute({
  method: 'POST',
  path: '/_local/user-pools/:pool/users/:user/tokens',
  about:
    'A session of a user who did not sign in, for local use: of triggers only PreTokenGeneration runs. `clientId` of the ' +
    'body chooses the app client. `IssueTokensInput`: `IssuedTokens`.',
  async answer({ cognito: { administration } }, { params, body }): Promise<IssuedTokens> {
    allowOnly(body, ['clientId'] satisfies (keyof IssueTokensInput)[]);
    const clientId = body['clientId'] === undefined ? null : textOf(body, 'clientId');
    const tokens = await administration.tokens(params.pool, params.user, clientId);
    return {
      clientId: tokens.clientId,
      accessToken: tokens.AccessToken,
      idToken: tokens.IdToken,
      refreshToken: tokens.RefreshToken ?? null,
      expiresIn: tokens.ExpiresIn,
    };
  },
});
