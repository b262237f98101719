import { AdminCreateUserCommand } from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, beforeAll } from 'vitest';

import { totpCode } from '../../../services/cognito/credentials/totp.ts';
import { isChromiumMissing } from '../../../testing/chromium.ts';
import { pagesOfFile } from '../../../testing/pages.ts';
import * as driver from './browser/driver.ts';
import { askQuestion, customQuestion } from './custom-question.ts';
import { clientsHere, clientsIn, startInChromium } from './in-chromium.ts';
import type { ChromiumFixture, Clients } from './in-chromium.ts';
import { addUser } from './sign-in.ts';
import { client, PASSWORD, POOL_ID, userPool } from '../../../testing/start-cognito.ts';

/** Whether there is no browser. */
export const missing = isChromiumMissing();

export const newPassword = 'Newer-horse-9';
/** The pool that demands a second factor, with its client `strict`. */
export const strictPool = 'us-east-1_Strict';
/** The pool that remembers devices in place of codes, with its client `remembering`. */
export const rememberingPool = 'us-east-1_Remembering';
const EnabledMfas = ['SOFTWARE_TOKEN_MFA'];

/** Where clients run, and how to get them there. */
type Place = readonly [string, () => Promise<Clients>];

/** Pools for the tests of a file, which call clients in Node and in a page. */
export function stockClientsOfFile() {
  const pool = {} as ChromiumFixture;
  beforeAll(async () => {
    Object.assign(pool, await start());
  });
  afterAll(() => pool.stop());
  let users = 0;
  const newName = () => {
    users += 1;
    return `user${String(users)}@example.com`;
  };
  const node: Place = ['Node', () => open(pool, () => Promise.resolve(clientsHere(driver)))];
  const pages = pagesOfFile();
  const inPage = async () => {
    // What clients are refused, the browser logs.
    const page = await pages.take(`${pool.app}blank`, { lets: /^Failed to load resource/u });
    await page.goto(pool.app);
    return clientsIn(page);
  };
  const chromium: Place = ['Chromium', () => open(pool, inPage)];
  return {
    pool,
    newName,
    async newUser(UserPoolId = POOL_ID) {
      const username = newName();
      await addUser(pool, username, PASSWORD, UserPoolId);
      return username;
    },
    /** Somebody with a temporary password. */
    async invited(UserPoolId = POOL_ID) {
      const Username = newName();
      const invitation = { UserPoolId, Username, TemporaryPassword: PASSWORD };
      const command = new AdminCreateUserCommand({ ...invitation, MessageAction: 'SUPPRESS' });
      await pool.sdk.send(command);
      return Username;
    },
    /** The code of an authenticator app, each time another one. */
    nextTotp(secret: unknown) {
      pool.clock.advance(30_000);
      return totpCode(String(secret), pool.clock.now());
    },
    places: missing ? [node] : [node, chromium],
  };
}

async function open(pool: ChromiumFixture, where: () => Promise<Clients>): Promise<Clients> {
  // Clients sign with the real time; the pool's clock stands still between tests.
  pool.clock.advance(Math.max(0, Date.now() - pool.clock.now()));
  const clients = await where();
  await clients.configure(pool.settings);
  return clients;
}

function start(): Promise<ChromiumFixture> {
  const demanding = { MfaConfiguration: 'ON', EnabledMfas };
  return startInChromium(
    () => [
      userPool({ MfaConfiguration: 'OPTIONAL', EnabledMfas, LambdaConfig: customQuestion }),
      userPool(demanding, [client({ clientId: 'strict' })], namesOf(strictPool)),
      userPool(
        {
          MfaConfiguration: 'OPTIONAL',
          EnabledMfas,
          DeviceConfiguration: {
            ChallengeRequiredOnNewDevice: true,
            DeviceOnlyRememberedOnUserPrompt: true,
          },
        },
        [client({ clientId: 'remembering' })],
        namesOf(rememberingPool),
      ),
    ],
    askQuestion,
  );
}

const namesOf = (userPoolId: string) => ({
  userPoolId,
  issuer: `https://cognito-idp.us-east-1.amazonaws.com/${userPoolId}`,
});
