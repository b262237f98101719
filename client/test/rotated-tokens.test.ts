import {
  AdminCreateUserCommand,
  AdminSetUserPasswordCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import {
  client,
  PASSWORD,
  POOL_ID,
  startCognito,
  userPool,
  type CognitoFixture,
} from 'appsync-on-a-laptop/testing/start-cognito';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { cognitoAuth, memoryStorage, type CognitoAuthOptions } from '../index.ts';

const ANN = 'ann@example.com';
const GRACE_SECONDS = 60;
const KEY = `cognito.${POOL_ID}.rotating`;

let cognito: CognitoFixture;
let time = Date.now();
/** No two moments are one: what is renewed is always newer. */
const now = () => (time += 1);

beforeAll(async () => {
  const rotating = client({
    clientId: 'rotating',
    explicitAuthFlows: ['ALLOW_USER_SRP_AUTH'],
    properties: {
      RefreshTokenRotation: { Feature: 'ENABLED', RetryGracePeriodSeconds: GRACE_SECONDS },
    },
  });
  cognito = await startCognito({ pools: [userPool({}, [rotating])] });
  const user = { UserPoolId: POOL_ID, Username: ANN };
  await cognito.sdk.send(new AdminCreateUserCommand({ ...user, MessageAction: 'SUPPRESS' }));
  await cognito.sdk.send(
    new AdminSetUserPasswordCommand({ ...user, Password: PASSWORD, Permanent: true }),
  );
});
afterAll(() => cognito.stop());

let passed = 0;
const pass = (seconds: number) => {
  passed += seconds;
  cognito.clock.advance(seconds * 1_000);
};
// Who signs in proves it by the machine's own time.
afterEach(() => pass(-passed));

const authOf = (options: Partial<CognitoAuthOptions> = {}) =>
  cognitoAuth({
    endpoint: cognito.url,
    userPoolId: POOL_ID,
    clientId: 'rotating',
    now,
    ...options,
  });

/** A page on which Ann has signed in, and what it keeps. */
async function signedIn(options: Partial<CognitoAuthOptions> = {}) {
  const storage = memoryStorage();
  const auth = authOf({ storage, ...options });
  await auth.signIn(ANN, PASSWORD);
  return { auth, storage };
}

test('rotated tokens: each renewal uses the one before up, and is told apart in the storage', async () => {
  const { auth, storage } = await signedIn();
  const kept = new Set([storage.getItem(KEY)]);
  for (let times = 1; times <= 3; times += 1) {
    await auth.headers({ fresh: true });
    kept.add(storage.getItem(KEY));
    pass(GRACE_SECONDS + 1);
  }
  expect(kept.size).toBe(4);
});

test('rotated tokens: an answer that was lost leaves the session as it is, and the next try renews it', async () => {
  let isLost = false;
  const { auth } = await signedIn({
    async fetch(input, init) {
      const answer = await fetch(input, init);
      if (!isLost) return answer;
      isLost = false;
      throw new TypeError('fetch failed');
    },
  });
  isLost = true;
  await expect(auth.headers({ fresh: true })).rejects.toThrow('fetch failed');
  expect(auth.state.status).toBe('signedIn');
  pass(GRACE_SECONDS - 1);
  await expect(auth.headers({ fresh: true })).resolves.toHaveProperty('authorization');
});

test('rotated tokens: a page takes over what another page with its storage has renewed', async () => {
  const { auth, storage } = await signedIn();
  const nextDoor = authOf({ storage });
  const renewed = await auth.headers({ fresh: true });
  pass(GRACE_SECONDS + 1);
  expect(await nextDoor.headers({ fresh: true })).toEqual(renewed);
  // And renews by the token of that page when its own turn comes.
  expect(await nextDoor.headers({ fresh: true })).not.toEqual(renewed);
  expect(nextDoor.state.status).toBe('signedIn');
});

test('rotated tokens: a copy that is used after the renewal is refused and ends; who renewed goes on', async () => {
  const { auth, storage } = await signedIn();
  const copied = memoryStorage();
  copied.setItem(KEY, storage.getItem(KEY) ?? '');
  const thief = authOf({ storage: copied });
  await auth.headers({ fresh: true });
  pass(GRACE_SECONDS + 1);
  await expect(thief.headers({ fresh: true })).rejects.toMatchObject({
    type: 'RefreshTokenReuseException',
  });
  expect(thief.state.status).toBe('signedOut');
  await expect(auth.headers({ fresh: true })).resolves.toHaveProperty('authorization');
});
