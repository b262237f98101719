import { startDatabase } from '../database.ts';
import { FOLDERS } from '../folders.ts';
import type { BenchContext, BenchPart } from '../part.ts';
import { startEngineProcess } from '../processes/engine-process.ts';
import { measureUnitCosts, type UnitCost } from './measure-unit-costs.ts';
import { startRecorder } from './recorder.ts';
import { writeMeasuredUnits } from './measured-units.ts';
import { unitCostsTable } from './unit-costs-table.ts';

/** What each operation of this project's API costs in DynamoDB. */
export const unitCosts: BenchPart<readonly UnitCost[]> = {
  name: 'unit-costs',
  title: "What this project's operations cost in DynamoDB",
  measure,
  section: (costs) => `${HOW_TO_READ}\n\n${unitCostsTable(costs)}`,
  goals: () => [],
};

/** Runs this project's own app from nothing. */
async function measure({ tell, options: { quick } }: BenchContext): Promise<readonly UnitCost[]> {
  tell("this project's operations, one after the other");
  await using resources = new AsyncDisposableStack();
  const database = resources.adopt(await startDatabase(), (one) => one.stop());
  const recorder = resources.adopt(await startRecorder(database.endpoint), (one) => one.stop());
  const flags = ['--data', FOLDERS.project, '--dynamodb', recorder.endpoint, '--fresh'];
  const engine = resources.adopt(await startEngineProcess(flags), (one) => one.stop());
  // What a bill counts, in a smoke run.
  const costs = await measureUnitCosts(engine.outputs, recorder, ({ key }) => !quick || !!key);
  if (!quick) await writeMeasuredUnits(costs);
  return costs;
}

const HOW_TO_READ = `Measured, not computed: a proxy before the DynamoDB engine adds \`ReturnConsumedCapacity\` to every call
of a running system and adds up the answers, while each operation is done once. RCU and WCU are what
the caller waits for; *after* is what the functions behind the table's stream add for the same change,
and for the changes they make themselves. Users are below 1 KB. By AWS's rules a consistent read is
1 RCU for 4 KB, an eventually consistent one half of it; a write is 1 WCU for 1 KB, twice that in a
transaction, and 1 more for each index that holds the item (every one holds the whole user), 2 where
the index's own key changes. Reading the stream costs the functions nothing. The DynamoDB engine
counts by these rules, and the figures are the engine's, not AWS's: whether AWS doubles the units of
indexes in a transaction is not documented, and the engine does not. *Functions* are the invocations of
Lambda that the operation sets going, *requests* what AppSync bills: one for the caller, one for each change
that is published. What all that costs in a month, \`npm run cost\` tells (docs/cost.md).`;
