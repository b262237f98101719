import type { Clock } from '../../shared/clock.ts';
import type { Log } from '../../shared/log.ts';
import type { RawResult } from './function-worker.ts';

/** What a function did since the start. Times in milliseconds since the epoch. */
export interface FunctionActivity {
  readonly invocations: number;
  /** Those that threw, ran out of time or could not be run. */
  readonly failures: number;
  /** Under way or waiting for a free thread. */
  readonly running: number;
  readonly lastAt: number | null;
  /** Milliseconds that the last finished one took, with its wait. */
  readonly lastMs: number | null;
  readonly lastError: FunctionFailure | null;
}

/** A failed invocation. */
export interface FunctionFailure {
  readonly at: number;
  readonly requestId: string;
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace: readonly string[];
}

/** A line of a function's log. */
export interface FunctionLine {
  /** Counts up from 1 within the function. */
  readonly number: number;
  readonly at: number;
  readonly level: 'info' | 'warn' | 'error';
  readonly text: string;
}

/** What is remembered of the app's functions. */
export interface FunctionHistory {
  /** A log that also remembers a function's last lines. */
  remembering(functionName: string, log: Log): Log;
  /** Counts an invocation. */
  watch(functionName: string, requestId: string, run: () => Promise<RawResult>): Promise<RawResult>;
  activity(functionName: string): FunctionActivity;
  /** The last lines behind a number, oldest first. */
  lines(functionName: string, after: number): readonly FunctionLine[];
}

/** So much is kept of each function. */
const MAX_LINES = 100;
const MAX_LINE_LENGTH = 1_000;

type Mutable<T> = { -readonly [Name in keyof T]: T[Name] };

interface Entry {
  readonly activity: Mutable<FunctionActivity>;
  readonly lines: FunctionLine[];
  written: number;
}

/** Remembers what functions did, in memory. */
export function createFunctionHistory(clock: Clock): FunctionHistory {
  const entries = new Map<string, Entry>();
  const entryOf = (name: string): Entry => {
    const known = entries.get(name) ?? newEntry();
    entries.set(name, known);
    return known;
  };
  const note = (name: string, level: FunctionLine['level'], message: string): void => {
    const entry = entryOf(name);
    entry.written += 1;
    const text = message.slice(0, MAX_LINE_LENGTH);
    entry.lines.push({ number: entry.written, at: clock.now(), level, text });
    if (entry.lines.length > MAX_LINES) entry.lines.shift();
  };
  return {
    remembering(name, log) {
      const heard =
        (level: FunctionLine['level']): Log['info'] =>
        (source, message) => {
          note(name, level, message);
          log[level](source, message);
        };
      return { info: heard('info'), warn: heard('warn'), error: heard('error') };
    },
    async watch(name, requestId, run) {
      const { activity } = entryOf(name);
      const begun = performance.now();
      activity.invocations += 1;
      activity.running += 1;
      activity.lastAt = clock.now();
      try {
        const result = await run();
        if (!result.ok) {
          activity.failures += 1;
          const { errorType, errorMessage, trace = [] } = result.error;
          activity.lastError = { at: clock.now(), requestId, errorType, errorMessage, trace };
        }
        return result;
      } finally {
        activity.running -= 1;
        activity.lastMs = Math.round(performance.now() - begun);
      }
    },
    activity: (name) => ({ ...(entries.get(name)?.activity ?? newEntry().activity) }),
    lines: (name, after) => (entries.get(name)?.lines ?? []).filter(({ number }) => number > after),
  };
}

function newEntry(): Entry {
  return {
    activity: {
      invocations: 0,
      failures: 0,
      running: 0,
      lastAt: null,
      lastMs: null,
      lastError: null,
    },
    lines: [],
    written: 0,
  };
}
