import { createHmac, createSecretKey, hash, type KeyObject } from 'node:crypto';
import type { Credentials } from './credentials.ts';

/** What a signature is over. Header names in lower case. */
export interface SignableRequest {
  readonly method: string;
  /** Path and query string as sent. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: Buffer | string;
  /** S3 alone signs what the header x-amz-content-sha256 says. @default - the hash of the body */
  readonly payloadHash?: string;
}

/** When and for whom a signature is made. */
export interface SignatureScope {
  /** `20261129T080000Z`. */
  readonly date: string;
  readonly region: string;
  /** As in the credential scope, e.g. `dynamodb`. */
  readonly service: string;
}

/**
 * The signature of a request in version 4, and the credential scope that it is made for.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 * @param names of the signed headers, sorted, with `;` between
 */
export function signatureOf(
  request: SignableRequest,
  names: string,
  { date, region, service }: SignatureScope,
  credentials: Credentials,
): { readonly scope: string; readonly signature: Buffer } {
  const scope = `${date.slice(0, 8)}/${region}/${service}/aws4_request`;
  const text = ['AWS4-HMAC-SHA256', date, scope, sha256(canonicalRequest(request, names))];
  return { scope, signature: hmac(signingKey(credentials, scope), text.join('\n')) };
}

function canonicalRequest(request: SignableRequest, names: string): string {
  const [path = '/', query = ''] = request.path.split(/\?(.*)/s);
  const headers = names
    .split(';')
    .map((name) => `${name}:${canonicalValue(single(request.headers[name]))}\n`);
  return [
    request.method,
    // S3 alone takes the path as it was sent.
    request.payloadHash === undefined ? canonicalPath(path) : path,
    canonicalQuery(query),
    headers.join(''),
    names,
    request.payloadHash ?? sha256(request.body),
  ].join('\n');
}

const canonicalValue = (value: string): string =>
  /\s/.test(value) ? value.trim().replaceAll(/\s+/g, ' ') : value;

/** Without empty segments, `.` and `..`, and encoded once more. */
function canonicalPath(path: string): string {
  if (path === '/') return path;
  const segments: string[] = [];
  for (const segment of path.split('/')) {
    if (segment === '..') segments.pop();
    else if (segment !== '' && segment !== '.') segments.push(encode(segment));
  }
  return `/${segments.join('/')}${segments.length > 0 && path.endsWith('/') ? '/' : ''}`;
}

const canonicalQuery = (query: string): string =>
  query === ''
    ? ''
    : [...new URLSearchParams(query)]
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

/** By scope; they go with the credentials. A key takes four hashes and is good for a day. */
const keys = new WeakMap<Credentials, Map<string, KeyObject>>();
/** More services than this are called with one key on two days only. */
const KEYS_KEPT = 20;

/** Node looks at bytes that are a key each time anew, which takes longer than the rest of the hash. */
function signingKey(credentials: Credentials, scope: string): KeyObject {
  const known = keys.get(credentials) ?? new Map<string, KeyObject>();
  keys.set(credentials, known);
  const made = known.get(scope);
  if (made) return made;
  const secret = `AWS4${credentials.secretAccessKey}`;
  const key = createSecretKey(scope.split('/').reduce<string | Buffer>(hmac, secret) as Buffer);
  if (known.size >= KEYS_KEPT) known.clear();
  known.set(scope, key);
  return key;
}

function hmac(key: string | Buffer | KeyObject, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}

/** In hex. */
export function sha256(text: Buffer | string): string {
  return hash('sha256', text);
}

/** A header's value; '' without it. */
export const single = (value: string | readonly string[] | undefined): string =>
  value === undefined ? '' : typeof value === 'string' ? value : value.join(',');
