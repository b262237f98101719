import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import type { UserPool } from 'appsync-on-a-laptop/internals/assembly/model';
import { openStore } from 'appsync-on-a-laptop/internals/services/cognito/store/index';
import { createVerifier } from 'appsync-on-a-laptop/internals/services/cognito/credentials/srp';

export const POOL_ID = 'us-east-1_LocalPool';
export const CLIENT_ID = 'appclient';
export const PASSWORD = 'Correct-horse-9';

/** So many can sign in, spread over the whole pool. */
const SIGNERS = 1_000;

/**
 * Puts users into the store's file. Returns the addresses of those who can sign in: to make 100,000
 * verifiers would take longer than all else.
 */
export function seed(folder: string, size: number): readonly string[] {
  mkdirSync(folder, { recursive: true });
  const store = openStore(join(folder, 'users.sqlite'), () => Buffer.alloc(0));
  const poolName = POOL_ID.slice(POOL_ID.indexOf('_') + 1);
  const any = createVerifier(poolName, 'nobody', PASSWORD);
  const every = Math.max(1, size / SIGNERS);
  const names: string[] = [];
  store.transaction(() => {
    store.groups.followTemplate(POOL_ID, pool().groups, 0);
    for (let index = 0; index < size; index += 1) {
      const username = `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`;
      const email = `user${String(index).padStart(7, '0')}@example.com`;
      const signsIn = index % every === 0;
      if (signsIn) names.push(email);
      const user = store.users.insert({
        poolId: POOL_ID,
        sub: username,
        username,
        usernameKey: username,
        status: 'CONFIRMED',
        enabled: true,
        temporaryUntil: null,
        createdAt: index,
        password: signsIn ? createVerifier(poolName, username, PASSWORD) : any,
        attributes: new Map([
          ...([['email', email]] as const),
          ...([['email_verified', 'true']] as const),
          ...([['given_name', `Given ${String(index)}`]] as const),
          ...([['family_name', `Family ${String(index)}`]] as const),
        ]),
      });
      store.users.setAlias(user, 'email', email);
      store.groups.add(user, 'MEMBER');
    }
  });
  store.close();
  return names;
}

/** The product's kind of pool, as small as sign-ins need it. */
export function pool(): UserPool {
  const place = { stackName: 'Bench', logicalId: 'Pool' };
  return {
    ...place,
    userPoolId: POOL_ID,
    domain: null,
    hasManagedLogin: false,
    sessionTracking: null,
    resourceServers: [],
    arn: `arn:aws:cognito-idp:us-east-1:000000000000:userpool/${POOL_ID}`,
    issuer: `https://cognito-idp.us-east-1.amazonaws.com/${POOL_ID}`,
    properties: { UsernameAttributes: ['email'], UsernameConfiguration: { CaseSensitive: false } },
    groups: [{ ...place, groupName: 'MEMBER', description: null, precedence: null, roleArn: null }],
    clients: [
      {
        ...place,
        clientId: CLIENT_ID,
        clientName: 'app',
        clientSecret: null,
        explicitAuthFlows: [
          'ALLOW_USER_PASSWORD_AUTH',
          'ALLOW_USER_SRP_AUTH',
          'ALLOW_REFRESH_TOKEN_AUTH',
        ],
        allowedOAuthFlows: [],
        allowedOAuthScopes: [],
        callbackUrls: [],
        logoutUrls: [],
        accessTokenValidity: 3600,
        idTokenValidity: 3600,
        refreshTokenValidity: 86_400,
        preventUserExistenceErrors: true,
        enableTokenRevocation: true,
        properties: {},
      },
    ],
  };
}
