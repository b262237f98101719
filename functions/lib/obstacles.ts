import { isServerError, isThrottlingError, isTransientError } from '@smithy/core/retry';

type ServiceError = Parameters<typeof isThrottlingError>[0];

/** Why AWS did not do what it might do a moment later: too much is asked of it, or somebody else is at the same item. */
export type Obstacle = 'throttled' | 'conflict';

/**
 * Reasons of a cancelled transaction that pass; `None` is an item that nothing was wrong with.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html
 */
const REASONS: Readonly<Record<string, Obstacle>> = {
  TransactionConflict: 'conflict',
  ProvisionedThroughputExceeded: 'throttled',
  ThrottlingError: 'throttled',
};

/** Of an error of DynamoDB, Cognito, SES or Lambda; null when trying again changes nothing, or nobody knows. */
export function obstacleOf(error: unknown): Obstacle | null {
  if (!(error instanceof Error)) return null;
  if (error.name === 'TransactionConflictException') return 'conflict';
  if (error.name === 'TransactionCanceledException') return obstacleOfReasons(error);
  return isThrottlingError(error as ServiceError) ? 'throttled' : null;
}

/** Whether a repeat may do what failed now: AWS was busy, failed by itself, or did not answer. */
export function isPassing(error: unknown): boolean {
  if (obstacleOf(error)) return true;
  if (!(error instanceof Error)) return false;
  return isServerError(error as ServiceError) || isTransientError(error as ServiceError);
}

function obstacleOfReasons(
  error: Error & { readonly CancellationReasons?: readonly { readonly Code?: string }[] },
): Obstacle | null {
  const codes = (error.CancellationReasons ?? []).flatMap(({ Code = 'None' }) =>
    Code === 'None' ? [] : Code,
  );
  const obstacles = codes.map((code) => REASONS[code] ?? null);
  if (obstacles.includes(null)) return null;
  // Both at once: the throttle is what the caller should hear of.
  return obstacles.find((obstacle) => obstacle === 'throttled') ?? obstacles[0] ?? null;
}
