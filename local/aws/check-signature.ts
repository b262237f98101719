import { timingSafeEqual } from 'node:crypto';
import type { Credentials, CredentialStore, Principal } from './credentials.ts';
import { signatureOf, single, type SignableRequest as SignedRequest } from './signature.ts';

interface SignatureCheck {
  /** That the credential scope has to name. @default - any */
  readonly region?: string;
  readonly service: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
  find(accessKeyId: string): (Credentials & { readonly clockOffset?: number }) | null;
}

/** Why a signature does not hold. */
export interface RefusedSignature {
  readonly refused: string;
  /** The exception that AWS answers. */
  readonly type:
    | 'IncompleteSignatureException'
    | 'UnrecognizedClientException'
    | 'InvalidSignatureException';
}

const MAX_SKEW = 300_000; // 5 minutes
const AUTHORIZATION =
  /^AWS4-HMAC-SHA256\s+Credential=([^/,\s]+)\/(\d{8})\/([^/,\s]+)\/([^/,\s]+)\/aws4_request,\s*SignedHeaders=([^,\s]+),\s*Signature=([0-9a-f]{64})$/;

const KEY_IN_USE = /^AWS4-HMAC-SHA256\s+Credential=([^/,\s]+)\//;

const SCOPE = /^AWS4-HMAC-SHA256\s+Credential=[^/]+\/\d+\/[^/]*\/([^/]+)\/aws4_request/;

/**
 * Makes the signature of a request once more, with the secret of its key, and compares.
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
  const credentials = check.find(accessKeyId);
  const refused =
    scopeProblem({ day, region, service, date }, check, credentials?.clockOffset ?? 0) ??
    headerProblem(names, request.headers);
  if (refused !== null) return invalid(refused);
  if (!credentials) return unrecognized('the access key is unknown');
  if (single(request.headers['x-amz-security-token']) !== (credentials.sessionToken ?? '')) {
    return unrecognized('the session token does not belong to the access key');
  }
  const sent = Buffer.from(signature, 'hex');
  const holds = hostsOf(request.headers).some((host) => {
    const asSigned = { ...request, headers: { ...request.headers, host } };
    const own = signatureOf(asSigned, names, { date, region, service }, credentials);
    return timingSafeEqual(own.signature, sent);
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
  offset: number,
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
  return isNear(signedAt, now, offset) ? null : 'x-amz-date is more than 5 minutes from now';
}

/** By the machine's clock or by the engine's, whichever of them `now` is. */
function isNear(signedAt: number, now: number, offset: number): boolean {
  const away = Math.abs(now - signedAt);
  return Math.min(away, Math.abs(away - offset)) <= MAX_SKEW;
}

function headerProblem(names: string, headers: SignedRequest['headers']): string | null {
  const signed = new Set(names.split(';'));
  for (const name of ['host', 'x-amz-date', 'x-amz-security-token']) {
    if (headers[name] !== undefined && !signed.has(name)) return `header ${name} is not signed`;
  }
  return signed.has('host') ? null : 'header host is not signed';
}

/** Clients differ on whether they sign a port that is not the default one. */
export function hostsOf(headers: SignedRequest['headers']): string[] {
  const host = single(headers['host']);
  const withoutPort = host.replace(/:\d+$/, '');
  return host === withoutPort ? [host] : [host, withoutPort];
}
