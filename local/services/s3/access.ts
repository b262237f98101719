import type { Permissions } from '../../aws/iam/types.ts';
import type { Clock } from '../../shared/clock.ts';
import type { CredentialStore } from '../../aws/credentials.ts';
import { checkSignature, signerOf } from '../../aws/check-signature.ts';
import type { S3Request } from './read-request.ts';
import { S3Error } from './s3-error.ts';

interface Access {
  readonly region: string;
  readonly credentials: Pick<CredentialStore, 'find'>;
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
