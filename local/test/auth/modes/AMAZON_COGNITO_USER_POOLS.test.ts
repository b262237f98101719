import { generateKeyPair, SignJWT, UnsecuredJWT } from 'jose';
import { describe, expect, test } from 'vitest';
import {
  accessClaims,
  authenticator,
  cognito,
  issuerServer,
  ISSUER,
  NOW,
  POOL,
  refusal,
  requestWith,
  stoppedClock,
} from '../harness.ts';

const NOT_AUTHORIZED = refusal('You are not authorized to make this call.');

async function judged(change: Record<string, unknown>, provider = cognito()): Promise<unknown> {
  const pool = await issuerServer();
  const token = await pool.sign(accessClaims(change));
  return authenticator([provider], { cognitoUrl: pool.url }).authenticate(
    requestWith({ authorization: token }),
  );
}

describe('admitted', () => {
  test('access token: gives the identity in AppSync’s form', async () => {
    const claims = accessClaims();
    expect(await judged({})).toEqual({
      mode: 'AMAZON_COGNITO_USER_POOLS',
      identity: {
        sub: 'b0c1',
        issuer: ISSUER,
        username: 'ann',
        claims,
        sourceIp: ['10.1.2.3', '127.0.0.1'],
        defaultAuthStrategy: 'ALLOW',
        groups: ['ADMIN'],
      },
      deniedFields: [],
    });
  });

  test('ID token: is taken too, its user name is cognito:username', async () => {
    const id = {
      token_use: 'id',
      aud: 'webclient',
      username: undefined,
      'cognito:username': 'bob',
    };
    expect(await judged(id)).toMatchObject({ identity: { username: 'bob' } });
  });

  test('caller without groups: groups is null, not an empty list', async () => {
    expect(await judged({ 'cognito:groups': undefined })).toMatchObject({
      identity: { groups: null },
    });
  });

  test('DefaultAction DENY: is in the identity', async () => {
    expect(await judged({}, cognito({ defaultAction: 'DENY' }))).toMatchObject({
      identity: { defaultAuthStrategy: 'DENY' },
    });
  });

  test('the same token from another address: the identity names that address', async () => {
    const pool = await issuerServer();
    const authorization = await pool.sign(accessClaims());
    const { authenticate } = authenticator([cognito()], { cognitoUrl: pool.url });
    const from = (...sourceIp: string[]) =>
      authenticate({ ...requestWith({ authorization }), sourceIp });
    for (const address of ['10.0.0.1', '10.0.0.2', '10.0.0.1']) {
      expect(await from(address)).toMatchObject({ identity: { sourceIp: [address] } });
    }
    expect(await from('10.0.0.3', '10.0.0.1')).toMatchObject({
      identity: { sourceIp: ['10.0.0.3', '10.0.0.1'] },
    });
  });

  test('Bearer before the token: is taken', async () => {
    const pool = await issuerServer();
    const authorization = `Bearer ${await pool.sign(accessClaims())}`;
    const { authenticate } = authenticator([cognito()], { cognitoUrl: pool.url });
    expect(await authenticate(requestWith({ authorization }))).toMatchObject({
      identity: { sub: 'b0c1' },
    });
  });

  test('AppIdClientRegex: admits a client whose whole id matches', async () => {
    expect(await judged({}, cognito({ appIdClientRegex: 'other|webclient' }))).toMatchObject({
      mode: 'AMAZON_COGNITO_USER_POOLS',
    });
  });

  test('keys: are fetched from the pool’s address once for many tokens', async () => {
    const pool = await issuerServer();
    const { authenticate } = authenticator([cognito()], { cognitoUrl: pool.url });
    for (const jti of ['1', '2', '2']) {
      await authenticate(requestWith({ authorization: await pool.sign(accessClaims({ jti })) }));
    }
    expect(pool.requests).toEqual([`/${POOL}/.well-known/jwks.json`]);
  });

  test('remembered token: carries the source address of the request at hand', async () => {
    const pool = await issuerServer();
    const authorization = await pool.sign(accessClaims());
    const { authenticate } = authenticator([cognito()], { cognitoUrl: pool.url });
    await authenticate(requestWith({ authorization }));
    const second = await authenticate(requestWith({ authorization }, { sourceIp: ['9.9.9.9'] }));
    expect(second).toMatchObject({ identity: { sourceIp: ['9.9.9.9'] } });
  });
});

describe('refused', () => {
  test('expired token', async () => {
    expect(await judged({ exp: NOW / 1_000 - 1 })).toEqual(refusal('Token has expired.'));
  });

  test('token that expires after it was found good', async () => {
    const pool = await issuerServer();
    const clock = stoppedClock();
    const { authenticate } = authenticator([cognito()], { cognitoUrl: pool.url, clock });
    const request = requestWith({ authorization: await pool.sign(accessClaims()) });
    expect(await authenticate(request)).toMatchObject({ mode: 'AMAZON_COGNITO_USER_POOLS' });
    clock.time += 3_600_000;
    expect(await authenticate(request)).toEqual(refusal('Token has expired.'));
  });

  test('token signed by another key', async () => {
    const pool = await issuerServer();
    const { privateKey } = await generateKeyPair('RS256');
    const forged = await new SignJWT(accessClaims())
      .setProtectedHeader({ alg: 'RS256', kid: 'k1' })
      .sign(privateKey);
    const { authenticate } = authenticator([cognito()], { cognitoUrl: pool.url });
    expect(await authenticate(requestWith({ authorization: forged }))).toEqual(NOT_AUTHORIZED);
  });

  test('claims changed after signing', async () => {
    const pool = await issuerServer();
    const [header, , signature] = (await pool.sign(accessClaims())).split('.');
    const payload = Buffer.from(JSON.stringify(accessClaims({ sub: 'someone-else' })));
    const authorization = `${header}.${payload.toString('base64url')}.${signature}`;
    const { authenticate } = authenticator([cognito()], { cognitoUrl: pool.url });
    expect(await authenticate(requestWith({ authorization }))).toEqual(NOT_AUTHORIZED);
  });

  test('algorithm none', async () => {
    const pool = await issuerServer();
    const authorization = new UnsecuredJWT(accessClaims()).encode();
    const { authenticate } = authenticator([cognito()], { cognitoUrl: pool.url });
    expect(await authenticate(requestWith({ authorization }))).toEqual(NOT_AUTHORIZED);
  });

  test('algorithm HS256 with the public key as the secret', async () => {
    const pool = await issuerServer();
    const keys = await (await fetch(`${pool.url}/keys`)).text();
    const authorization = await new SignJWT(accessClaims())
      .setProtectedHeader({ alg: 'HS256', kid: 'k1' })
      .sign(Buffer.from(keys));
    const { authenticate } = authenticator([cognito()], { cognitoUrl: pool.url });
    expect(await authenticate(requestWith({ authorization }))).toEqual(NOT_AUTHORIZED);
  });

  test('token of another pool', async () => {
    expect(await judged({ iss: `${ISSUER}2` })).toEqual(
      refusal('Valid authorization header not provided.'),
    );
  });

  test.each([
    ['refresh or other kind of token', { token_use: 'refresh' }],
    ['token without token_use', { token_use: undefined }],
    ['token without exp', { exp: undefined }],
    ['token that is not valid yet', { nbf: NOW / 1_000 + 60 }],
  ])('%s', async (_title, change) => {
    expect(await judged(change)).toEqual(NOT_AUTHORIZED);
  });

  test.each([
    ['access token of another client', {}],
    ['ID token of another client', { token_use: 'id', aud: 'webclient' }],
  ])('AppIdClientRegex: %s', async (_title, change) => {
    expect(await judged(change, cognito({ appIdClientRegex: 'web' }))).toEqual(NOT_AUTHORIZED);
  });

  test('text that is no token', async () => {
    const { authenticate } = authenticator([cognito()]);
    expect(await authenticate(requestWith({ authorization: 'abc' }))).toEqual(
      refusal('Unable to parse JWT token.'),
    );
  });

  test('log: says which address of the keys did not answer, and why', async () => {
    const pool = await issuerServer();
    const lines: string[] = [];
    const note = (_source: string, message: string): void => void lines.push(message);
    const log = { info: note, warn: note, error: note };
    const authorization = await pool.sign(accessClaims());
    const cognitoUrl = 'http://127.0.0.1:1';
    await authenticator([cognito()], { cognitoUrl, log }).authenticate(
      requestWith({ authorization }),
    );
    const keys = `${cognitoUrl}/${POOL}/.well-known/jwks.json`;
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(`token of user pool ${POOL} refused: ${keys} failed: `);
    expect(lines[0]).toContain('ECONNREFUSED');
  });

  test('log: says why and never holds the token', async () => {
    const pool = await issuerServer();
    const lines: string[] = [];
    const note = (_source: string, message: string): void => void lines.push(message);
    const log = { info: note, warn: note, error: note };
    const authorization = await pool.sign(accessClaims({ token_use: 'refresh' }));
    await authenticator([cognito()], { cognitoUrl: pool.url, log }).authenticate(
      requestWith({ authorization }),
    );
    expect(lines).toEqual([
      `token of user pool ${POOL} refused: its claims do not fit the configuration`,
    ]);
  });
});
