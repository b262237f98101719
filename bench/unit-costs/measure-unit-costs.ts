import type { LocalOutputs } from 'appsync-on-a-laptop';
import type { MeasuredOperation } from '../../commands/cost/operation-units.ts';
import { openDirectory, OPERATIONS, type Directory, type Operation } from './operations.ts';
import type { RecordedCall, Recorder } from './recorder.ts';
import { openTraces, type Done, type Traces } from './traces.ts';

/** What one operation of the API costs. */
export interface UnitCost {
  readonly operation: string;
  /** Absent of what no bill counts. */
  readonly key?: MeasuredOperation | undefined;
  /** Until the caller has the answer. */
  readonly atOnce: Units;
  /** By the functions whose event source is the table's stream. */
  readonly after: Units;
  /** The functions that ran, for the caller and behind the stream, in the order of their names. */
  readonly invocations: readonly string[];
  /** Requests that AppSync bills: the caller's own, and what functions ask of it. */
  readonly requests: number;
}

/** Capacity units that an operation takes of DynamoDB. */
export interface Units {
  readonly read: number;
  readonly write: number;
  /** The calls of DynamoDB, in their order. */
  readonly calls: readonly string[];
}

/** The calls during one operation. */
export interface Recording extends Done {
  readonly operation: string;
  readonly key?: MeasuredOperation | undefined;
  readonly calls: readonly RecordedCall[];
  /** How many of them there were when the caller had the answer. */
  readonly answered: number;
}

/** What runs for each change of a user's record, later than the answer. */
const READERS = ['publish-changes', 'sync-identity'];

/**
 * Does each operation once, on its own, through the API of a running engine.
 * @param isWanted which of them; all unless given
 */
export async function measureUnitCosts(
  outputs: LocalOutputs,
  recorder: Recorder,
  isWanted: (operation: Operation) => boolean = () => true,
): Promise<readonly UnitCost[]> {
  const traces = openTraces(outputs);
  const directory = await openDirectory(outputs, async (change) => {
    await traces.forget();
    const changed = await change();
    await traces.ended(READERS);
    return changed;
  });
  try {
    const recordings: Recording[] = [];
    for (const operation of OPERATIONS.filter(isWanted)) {
      recordings.push(await record(operation, directory, recorder, traces));
    }
    return costsOf(recordings);
  } finally {
    directory.close();
  }
}

async function record(
  { key, name, isChange, run }: Operation,
  directory: Directory,
  recorder: Recorder,
  traces: Traces,
): Promise<Recording> {
  await traces.forget();
  const before = recorder.calls.length;
  await run(directory);
  const answered = recorder.calls.length - before;
  if (isChange) await traces.ended(READERS);
  const calls = recorder.calls.slice(before);
  return { operation: name, key, calls, answered, ...(await traces.done()) };
}

/**
 * Tells apart what an operation's caller waited for and what the functions behind the stream did, each of
 * which has a key of its own. The engine's own key is of both: with it resolvers read, for callers and for
 * what is published afterwards, and every transaction goes through it; there the time decides.
 */
export function costsOf(recordings: readonly Recording[]): readonly UnitCost[] {
  const streamKeys = findStreamKeys(recordings);
  return recordings.map(({ operation, key, calls, answered, invocations, requests }) => {
    const isAfter = (call: RecordedCall, index: number): boolean =>
      index >= answered || streamKeys.has(call.accessKeyId);
    return {
      operation,
      key,
      invocations,
      requests,
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
