import { describe, expect, test } from 'vitest';
import type { AuthProvider } from '../../../../local/assembly/model.ts';
import { authenticator, cognito, issuerServer, NOW, refusal, requestWith } from '../harness.ts';

const NOT_AUTHORIZED = refusal('You are not authorized to make this call.');
const EXPIRED = refusal('Token has expired.');
const claims = { sub: 'x1', aud: 'app-1', iat: NOW / 1_000 - 100, exp: NOW / 1_000 + 3_600 };

async function judged(
  change: Record<string, unknown>,
  provider: Record<string, unknown> = {},
  others: AuthProvider[] = [],
): Promise<{ outcome: unknown; issuer: string }> {
  const server = await issuerServer();
  const oidc = {
    type: 'OPENID_CONNECT',
    issuer: server.url,
    clientId: null,
    iatTtl: null,
    authTtl: null,
    ...provider,
  } as AuthProvider;
  const authorization = await server.sign({ iss: server.url, ...claims, ...change });
  const outcome = await authenticator([oidc, ...others]).authenticate(
    requestWith({ authorization }),
  );
  return { outcome, issuer: server.url };
}

describe('admitted', () => {
  test('token of the discovered issuer: gives sub, issuer and claims', async () => {
    const { outcome, issuer } = await judged({});
    expect(outcome).toEqual({
      mode: 'OPENID_CONNECT',
      identity: { sub: 'x1', issuer, claims: { iss: issuer, ...claims } },
      deniedFields: [],
    });
  });

  test.each([{ aud: ['other', 'app-2'] }, { aud: 'other', azp: 'app-2' }])(
    'ClientId: matches aud or azp (%j)',
    async (change) => {
      const { outcome } = await judged(change, { clientId: 'app-1|app-2' });
      expect(outcome).toMatchObject({ mode: 'OPENID_CONNECT' });
    },
  );

  test('only mode of the API: the issuer is not compared', async () => {
    const { outcome } = await judged({ iss: 'https://another.example' });
    expect(outcome).toMatchObject({ mode: 'OPENID_CONNECT' });
  });
});

describe('refused', () => {
  test('expired', async () => {
    expect((await judged({ exp: NOW / 1_000 - 1 })).outcome).toEqual(EXPIRED);
  });

  test('issued longer ago than IatTTL', async () => {
    expect((await judged({}, { iatTtl: 99_000 })).outcome).toEqual(EXPIRED);
    expect((await judged({}, { iatTtl: 101_000 })).outcome).toMatchObject({ identity: {} });
  });

  test('signed in longer ago than AuthTTL', async () => {
    const change = { auth_time: NOW / 1_000 - 100 };
    expect((await judged(change, { authTtl: 99_000 })).outcome).toEqual(EXPIRED);
  });

  test('no auth_time although AuthTTL is set', async () => {
    expect((await judged({}, { authTtl: 99_000 })).outcome).toEqual(NOT_AUTHORIZED);
  });

  test('no iat', async () => {
    expect((await judged({ iat: undefined })).outcome).toEqual(NOT_AUTHORIZED);
  });

  test('client id that does not match as a whole', async () => {
    expect((await judged({}, { clientId: 'app' })).outcome).toEqual(NOT_AUTHORIZED);
  });

  test('another issuer, in an API with several modes', async () => {
    const { outcome } = await judged({ iss: 'https://another.example' }, {}, [cognito()]);
    expect(outcome).toEqual(refusal('Valid authorization header not provided.'));
  });

  test('issuer that cannot be discovered', async () => {
    const { outcome } = await judged({}, { issuer: 'http://127.0.0.1:1' });
    expect(outcome).toEqual(NOT_AUTHORIZED);
  });
});
