import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Clock } from './clock.ts';
import { backOff } from './clock.ts';
import { obstacleOf } from './obstacles.ts';
import { timeLeft } from './time-limit.ts';

/** About 3 seconds of pauses in all. */
const ATTEMPTS = 12;

/** Milliseconds that one more attempt needs. */
const RESERVE_MS = 1_000;

/**
 * Tries requests again that met a transaction on the same item, and transactions that were cancelled
 * for that or for a throttle: nothing was written, and the SDK leaves both to its user. (Throttles of
 * single requests it retries itself.)
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html
 */
export function retryObstacles(documents: DynamoDBDocumentClient, clock: Clock): void {
  documents.middlewareStack.add(
    (next) => async (args) => {
      for (let attempt = 1; ; attempt += 1) {
        try {
          return await next(args);
        } catch (error) {
          const mayGoOn = attempt < ATTEMPTS && timeLeft() > RESERVE_MS;
          if (!isLeftToUs(error) || !mayGoOn) throw error;
          await backOff(clock, attempt);
        }
      }
    },
    { name: 'retryObstacles', step: 'initialize', priority: 'high', override: true },
  );
}

const isLeftToUs = (error: unknown) => {
  const obstacle = obstacleOf(error);
  return (
    obstacle === 'conflict' ||
    (obstacle === 'throttled' && (error as Error).name === 'TransactionCanceledException')
  );
};
