import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { obstacleOf } from './obstacles.ts';
import { noteThrottled } from './time-limit.ts';

/**
 * Notes of each attempt of the table's client whether it was throttled: the SDK tries again by itself, and when the
 * time is over meanwhile, what it throws says no more why.
 */
export function noteThrottles({ middlewareStack }: DynamoDBDocumentClient): void {
  middlewareStack.add(
    (next) => async (args) => {
      try {
        const result = await next(args);
        noteThrottled(false);
        return result;
      } catch (error) {
        noteThrottled(obstacleOf(error) === 'throttled');
        throw error;
      }
    },
    // Within the SDK's attempts, around the reading of an answer.
    { name: 'noteThrottles', step: 'finalizeRequest', priority: 'low', override: true },
  );
}
