import { AwsError, requirePermission, type JsonAction } from '../../aws/index.ts';
import type { Principal } from '../../aws/credentials.ts';

/** A secret as it is read. */
export interface StoredSecret {
  readonly name: string;
  readonly arn: string;
  readonly versionId: string;
  readonly secretString: string;
}

/** What actions work with. */
export interface SecretServices {
  /** By name, ARN, or an ARN without its last six characters; the app's own, and those given from outside. */
  readonly find: (id: string) => StoredSecret | null;
  /** What policies are asked for, of a secret that is not there. */
  readonly arnOf: (id: string) => string;
  /** When they were made, in milliseconds since the epoch. */
  readonly since: number;
}

/** One action of Secrets Manager. */
export type SecretAction = JsonAction<SecretServices>;

/**
 * The secret that a request names.
 * @throws AwsError ResourceNotFoundException, InvalidParameterException, AccessDeniedException
 */
export function secretOf(
  id: unknown,
  action: string,
  { find, arnOf }: SecretServices,
  caller: Principal | null,
): StoredSecret {
  if (typeof id !== 'string' || id === '') {
    throw new AwsError('InvalidParameterException', 'SecretId is required.');
  }
  const found = find(id);
  requirePermission(caller, [action, found?.arn ?? arnOf(id)]);
  if (found) return found;
  throw new AwsError(
    'ResourceNotFoundException',
    "Secrets Manager can't find the specified secret.",
  );
}
