import type { Delivery, Failure, Target, TargetServices } from './target.ts';

/**
 * Invokes a function asynchronously for a service of AWS: what the function throws is its own to repeat.
 * @returns why it is not invoked, or null
 */
export function invokeFor(
  { arn, body, sender }: Pick<Delivery, 'arn' | 'body' | 'sender'>,
  { lambda: host, iam }: Pick<TargetServices, 'lambda' | 'iam'>,
): Failure | null {
  if (!sender.permissions && iam && !iam.mayInvoke(arn, sender)) {
    const message = `${arn} does not let ${sender.principal} invoke it for ${sender.sourceArn}: it has no AWS::Lambda::Permission that does.`;
    return { code: 'NO_PERMISSIONS', message };
  }
  let payload: unknown;
  try {
    payload = JSON.parse(body);
  } catch {
    return { code: 'INVALID_JSON', message: 'The input of the function is no JSON.' };
  }
  const error = host.invokeLater?.(arn, payload) ?? null;
  return error && { code: codeOf(error.errorType), message: error.errorMessage };
}

const codeOf = (errorType: string): Failure['code'] =>
  errorType === 'ResourceNotFoundException' ? 'NO_RESOURCE' : 'INVALID_PARAMETER';

export const lambda: Target = { action: 'lambda:InvokeFunction', deliver: invokeFor };
