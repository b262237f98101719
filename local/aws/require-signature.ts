import type { IncomingMessage } from 'node:http';
import type { CredentialStore, Principal } from './credentials.ts';
import { checkSignature, signedService } from './check-signature.ts';
import { AwsError } from './aws-error.ts';

interface SignatureOptions {
  /** As in the credential scope, e.g. `sqs`. */
  readonly service: string;
  /** That the scope has to name. @default - any: one machine plays them all */
  readonly region?: string;
  /** Whose keys calls are signed with. @default - only the form of the signature is looked at */
  readonly credentials?: Pick<CredentialStore, 'find'> | undefined;
  /** Milliseconds since the epoch. @default - this machine's, which other programs sign by as well */
  readonly now?: number;
  /** HTTP status of refusals. @default 403 */
  readonly status?: number;
}

/**
 * Who signed a call to a service of AWS; null when credentials are not known here.
 * @param body as it came
 * @throws AwsError in AWS's names: MissingAuthenticationTokenException, IncompleteSignatureException,
 * UnrecognizedClientException, InvalidSignatureException
 */
export function requireSignature(
  { method = 'POST', url: path = '/', headers }: IncomingMessage,
  body: Buffer | string,
  { service, region, credentials, now = Date.now(), status = 403 }: SignatureOptions,
): Principal | null {
  if (headers.authorization === undefined) {
    throw new AwsError(
      'MissingAuthenticationTokenException',
      'Missing Authentication Token: the call is not signed.',
      status,
    );
  }
  const find: CredentialStore['find'] = (accessKeyId) => credentials?.find(accessKeyId) ?? null;
  const outcome = checkSignature(
    { method, path, headers, body },
    { service, ...(region !== undefined && { region }), now, find },
  );
  if (!('refused' in outcome)) return find(outcome.accessKeyId)?.principal ?? null;
  const isComplete = outcome.type !== 'IncompleteSignatureException';
  if (!credentials && isComplete && signedService(headers) === service) return null;
  throw new AwsError(outcome.type, `The signature is refused: ${outcome.refused}.`, status);
}
