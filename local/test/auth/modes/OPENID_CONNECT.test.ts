import { exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';
import { describe, expect, test } from 'vitest';
import type { AuthProvider } from '../../../assembly/model.ts';
import { type ServerAnswer, withHttpAnswers } from '../../../testing/http-answers.ts';
import { cleanups } from '../../../testing/cleanups.ts';
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

describe('calls of the provider that fail: a line with URL and reason, and without query and user', () => {
  const DISCOVERY = '/.well-known/openid-configuration';

  /** What is logged of one token; the provider answers so, 404 elsewhere. */
  async function logged(answers: Record<string, ServerAnswer>, issuer?: string) {
    const server = await withHttpAnswers(
      ({ url = '' }) => answers[url] ?? { status: 404, body: {} },
    );
    cleanups.push(() => server.stop());
    const lines: string[] = [];
    const note = (_source: string, text: string): void => void lines.push(text);
    const limits = { clientId: null, iatTtl: null, authTtl: null };
    const provider = { type: 'OPENID_CONNECT' as const, issuer: issuer ?? server.url, ...limits };
    const mode = authenticator([provider], { log: { info: note, warn: note, error: note } });
    const { privateKey } = await generateKeyPair('RS256');
    const token = new SignJWT({ iss: provider.issuer, ...claims });
    const authorization = await token.setProtectedHeader({ alg: 'RS256' }).sign(privateKey);
    expect(await mode.authenticate(requestWith({ authorization }))).toEqual(NOT_AUTHORIZED);
    expect(lines).toHaveLength(1);
    return (lines[0] ?? '').replaceAll(server.url, 'PROVIDER');
  }

  test('discovery: nothing listens there', async () => {
    expect(await logged({}, 'http://ann:secret@127.0.0.1:1')).toMatch(
      /refused: http:\/\/127\.0\.0\.1:1\/\.well-known\/openid-configuration failed: .*ECONNREFUSED/u,
    );
  });

  test.each([
    ['another status', { status: 503, body: {} }, /failed: it answered 503$/u],
    ['no JSON', { body: '<html>' }, /failed: .*JSON/u],
    ['no jwks_uri', { body: {} }, /gives no jwks_uri$/u],
    ['null', { body: null }, /gives no jwks_uri$/u],
  ])('discovery: %s', async (_, answer, reason) => {
    const line = await logged({ [DISCOVERY]: answer });
    expect(line).toMatch(reason);
    expect(line.match(/PROVIDER\/\.well-known\/openid-configuration/gu)).toHaveLength(1);
  });

  test.each([
    ['a name that is not there', 'http://nobody.invalid', /failed: .*(?:ENOTFOUND|EAI_AGAIN)/u],
    ['nothing listens there', 'http://127.0.0.1:1', /failed: .*ECONNREFUSED/u],
  ])('key set: %s', async (_, host, reason) => {
    const keys = `${host.replace('//', '//ann:secret@')}/keys?token=secret`;
    const line = await logged({ [DISCOVERY]: { body: { jwks_uri: keys } } });
    expect(line).toContain(` ${host}/keys?… failed: `);
    expect(line).toMatch(reason);
    expect(line).not.toContain('secret');
  });
});

describe('keys of the provider', () => {
  /** A provider whose keys change, and what becomes of a token of one of them. */
  async function withKeys() {
    const published: JWK[] = [];
    const server = await withHttpAnswers(({ url }) => ({
      body: url === '/keys' ? { keys: published } : { jwks_uri: `${server.url}/keys` },
    }));
    cleanups.push(() => Promise.resolve(server.stop()));
    const limits = { clientId: null, iatTtl: null, authTtl: null };
    const mode = authenticator([{ type: 'OPENID_CONNECT', issuer: server.url, ...limits }]);
    return async (alg: string, kid: string, isPublished = true): Promise<unknown> => {
      const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true });
      if (isPublished) published.splice(0, 1, { ...(await exportJWK(publicKey)), kid });
      const token = new SignJWT({ iss: server.url, ...claims }).setProtectedHeader({ alg, kid });
      return await mode.authenticate(requestWith({ authorization: await token.sign(privateKey) }));
    };
  }

  test.each(['RS256', 'RS512', 'PS384', 'ES256', 'ES384', 'ES512'])(
    '%s: is admitted',
    async (alg) => {
      const judge = await withKeys();
      expect(await judge(alg, 'k1')).toMatchObject({ mode: 'OPENID_CONNECT' });
    },
  );

  test('EdDSA: is refused', async () => {
    const judge = await withKeys();
    expect(await judge('EdDSA', 'k1')).toEqual(NOT_AUTHORIZED);
  });

  test('a new key in place of the old one: its tokens are admitted at once', async () => {
    const judge = await withKeys();
    await judge('RS256', 'k1');
    expect(await judge('RS256', 'k2')).toMatchObject({ mode: 'OPENID_CONNECT' });
  });

  test('a key that is not published: its tokens are refused', async () => {
    const judge = await withKeys();
    await judge('RS256', 'k1');
    expect(await judge('RS256', 'k2', false)).toEqual(NOT_AUTHORIZED);
    expect(await judge('RS256', 'k1', false)).toEqual(NOT_AUTHORIZED);
  });
});

describe('a key of type oct', () => {
  const secret = Buffer.from('a secret of the provider that is long enough for every size of HS.');
  const PUBLISHED = { keys: [{ kty: 'oct', kid: 'h1', k: secret.toString('base64url') }] };

  /** What becomes of a token with this signature. */
  async function judgedWith(alg: string, key: Buffer, kid = 'h1'): Promise<unknown> {
    const server = await withHttpAnswers(({ url }) => ({
      body: url === '/keys' ? PUBLISHED : { jwks_uri: `${server.url}/keys` },
    }));
    cleanups.push(() => Promise.resolve(server.stop()));
    const token = new SignJWT({ iss: server.url, ...claims }).setProtectedHeader({ alg, kid });
    const limits = { clientId: null, iatTtl: null, authTtl: null };
    const mode = authenticator([{ type: 'OPENID_CONNECT', issuer: server.url, ...limits }]);
    return await mode.authenticate(requestWith({ authorization: await token.sign(key) }));
  }

  test.each(['HS256', 'HS384', 'HS512'])('%s: is admitted', async (alg) => {
    expect(await judgedWith(alg, secret)).toMatchObject({ mode: 'OPENID_CONNECT' });
  });

  test('another secret: is refused', async () => {
    expect(await judgedWith('HS256', Buffer.alloc(64, 1))).toEqual(NOT_AUTHORIZED);
  });

  test('another key id: is refused', async () => {
    expect(await judgedWith('HS256', secret, 'h2')).toEqual(NOT_AUTHORIZED);
  });
});
