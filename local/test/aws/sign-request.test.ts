import { Sha256 } from '@aws-crypto/sha256-js';
import { SignatureV4 } from '@smithy/signature-v4';
import { describe, expect, test } from 'vitest';
import { checkSignature } from '../../aws/check-signature.ts';
import type { Credentials } from '../../aws/credentials.ts';
import { signRequest } from '../../aws/sign-request.ts';

const KEY: Credentials = {
  accessKeyId: 'AKIDEXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
};
const SESSION: Credentials = { ...KEY, sessionToken: 'token/of+a=session' };
const NOW = Date.parse('2015-08-30T12:36:00Z');

interface Call {
  readonly method: string;
  readonly path: string;
  readonly query?: Readonly<Record<string, string | string[]>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

describe("the signatures of AWS's own examples", () => {
  // https://docs.aws.amazon.com/general/latest/gr/signature-v4-test-suite.html
  test('get-vanilla', () => {
    const { authorization } = signRequest(
      { method: 'GET', path: '/', headers: { host: 'example.amazonaws.com' }, body: '' },
      { service: 'service', region: 'us-east-1', credentials: KEY, now: NOW },
    );
    expect(authorization).toBe(
      'AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders=host;x-amz-date, Signature=5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31',
    );
  });

  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
  test('ListUsers of IAM', () => {
    const headers = {
      host: 'iam.amazonaws.com',
      'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
    };
    const { authorization } = signRequest(
      { method: 'GET', path: '/?Action=ListUsers&Version=2010-05-08', headers, body: '' },
      { service: 'iam', region: 'us-east-1', credentials: KEY, now: NOW },
    );
    expect(authorization).toMatch(
      /Signature=5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7$/,
    );
  });
});

describe("AWS's signer and this engine's", () => {
  const host = 'localhost:4000';
  const plain: Call = { method: 'POST', path: '/', headers: { host }, body: '{"a":"ü"}' };
  const calls: [string, Call][] = [
    ['a JSON call', { ...plain, headers: { host, 'X-Amz-Target': 'DynamoDB_20120810.GetItem' } }],
    ['no body', { ...plain, method: 'GET', body: '' }],
    ['a path with signs', { ...plain, path: "/a b/%C3%BC/it's(1)!*" }],
    ['a path that wants to be shortened', { ...plain, path: '/a//b/./c/../d/' }],
    ['a path of nothing', { ...plain, path: '//' }],
    ['a query', { ...plain, query: { b: '2', a: ['z', 'y'], 'ä&=': "sp ace+'*" } }],
    ['an empty value in the query', { ...plain, query: { flag: '' } }],
    ['header values with spaces', { ...plain, headers: { host, 'x-note': '  a   b  ' } }],
    [
      'headers that proxies change',
      { ...plain, headers: { host, 'User-Agent': 'x', 'proxy-x': '1', Expect: '100-continue' } },
    ],
  ];

  test.each(
    calls.flatMap(([title, call]) => [
      [title, call, KEY] as const,
      [`${title}, in a session`, call, SESSION] as const,
    ]),
  )('%s: sign alike, and one takes what the other signed', async (_title, call, credentials) => {
    const { method, path, query = {}, headers, body } = call;
    const signer = new SignatureV4({
      service: 'dynamodb',
      region: 'eu-west-1',
      credentials,
      sha256: Sha256,
      applyChecksum: false,
    });
    const theirs = await signer.sign(
      { method, protocol: 'http:', hostname: 'localhost', path, query, headers, body },
      { signingDate: new Date(NOW) },
    );
    const target = [path, searchOf(query)].filter((part) => part !== '').join('?');
    const own = signRequest(
      { method, path: target, headers, body },
      { service: 'dynamodb', region: 'eu-west-1', credentials, now: NOW },
    );
    expect(own.authorization).toBe(theirs.headers['authorization']);
    const sent = Object.entries(theirs.headers).map(([name, value]) => [name.toLowerCase(), value]);
    const outcome = checkSignature(
      { method, path: target, headers: Object.fromEntries(sent), body },
      { service: 'dynamodb', now: NOW, find: () => credentials },
    );
    expect(outcome).toEqual({ accessKeyId: KEY.accessKeyId });
  });
});

const searchOf = (query: NonNullable<Call['query']>): string =>
  Object.entries(query)
    .flatMap(([name, values]) => [values].flat().map((value) => [name, value]))
    .map((pair) => pair.map(encodeURIComponent).join('='))
    .join('&');
