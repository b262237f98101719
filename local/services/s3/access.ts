import type { Permissions } from '../../aws/iam/types.ts';
import type { Clock } from '../../shared/clock.ts';
import type { CredentialStore } from '../../aws/credentials.ts';
import { checkPresigned, type RefusedUrl } from '../../aws/check-presigned.ts';
import { checkSignature, signerOf } from '../../aws/check-signature.ts';
import type { S3Request } from './read-request.ts';
import { isFromOtherSite } from '../../shared/cross-origin.ts';
import { S3Error } from './s3-error.ts';

interface Access {
  readonly region: string;
  readonly credentials: Pick<CredentialStore, 'find' | 'developer'>;
  readonly clock: Clock;
}

/**
 * What the signer may do, undefined for everything.
 * @throws S3Error for a signature that does not hold
 */
export function requireAccess(
  { method, path, headers, payloadHash }: S3Request & { readonly path: string },
  { region, credentials, clock }: Access,
): Permissions | undefined {
  const caller = signerOf(headers, credentials);
  if (!caller) {
    throw new S3Error(
      'InvalidAccessKeyId',
      'The AWS Access Key Id you provided does not exist in our records.',
      403,
    );
  }
  const checked = checkSignature(
    { method, path, headers, body: '', payloadHash },
    { region, service: 's3', now: clock.now(), find: (id) => credentials.find(id) },
  );
  if ('accessKeyId' in checked) return caller.permissions;
  throw new S3Error(
    'SignatureDoesNotMatch',
    `The request signature we calculated does not match the signature you provided: ${checked.refused}.`,
    403,
  );
}

/**
 * What the signer of a presigned URL may do, undefined for everything.
 * @throws S3Error for a URL that does not hold, or not any more
 */
export function requirePresignedAccess(
  { method, path, headers }: S3Request & { readonly path: string },
  { region, credentials, clock }: Access,
): Permissions | undefined {
  const find = (id: string) => credentials.find(id);
  const checked = checkPresigned(
    { method, path, headers },
    { region, service: 's3', now: clock.now(), find },
  );
  if ('refused' in checked) throw REFUSALS[checked.refused]();
  // Sites know the developer's key, and presigned URLs answer pages of all of them.
  const isDevelopers = checked.accessKeyId === credentials.developer.accessKeyId;
  if (isDevelopers && isFromOtherSite({ method, headers })) {
    throw new S3Error('AccessDenied', "The developer's key is not for pages of other sites.", 403);
  }
  return find(checked.accessKeyId)?.principal.permissions;
}

const REFUSALS: Readonly<Record<RefusedUrl, () => S3Error>> = {
  malformed: () =>
    new S3Error(
      'AuthorizationQueryParametersError',
      'The signature of the URL is not complete, or not for S3 in this region.',
      400,
    ),
  'unknown key': () =>
    new S3Error(
      'InvalidAccessKeyId',
      'The AWS Access Key Id you provided does not exist in our records.',
      403,
    ),
  expired: () => new S3Error('AccessDenied', 'Request has expired', 403),
  'not signed so': () =>
    new S3Error(
      'SignatureDoesNotMatch',
      'The request signature we calculated does not match the signature you provided.',
      403,
    ),
};
