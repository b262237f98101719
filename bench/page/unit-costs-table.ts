import type { UnitCost, Units } from '../unit-costs/measure-unit-costs.ts';
import { table } from './format.ts';

/** One row for each operation of this project's API. */
export function unitCostsTable(costs: readonly UnitCost[]): string {
  return table(
    ['operation', 'RCU', 'WCU', 'calls', 'RCU after', 'WCU after', 'calls after'],
    costs.map(({ operation, atOnce, after }) => [operation, ...cells(atOnce), ...cells(after)]),
  );
}

function cells({ read, write, calls }: Units): readonly string[] {
  return [String(read), String(write), calls.length > 0 ? calls.join(', ') : '–'];
}
