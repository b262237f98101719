import type { Credentials } from './credentials.ts';
import { signatureOf, type SignableRequest, type SignatureScope } from './signature.ts';

type Headers = Readonly<Record<string, string>>;

/** A call to sign: its headers as they are sent, with `host`. */
export type UnsignedRequest = Omit<SignableRequest, 'headers'> & { readonly headers: Headers };

interface Signing extends Pick<SignatureScope, 'region' | 'service'> {
  readonly credentials: Credentials;
  /** Milliseconds since the epoch. @default - now */
  readonly now?: number;
}

/** What proxies and clients change on the way. */
const UNSIGNED = new Set([
  'authorization',
  'cache-control',
  'connection',
  'expect',
  'from',
  'keep-alive',
  'max-forwards',
  'pragma',
  'referer',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'user-agent',
  'x-amzn-trace-id',
]);

/**
 * The headers of a call with its signature.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export function signRequest(
  request: UnsignedRequest,
  { credentials, region, service, now = Date.now() }: Signing,
): Headers {
  const date = new Date(now).toISOString().replaceAll(/[-:]|\.\d{3}/g, '');
  const own = { 'x-amz-date': date, ...tokenOf(credentials) };
  const replaced = new Set([...Object.keys(own), 'authorization', 'date']);
  const kept = Object.entries(request.headers).filter(([name]) => !replaced.has(lower(name)));
  const headers = { ...Object.fromEntries(kept), ...own };
  const byLowerName = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [lower(name), value]),
  );
  const names = Object.keys(byLowerName).filter(isSigned).toSorted().join(';');
  const { scope, signature } = signatureOf(
    { ...request, headers: byLowerName },
    names,
    { date, region, service },
    credentials,
  );
  const credential = `Credential=${credentials.accessKeyId}/${scope}`;
  const authorization = `AWS4-HMAC-SHA256 ${credential}, SignedHeaders=${names}, Signature=${signature.toString('hex')}`;
  return { ...headers, authorization };
}

const tokenOf = ({ sessionToken }: Credentials): Headers =>
  sessionToken === undefined ? {} : { 'x-amz-security-token': sessionToken };

const isSigned = (name: string): boolean => !UNSIGNED.has(name) && !/^(?:proxy|sec)-/.test(name);

const lower = (name: string): string => name.toLowerCase();
