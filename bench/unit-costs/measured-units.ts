import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'oxfmt';
import type { MeasuredOperation, OperationUnits } from '../../commands/cost/operation-units.ts';
import { ROOT } from '../folders.ts';
import type { UnitCost } from './measure-unit-costs.ts';

const FILE = join(ROOT, 'commands', 'cost', 'measured-units.ts');

/** What a bill needs of what was measured. */
export function measuredUnits(
  costs: readonly UnitCost[],
): Readonly<Partial<Record<MeasuredOperation, OperationUnits>>> {
  const counted = costs.flatMap(({ key, atOnce, after, invocations, requests }) => {
    const [read, write] = [atOnce.read + after.read, atOnce.write + after.write];
    return key ? [[key, { read, write, invocations, requests }] as const] : [];
  });
  return Object.fromEntries(counted);
}

/** Writes the module that `npm run cost` computes with. */
export async function writeMeasuredUnits(costs: readonly UnitCost[]): Promise<void> {
  const rows = Object.entries(measuredUnits(costs)).map(
    ([key, { read, write, requests, invocations }]) => {
      const names = invocations.map((name) => `'${name}'`).join(', ');
      return `  ${key}: { read: ${read}, write: ${write}, requests: ${requests}, invocations: [${names}] },`;
    },
  );
  const text = `// Written by \`npm run bench -- unit-costs\`, which measures a running system; not by hand.
import type { MeasuredUnits } from './operation-units.ts';

export const MEASURED_UNITS: MeasuredUnits = {
${rows.join('\n')}
};
`;
  const { code } = await format(FILE, text, { singleQuote: true });
  writeFileSync(FILE, code);
}
