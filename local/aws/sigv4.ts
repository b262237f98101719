import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Credentials, CredentialStore, Principal } from './credentials.ts';

/** A signed request. Header names in lower case. */
export interface SignedRequest {
  readonly method: string;
  /** Path and query string as sent. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: Buffer | string;
  /** S3 alone signs what the header x-amz-content-sha256 says. @default - the hash of the body */
  readonly payloadHash?: string;
}

interface SignatureCheck {
  /** That the credential scope has to name. @default - any */
  readonly region?: string;
  readonly service: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
  find(accessKeyId: string): Credentials | null;
}

/** Why a signature does not hold. */
export interface RefusedSignature {
  readonly refused: string;
  /** The exception that AWS answers. */
  readonly type:
    'IncompleteSignatureException' | 'UnrecognizedClientException' | 'InvalidSignatureException';
}

const MAX_SKEW = 300_000; // 5 minutes
const AUTHORIZATION =
  /^AWS4-HMAC-SHA256\s+Credential=([^/,\s]+)\/(\d{8})\/([^/,\s]+)\/([^/,\s]+)\/aws4_request,\s*SignedHeaders=([^,\s]+),\s*Signature=([0-9a-f]{64})$/;

const KEY_IN_USE = /^AWS4-HMAC-SHA256\s+Credential=([^/,\s]+)\//;

const SCOPE = /^AWS4-HMAC-SHA256\s+Credential=[^/]+\/\d+\/[^/]*\/([^/]+)\/aws4_request/;

const signingKeys = new LRUCache<string, Buffer>({ max: 200 });

/**
 * Recomputes a signature version 4 with the secret of its key.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv.html
 * @returns the access key id, or why the signature does not hold
 */
export function checkSignature(
  request: SignedRequest,
  check: SignatureCheck,
): { readonly accessKeyId: string } | RefusedSignature {
  const parts = AUTHORIZATION.exec(single(request.headers['authorization']));
  if (!parts) {
    const refused = 'the Authorization header is no AWS4-HMAC-SHA256 signature';
    return { refused, type: 'IncompleteSignatureException' };
  }
  const [, accessKeyId = '', day = '', region = '', service = '', names = '', signature = ''] =
    parts;
  const date = single(request.headers['x-amz-date']);
  const refused =
    scopeProblem({ day, region, service, date }, check) ?? headerProblem(names, request.headers);
  if (refused !== null) return invalid(refused);
  const credentials = check.find(accessKeyId);
  if (!credentials) return unrecognized('the access key is unknown');
  if (single(request.headers['x-amz-security-token']) !== (credentials.sessionToken ?? '')) {
    return unrecognized('the session token does not belong to the access key');
  }
  const scope = `${day}/${region}/${service}/aws4_request`;
  const key = signingKey(credentials.secretAccessKey, scope);
  const holds = hostsOf(request.headers).some((host) => {
    const canonical = canonicalRequest(
      { ...request, headers: { ...request.headers, host } },
      names,
    );
    const text = ['AWS4-HMAC-SHA256', date, scope, sha256(canonical)].join('\n');
    return timingSafeEqual(hmac(key, text), Buffer.from(signature, 'hex'));
  });
  return holds ? { accessKeyId } : invalid('the signature does not match the request');
}

const invalid = (refused: string): RefusedSignature => ({
  refused,
  type: 'InvalidSignatureException',
});

const unrecognized = (refused: string): RefusedSignature => ({
  refused,
  type: 'UnrecognizedClientException',
});

/**
 * Whose key a request names, the signature itself unseen; null for none, and for a key that this engine
 * never handed out.
 */
export function signerOf(
  headers: SignedRequest['headers'],
  credentials: Pick<CredentialStore, 'find'>,
): Principal | null {
  const accessKeyId = KEY_IN_USE.exec(single(headers['authorization']))?.[1];
  if (accessKeyId === undefined) return null;
  return credentials.find(accessKeyId)?.principal ?? null;
}

/** The service in the credential scope of a request, the signature itself unseen; null without one. */
export function signedService(headers: SignedRequest['headers']): string | null {
  return SCOPE.exec(single(headers['authorization']))?.[1] ?? null;
}

function scopeProblem(
  scope: {
    readonly day: string;
    readonly region: string;
    readonly service: string;
    readonly date: string;
  },
  { region, service, now }: SignatureCheck,
): string | null {
  if (scope.service !== service) return `it is signed for ${scope.service}, not for ${service}`;
  if (region !== undefined && scope.region !== region) {
    return `it is signed for ${scope.region}, not for ${region}`;
  }
  const signedAt = Date.parse(
    scope.date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'),
  );
  if (Number.isNaN(signedAt) || !scope.date.startsWith(scope.day)) {
    return 'x-amz-date is absent or not the day of the credential scope';
  }
  return Math.abs(now - signedAt) > MAX_SKEW ? 'x-amz-date is more than 5 minutes from now' : null;
}

function headerProblem(names: string, headers: SignedRequest['headers']): string | null {
  const signed = new Set(names.split(';'));
  for (const name of ['host', 'x-amz-date', 'x-amz-security-token']) {
    if (headers[name] !== undefined && !signed.has(name)) return `header ${name} is not signed`;
  }
  return signed.has('host') ? null : 'header host is not signed';
}

/** Clients differ on whether they sign a port that is not the default one. */
function hostsOf(headers: SignedRequest['headers']): string[] {
  const host = single(headers['host']);
  const withoutPort = host.replace(/:\d+$/, '');
  return host === withoutPort ? [host] : [host, withoutPort];
}

function canonicalRequest(request: SignedRequest, names: string): string {
  const [path = '/', query = ''] = request.path.split(/\?(.*)/s);
  const headers = names
    .split(';')
    .map((name) => `${name}:${single(request.headers[name]).trim().replaceAll(/\s+/g, ' ')}\n`);
  return [
    request.method,
    // S3 alone takes the path as it was sent.
    request.payloadHash === undefined ? path.split('/').map(encode).join('/') : path,
    canonicalQuery(query),
    headers.join(''),
    names,
    request.payloadHash ?? sha256(request.body),
  ].join('\n');
}

const canonicalQuery = (query: string): string =>
  [...new URLSearchParams(query)]
    .map(([name, value]) => [encode(name), encode(value)] as const)
    .toSorted(([name, value], [other, its]) => compare(name, other) || compare(value, its))
    .map((pair) => pair.join('='))
    .join('&');

const compare = (one: string, other: string): number => (one < other ? -1 : Number(one > other));

const encode = (text: string): string =>
  encodeURIComponent(text).replaceAll(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );

function signingKey(secret: string, scope: string): Buffer {
  const cacheKey = `${secret}/${scope}`;
  const known = signingKeys.get(cacheKey);
  if (known) return known;
  const key = scope
    .split('/')
    .reduce<string | Buffer>((previous, part) => hmac(previous, part), `AWS4${secret}`) as Buffer;
  signingKeys.set(cacheKey, key);
  return key;
}

const hmac = (key: string | Buffer, text: string): Buffer =>
  createHmac('sha256', key).update(text).digest();

const sha256 = (text: Buffer | string): string => createHash('sha256').update(text).digest('hex');

const single = (value: string | readonly string[] | undefined): string =>
  value === undefined ? '' : typeof value === 'string' ? value : value.join(',');
