import { AwsError } from './aws-error.ts';
import type { Principal } from './credentials.ts';
import type { Permissions } from './iam/types.ts';

/**
 * Holds a caller to its policies; those without may do everything.
 * @param needs as of `Permissions.refusal`: action, ARN, what conditions see
 * @throws AwsError AccessDeniedException with IAM's sentence
 */
export function requirePermission(
  caller: Principal | null,
  needs: Parameters<Permissions['refusal']>,
  status = 400,
): void {
  const refusal = caller?.permissions?.refusal(...needs) ?? null;
  if (refusal !== null) throw new AwsError('AccessDeniedException', refusal, status);
}
