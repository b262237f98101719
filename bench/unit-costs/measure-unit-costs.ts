import type { LocalOutputs } from '../../local/index.ts';
import { openDirectory, OPERATIONS, type Directory, type Operation } from './operations.ts';
import type { RecordedCall, Recorder } from './recorder.ts';

/** What one operation of the API costs. */
export interface UnitCost {
  readonly operation: string;
  /** Until the caller has the answer. */
  readonly atOnce: Units;
  /** By the functions whose event source is the table's stream. */
  readonly after: Units;
}

/** Capacity units that an operation takes of DynamoDB. */
export interface Units {
  readonly read: number;
  readonly write: number;
  /** The calls of DynamoDB, in their order. */
  readonly calls: readonly string[];
}

/** The calls during one operation. */
interface Recording {
  readonly operation: string;
  readonly calls: readonly RecordedCall[];
  /** How many of them there were when the caller had the answer. */
  readonly answered: number;
}

/** Does each operation once, on its own, through the API of a running engine. */
export async function measureUnitCosts(
  outputs: LocalOutputs,
  recorder: Recorder,
): Promise<readonly UnitCost[]> {
  const directory = await openDirectory(outputs);
  try {
    await recorder.quiet();
    const recordings: Recording[] = [];
    for (const operation of OPERATIONS) {
      recordings.push(await record(operation, directory, recorder));
    }
    const streamKeys = findStreamKeys(recordings);
    return recordings.map((recording) => costOf(recording, streamKeys));
  } finally {
    directory.close();
  }
}

async function record(
  { name, run }: Operation,
  directory: Directory,
  recorder: Recorder,
): Promise<Recording> {
  const before = recorder.calls.length;
  await run(directory);
  const answered = recorder.calls.length - before;
  await recorder.quiet();
  return { operation: name, calls: recorder.calls.slice(before), answered };
}

/**
 * The access keys of the functions whose event source is the stream: whoever calls when no request is under
 * way. Each function has a key of its own, by which its earlier calls are told apart, too.
 */
function findStreamKeys(recordings: readonly Recording[]): ReadonlySet<string> {
  const late = recordings.flatMap(({ calls, answered }) => calls.slice(answered));
  return new Set(late.map(({ accessKeyId }) => accessKeyId));
}

function costOf({ operation, calls }: Recording, streamKeys: ReadonlySet<string>): UnitCost {
  const byStream = Map.groupBy(calls, ({ accessKeyId }) => streamKeys.has(accessKeyId));
  return { operation, atOnce: sum(byStream.get(false)), after: sum(byStream.get(true)) };
}

function sum(calls: readonly RecordedCall[] = []): Units {
  return {
    read: calls.reduce((units, call) => units + call.readUnits, 0),
    write: calls.reduce((units, call) => units + call.writeUnits, 0),
    calls: calls.map(({ operation }) => operation),
  };
}
