import { getDiffieHellman } from 'node:crypto';
import { createSrpSession, signSrpSession } from 'cognito-srp-helper';
import { describe, expect, test, vi } from 'vitest';
import { createSrpKeys, signSrpChallenge, srpTimestamp } from '../auth/srp.ts';
import { cognitoAuth } from '../index.ts';

const POOL = 'eu-west-1_AbCdEfGhI';

/** Digits that differ from run to run, so that every padding comes up in the end. */
const hexOf = (bytes: number) =>
  Buffer.from(crypto.getRandomValues(new Uint8Array(bytes))).toString('hex');

/** What cognito-srp-helper makes of the same numbers. */
function peerSignature(username: string, password: string, challenge: Record<string, string>) {
  const session = createSrpSession(username, password, POOL, false);
  const { passwordSignature } = signSrpSession(session, {
    ChallengeName: 'PASSWORD_VERIFIER',
    ChallengeParameters: { ...challenge, USER_ID_FOR_SRP: username },
  });
  return { session, passwordSignature };
}

describe('signSrpChallenge', () => {
  test.each([
    ['numbers as they come', hexOf(16), hexOf(384)],
    ['a salt and B whose first bit is set', `f${hexOf(15)}0`, `8${hexOf(383)}1`],
    ['a salt and B of an odd number of digits', `7${hexOf(15)}`, `3${hexOf(380)}`],
    ['a small B', hexOf(16), '2'],
  ])('%s: signs as cognito-srp-helper does', async (_name, salt, B) => {
    const userId = crypto.randomUUID();
    const password = `Pä$$w0rd ${hexOf(4)}`;
    const secretBlock = Buffer.from(hexOf(200), 'hex').toString('base64');
    const { session, passwordSignature } = peerSignature(userId, password, {
      SALT: salt,
      SRP_B: B,
      SECRET_BLOCK: secretBlock,
    });
    const keys = createSrpKeys(BigInt(`0x${session.smallA}`));
    expect(BigInt(`0x${keys.A}`)).toBe(BigInt(`0x${session.largeA}`));
    const { timestamp } = session;
    const poolName = 'AbCdEfGhI';
    expect(
      await signSrpChallenge(keys, { poolName, userId, password, salt, B, secretBlock, timestamp }),
    ).toBe(passwordSignature);
  });

  test.each(['0', getDiffieHellman('modp15').getPrime('hex')])(
    'a B that is a multiple of N: is refused',
    async (B) => {
      const given = { poolName: 'p', userId: 'u', password: 'p', salt: '1', timestamp: '' };
      const signed = signSrpChallenge(createSrpKeys(), { ...given, B, secretBlock: '' });
      await expect(signed).rejects.toThrow(RangeError);
    },
  );
});

test('createSrpKeys: draws other numbers each time', () => {
  expect(createSrpKeys().A).not.toBe(createSrpKeys().A);
});

test('srpTimestamp: is what Cognito documents, whatever the locale', () => {
  expect(srpTimestamp(new Date('2026-11-03T09:08:07.654Z'))).toBe('Tue Nov 3 09:08:07 UTC 2026');
  expect(srpTimestamp(new Date('2018-09-25T00:09:40Z'))).toBe('Tue Sep 25 00:09:40 UTC 2018');
});

test('signIn: says where it can be done when the page has no WebCrypto', async () => {
  vi.stubGlobal('crypto', { getRandomValues: crypto.getRandomValues.bind(crypto) });
  try {
    const auth = cognitoAuth({ userPoolId: POOL, clientId: 'c', fetch: vi.fn() });
    await expect(auth.signIn('ann', 'secret')).rejects.toMatchObject({
      type: 'InsecureOrigin',
      message: expect.stringContaining('https:') as string,
    });
  } finally {
    vi.unstubAllGlobals();
  }
});
