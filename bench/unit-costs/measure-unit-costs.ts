import type { LocalOutputs } from 'appsync-on-a-laptop';
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
export interface Recording {
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
    return costsOf(recordings);
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
 * Tells apart what an operation's caller waited for and what the functions behind the stream did, each of
 * which has a key of its own. The engine's own key is of both: with it resolvers read, for callers and for
 * what is published afterwards, and every transaction goes through it; there the time decides.
 */
export function costsOf(recordings: readonly Recording[]): readonly UnitCost[] {
  const streamKeys = findStreamKeys(recordings);
  return recordings.map(({ operation, calls, answered }) => {
    const isAfter = (call: RecordedCall, index: number): boolean =>
      index >= answered || streamKeys.has(call.accessKeyId);
    return {
      operation,
      atOnce: sum(calls.filter((call, index) => !isAfter(call, index))),
      after: sum(calls.filter(isAfter)),
    };
  });
}

/** The access keys of whoever calls when no request is under way, and never otherwise. */
function findStreamKeys(recordings: readonly Recording[]): ReadonlySet<string> {
  const late = recordings.flatMap(({ calls, answered }) => calls.slice(answered));
  const withoutLate = recordings.filter(({ calls, answered }) => calls.length === answered);
  const others = new Set(withoutLate.flatMap(({ calls }) => calls.map((call) => call.accessKeyId)));
  return new Set(late.map(({ accessKeyId }) => accessKeyId).filter((key) => !others.has(key)));
}

function sum(calls: readonly RecordedCall[] = []): Units {
  return {
    read: calls.reduce((units, call) => units + call.readUnits, 0),
    write: calls.reduce((units, call) => units + call.writeUnits, 0),
    calls: calls.map(({ operation }) => operation),
  };
}
