import { answered } from './answers.ts';
import type { DataSource } from './types.ts';

/**
 * Copies the request's payload to the result.
 * https://docs.aws.amazon.com/appsync/latest/devguide/resolver-reference-none-js.html
 */
export function createNone(name: string): DataSource {
  return {
    name,
    type: 'NONE',
    execute(request) {
      const hasPayload = request !== null && typeof request === 'object' && 'payload' in request;
      return Promise.resolve(answered(hasPayload ? request.payload : null));
    },
  };
}
