import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

import type { UserPoolClient } from '../../../assembly/model.ts';
import { notAuthorized } from '../protocol/errors.ts';

/**
 * Enforces SECRET_HASH for clients with a secret.
 * @param usernames any of them may be what the caller hashed
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/signing-up-users-in-your-app.html#cognito-user-pools-computing-secret-hash
 * @throws CognitoError NotAuthorizedException
 */
export function checkSecretHash(
  client: UserPoolClient,
  usernames: readonly string[],
  hash: string | undefined,
): void {
  if (client.clientSecret === null) {
    if (hash === undefined) return;
    throw notAuthorized(`Unable to verify secret hash for client ${client.clientId}`);
  }
  if (hash === undefined) {
    throw notAuthorized(
      `Client ${client.clientId} is configured with secret but SECRET_HASH was not received`,
    );
  }
  const expected = secretsOf(client).flatMap((secret) =>
    usernames.map((name) => secretHash(secret, name, client.clientId)),
  );
  if (!expected.some((value) => sameText(value, hash))) {
    throw notAuthorized(`Unable to verify secret hash for client ${client.clientId}`);
  }
}

/** SECRET_HASH as AWS has its callers compute it. */
export function secretHash(secret: string, username: string, clientId: string): string {
  return createHmac('sha256', secret).update(`${username}${clientId}`).digest('base64');
}

/** Whether a client secret is the client's, compared in constant time. */
export function secretMatches(client: UserPoolClient, secret: string | null): boolean {
  if (client.clientSecret === null) return secret === null || secret === '';
  return secret !== null && secretsOf(client).some((one) => sameText(one, secret));
}

const secretsOf = ({ clientSecret, clientSecrets }: UserPoolClient): readonly string[] =>
  clientSecrets ?? (clientSecret === null ? [] : [clientSecret]);

/** Compares two texts without telling where they differ. */
export function sameText(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}
