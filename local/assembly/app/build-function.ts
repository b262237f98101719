import type { AsynchronousRules, LambdaFunction } from '../model.ts';
import type { EventInvokePart, FunctionPart } from '../template/types.ts';

/** Lambda's rules where nothing else is said. */
const USUAL: Omit<AsynchronousRules, 'deadLetterArn'> = {
  maximumRetryAttempts: 2,
  maximumEventAgeInSeconds: 6 * 60 * 60, // 6 hours
  onSuccessArn: null,
  onFailureArn: null,
};

/** Puts together what two resources say of one function. */
export function buildFunction(
  { deadLetterArn, ...part }: FunctionPart,
  configs: readonly EventInvokePart[],
): LambdaFunction {
  const config = configs.find(({ functionArn }) => functionArn === part.arn);
  if (!config && deadLetterArn === null) return part;
  return { ...part, asynchronous: { ...(config?.rules ?? USUAL), deadLetterArn } };
}
