import type { FaultPoint } from '../../faults/index.ts';
import { recordOf, type CallInput } from './request-context.ts';
import { listOf } from './rules/call-parts.ts';

/** What a call is to rules of faults: by its operation and the tables that it names. */
export function faultPoint(action: string, input: CallInput | null): FaultPoint {
  const { TableName, RequestItems, TransactItems } = input ?? {};
  const inTransaction = listOf(TransactItems).flatMap((item) =>
    Object.values(recordOf(item)).map((part) => recordOf(part).TableName),
  );
  const named = [TableName, ...Object.keys(recordOf(RequestItems)), ...inTransaction];
  // A table may be named by its ARN.
  const resources = named
    .filter((name) => typeof name === 'string')
    .map((name) => name.replace(/^arn:.*:table\//, ''));
  return { service: 'dynamodb', action, resources };
}
