import { isObject } from '../shared/is-object.ts';
import { answered } from './answers.ts';
import type { DataSource } from './types.ts';

/**
 * Copies the request's payload to the result; a request without one is the result itself, as AWS's
 * own pipeline tutorial has it.
 * https://docs.aws.amazon.com/appsync/latest/devguide/resolver-reference-none-js.html
 * https://docs.aws.amazon.com/appsync/latest/devguide/pipeline-resolvers-js.html
 */
export function createNone(name: string): DataSource {
  return {
    name,
    type: 'NONE',
    execute(request) {
      return Promise.resolve(answered(resultOf(request)));
    },
  };
}

function resultOf(request: unknown): unknown {
  if (!isObject(request)) return null;
  if ('payload' in request) return request.payload;
  return Object.keys(request).some((name) => name !== 'version') ? request : null;
}
