import { countedCall, scopeOf } from '../../services/dynamodb/index.ts';
import type { Tracer } from '../../tracing/index.ts';
import type { DynamodbCall } from './client.ts';

/** Calls each of which is a part of the record of its request, with its units. */
export function tracedCall(tracer: Tracer, call: DynamodbCall): DynamodbCall {
  return async (operation, input, signal) => {
    const scope = scopeOf(tracer);
    if (scope === null) return call(operation, input, signal);
    const { TableName } = input;
    const table = typeof TableName === 'string' ? TableName : '';
    const span = scope.begin('call', `${operation} ${table}`.trim());
    span.keep(JSON.stringify(input), null);
    try {
      const output = await countedCall(tracer, span, { operation, input }, (counted) =>
        call(operation, counted, signal),
      );
      span.end();
      return output;
    } catch (error) {
      const { name, message } = error instanceof Error ? error : new Error(String(error));
      const code = error instanceof Error && 'code' in error ? String(error.code) : name;
      span.end({ type: code, message, source: null });
      throw error;
    }
  };
}
