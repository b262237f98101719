import { timingSafeEqual } from 'node:crypto';
import type { Credentials } from './credentials.ts';
import { hostsOf } from './check-signature.ts';
import { signatureOf, type SignableRequest } from './signature.ts';

interface PresignedCheck {
  readonly region: string;
  readonly service: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly find: (accessKeyId: string) => (Credentials & { readonly clockOffset?: number }) | null;
}

/** Why a URL does not hold. */
export type RefusedUrl = 'malformed' | 'unknown key' | 'expired' | 'not signed so';

/** Seconds: a URL holds for a week at most. */
const MAX_EXPIRY = 604_800;
const CREDENTIAL = /^([^/]+)\/(\d{8})\/([^/]+)\/([^/]+)\/aws4_request$/;
const DATE = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/;

/**
 * Checks a request whose signature stands in its query: nobody signed its body.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html
 * @returns the access key id, or why it does not hold
 */
export function checkPresigned(
  request: Pick<SignableRequest, 'method' | 'path' | 'headers'>,
  { region, service, now, find }: PresignedCheck,
): { readonly accessKeyId: string } | { readonly refused: RefusedUrl } {
  const query = new URLSearchParams(request.path.split(/\?(.*)/s)[1]);
  const read = (name: string): string => query.get(`X-Amz-${name}`) ?? '';
  const [, accessKeyId = '', day = '', ...scope] = CREDENTIAL.exec(read('Credential')) ?? [];
  const [date, names, seconds] = [read('Date'), read('SignedHeaders'), Number(read('Expires'))];
  const signedAt = Date.parse(date.replace(DATE, '$1-$2-$3T$4:$5:$6Z'));
  const isSound =
    read('Algorithm') === 'AWS4-HMAC-SHA256' &&
    scope.join() === `${region},${service}` &&
    date.startsWith(day) &&
    names.split(';').includes('host') &&
    signedAt > 0 &&
    seconds > 0 &&
    seconds <= MAX_EXPIRY;
  if (!isSound) return { refused: 'malformed' };
  const credentials = find(accessKeyId);
  if (!credentials || read('Security-Token') !== (credentials.sessionToken ?? '')) {
    return { refused: 'unknown key' };
  }
  // By the machine's clock or by the engine's, whichever of them signed.
  const ends = signedAt + seconds * 1_000;
  if (now > ends && now - (credentials.clockOffset ?? 0) > ends) return { refused: 'expired' };
  const sent = Buffer.from(read('Signature').padEnd(64, '0').slice(0, 64), 'hex');
  const unsigned = {
    ...request,
    path: withoutSignature(request.path),
    body: '',
    payloadHash: query.get('X-Amz-Content-Sha256') ?? 'UNSIGNED-PAYLOAD',
  };
  const holds = hostsOf(request.headers).some((host) => {
    const asSigned = { ...unsigned, headers: { ...request.headers, host } };
    const { signature } = signatureOf(asSigned, names, { date, region, service }, credentials);
    return sent.length === signature.length && timingSafeEqual(signature, sent);
  });
  return holds ? { accessKeyId } : { refused: 'not signed so' };
}

/** Path and query as they were signed. */
function withoutSignature(path: string): string {
  const [place = '', query = ''] = path.split(/\?(.*)/s);
  const left = query.split('&').filter((pair) => !pair.startsWith('X-Amz-Signature='));
  return `${place}?${left.join('&')}`;
}
