import type { UnitCost } from './measure-unit-costs.ts';
import { table } from '../page/format.ts';

/** One row for each operation of this project's API. */
export function unitCostsTable(costs: readonly UnitCost[]): string {
  return table(
    [
      'operation',
      'calls',
      'calls after',
      'RCU',
      'WCU',
      'RCU after',
      'WCU after',
      'functions',
      'requests',
    ],
    costs.map(({ operation, atOnce, after, invocations, requests }) => [
      operation,
      counted(atOnce.calls),
      counted(after.calls),
      ...[atOnce.read, atOnce.write, after.read, after.write].map(String),
      counted(invocations),
      String(requests),
    ]),
    3,
  );
}

/** `GetItem, 2 UpdateItem`; a dash for none. */
function counted(calls: readonly string[]): string {
  if (calls.length === 0) return '–';
  return [...Map.groupBy(calls, (call) => call)]
    .map(([name, { length }]) => (length === 1 ? name : `${length} ${name}`))
    .join(', ');
}
