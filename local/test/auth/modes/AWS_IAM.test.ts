import { Sha256 } from '@aws-crypto/sha256-js';
import { SignatureV4 } from '@smithy/signature-v4';
import { describe, expect, test } from 'vitest';
import type { AuthRequest } from '../../../auth/index.ts';
import { createCredentialStore, type Credentials } from '../../../aws/credentials.ts';
import { iamWith, ROLE_ARN } from '../../aws/iam/roles.ts';
import { authenticator, NOW, refusal, requestWith } from '../harness.ts';

const store = createCredentialStore('000000000000');
const role = store.issue({
  arn: 'arn:aws:sts::000000000000:assumed-role/PublishRole/publish-changes',
  userId: 'AROALOCAL:publish-changes',
  accountId: '000000000000',
});
const DENIED = refusal('Permission denied');

interface Signing {
  readonly credentials?: Credentials;
  readonly region?: string;
  readonly service?: string;
  readonly path?: string;
  readonly query?: Record<string, string>;
  readonly method?: string;
  readonly host?: string;
  readonly body?: string;
  readonly at?: number;
}

/** Signs with AWS's own signer. */
async function signed(signing: Signing = {}): Promise<AuthRequest> {
  const {
    path = '/graphql',
    query,
    method = 'POST',
    host = '127.0.0.1:4000',
    body = '{"query":"{ me }"}',
  } = signing;
  const signer = new SignatureV4({
    service: signing.service ?? 'appsync',
    region: signing.region ?? 'us-east-1',
    credentials: signing.credentials ?? role,
    sha256: Sha256,
  });
  const { headers } = await signer.sign(
    {
      method,
      protocol: 'http:',
      hostname: '127.0.0.1',
      path,
      ...(query && { query }),
      headers: { host, 'content-type': 'application/json' },
      body,
    },
    { signingDate: new Date(signing.at ?? NOW) },
  );
  const lower = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]);
  const target = query ? `${path}?${new URLSearchParams(query).toString()}` : path;
  return requestWith(Object.fromEntries(lower) as Record<string, string>, {
    method,
    path: target,
    body,
  });
}

const iam = () => authenticator([{ type: 'AWS_IAM' }], { credentials: store });

describe('admitted', () => {
  test('role of a function: gives the identity in AppSync’s form', async () => {
    expect(await iam().authenticate(await signed())).toEqual({
      mode: 'AWS_IAM',
      identity: {
        accountId: '000000000000',
        cognitoIdentityPoolId: null,
        cognitoIdentityId: null,
        sourceIp: ['10.1.2.3', '127.0.0.1'],
        username: 'AROALOCAL:publish-changes',
        userArn: 'arn:aws:sts::000000000000:assumed-role/PublishRole/publish-changes',
        cognitoIdentityAuthType: null,
        cognitoIdentityAuthProvider: null,
      },
      deniedFields: [],
    });
  });

  test('developer’s key: is taken', async () => {
    expect(await iam().authenticate(await signed({ credentials: store.developer }))).toMatchObject({
      identity: { userArn: 'arn:aws:iam::000000000000:user/local' },
    });
  });

  test('a role of the assembly: may call what its policies allow', async () => {
    const field = 'arn:aws:appsync:us-east-1:000000000000:apis/localapi/types/Query/fields/me';
    const { session } = iamWith([{ do: 'appsync:GraphQL', on: field }]);
    const credentials = store.issue(session(ROLE_ARN, 'publish-changes'));
    const caller = await iam().authenticate(await signed({ credentials }));
    const allowsField = 'allowsField' in caller ? caller.allowsField : undefined;
    expect([allowsField?.('Query', 'me'), allowsField?.('Query', 'you')]).toEqual([true, false]);
  });

  test('GET with a query string: is verified with it', async () => {
    const query = { query: '{ a(b: "it\'s (x) *!") }', variables: '{"ä":1}' };
    const request = await signed({ method: 'GET', query, body: '' });
    expect(await iam().authenticate(request)).toMatchObject({ mode: 'AWS_IAM' });
  });

  test('GET whose parameters begin alike: is verified in the order of their names', async () => {
    const query = { 'query-x': '1', query: '{ a }', queryX: '2' };
    const request = await signed({ method: 'GET', query, body: '' });
    expect(await iam().authenticate(request)).toMatchObject({ mode: 'AWS_IAM' });
  });

  test('host signed without its port: is taken', async () => {
    const request = await signed({ host: 'localhost' });
    const headers = { ...request.headers, host: 'localhost:4000' };
    expect(await iam().authenticate({ ...request, headers })).toMatchObject({ mode: 'AWS_IAM' });
  });

  test('real-time handshake: is signed as POST to /graphql/connect with {}', async () => {
    const { headers } = await signed({ path: '/graphql/connect', body: '{}' });
    const request = requestWith(headers, {
      channel: 'connect',
      method: undefined,
      path: undefined,
      body: '{}',
    });
    expect(await iam().authenticate(request)).toMatchObject({ mode: 'AWS_IAM' });
  });

  test('real-time start: is signed as POST to /graphql with the data text', async () => {
    const body = '{"query":"subscription { onUserChange { type } }","variables":{}}';
    const { headers } = await signed({ body });
    const request = requestWith(headers, { channel: 'subscribe', path: undefined, body });
    expect(await iam().authenticate(request)).toMatchObject({ mode: 'AWS_IAM' });
  });
});

describe('refused', () => {
  const cases: [string, Signing][] = [
    ['unknown access key', { credentials: { accessKeyId: 'ASIAX', secretAccessKey: 'x' } }],
    ['wrong secret', { credentials: { ...role, secretAccessKey: 'guess' } }],
    ['another session token', { credentials: { ...role, sessionToken: 'guess' } }],
    ['missing session token', { credentials: { ...role, sessionToken: undefined } }],
    ['signed 6 minutes ago', { at: NOW - 360_000 }],
    ['signed 6 minutes ahead', { at: NOW + 360_000 }],
    ['signed for another region', { region: 'eu-west-1' }],
    ['signed for another service', { service: 'execute-api' }],
  ];
  test.each(cases)('%s', async (_title, signing) => {
    expect(await iam().authenticate(await signed(signing))).toEqual(DENIED);
  });

  const changes: [string, (request: AuthRequest) => AuthRequest][] = [
    ['body changed', (request) => ({ ...request, body: '{"query":"mutation { x }"}' })],
    ['path changed', (request) => ({ ...request, path: '/other' })],
    ['query string added', (request) => ({ ...request, path: '/graphql?query=x' })],
    ['method changed', (request) => ({ ...request, method: 'GET' })],
    [
      'signed header changed',
      (request) => ({ ...request, headers: { ...request.headers, 'content-type': 'text/plain' } }),
    ],
    [
      'host changed',
      (request) => ({ ...request, headers: { ...request.headers, host: 'elsewhere' } }),
    ],
    [
      'header malformed',
      (request) => ({ ...request, headers: { authorization: 'AWS4-HMAC-SHA256 x' } }),
    ],
    [
      'signature used for the handshake',
      (request) => ({ ...request, channel: 'connect' as const, body: '{"query":"{ me }"}' }),
    ],
  ];
  test.each(changes)('%s', async (_title, change) => {
    expect(await iam().authenticate(change(await signed()))).toEqual(DENIED);
  });

  test("the developer's key in a page of another site: every site knows it", async () => {
    const request = await signed({ credentials: store.developer });
    const from = (origin: string): AuthRequest => ({
      ...request,
      headers: { ...request.headers, origin },
    });
    for (const origin of ['https://evil.example', 'null', 'https://localhost.evil.example']) {
      expect(await iam().authenticate(from(origin))).toEqual(DENIED);
    }
    const dev = from('http://localhost:5173');
    expect(await iam().authenticate(dev)).toMatchObject({ mode: 'AWS_IAM' });
  });

  test("the developer's key over a WebSocket: the upgrade request tells whose page it is", async () => {
    const { headers } = await signed({
      path: '/graphql/connect',
      body: '{}',
      credentials: store.developer,
    });
    const from = (origin: string | undefined) =>
      requestWith(headers, {
        channel: 'connect',
        method: undefined,
        path: undefined,
        body: '{}',
        handshakeHeaders: { host: 'localhost:4000', origin },
      });
    for (const origin of ['https://evil.example', 'null']) {
      expect(await iam().authenticate(from(origin))).toEqual(DENIED);
    }
    for (const origin of ['http://localhost:5173', undefined]) {
      expect(await iam().authenticate(from(origin))).toMatchObject({ mode: 'AWS_IAM' });
    }
  });

  test('mode not enabled', async () => {
    const { authenticate } = authenticator([{ type: 'API_KEY' }], { credentials: store });
    expect(await authenticate(await signed())).toEqual(
      refusal('Valid authorization header not provided.'),
    );
  });
});
