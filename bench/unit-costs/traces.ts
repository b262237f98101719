import { setTimeout as pause } from 'node:timers/promises';
import type { LocalOutputs } from 'appsync-on-a-laptop';
import type { TraceList } from 'appsync-on-a-laptop/internals/tracing/types';

/** What was done since the engine forgot. */
export interface Done {
  /** Names of the functions that ran, sorted. */
  readonly invocations: readonly string[];
  /** Queries and mutations that AppSync took. */
  readonly requests: number;
}

/** What a running engine remembers of what it did. */
export interface Traces {
  forget(): Promise<void>;
  done(): Promise<Done>;
  /** Waits until these functions have run, each at least once. */
  ended(functions: readonly string[]): Promise<void>;
}

/** Of one that is not told `--no-traces`. */
export function openTraces({ cognitoEndpoint }: LocalOutputs): Traces {
  const url = new URL('/_local/traces', cognitoEndpoint);
  let thinnedBefore = 0;
  const list = async (): Promise<TraceList> => {
    const answer = await fetch(`${url.href}?limit=1000&kind=invocation,request`);
    return (await answer.json()) as TraceList;
  };
  const read = async (): Promise<TraceList['records']> => {
    const { records, thinned } = await list();
    // What is not recorded would be waited for without end.
    if (thinned > thinnedBefore) throw new Error('Not all was recorded');
    return records;
  };
  return {
    async forget() {
      await fetch(url, { method: 'DELETE' });
      thinnedBefore = (await list()).thinned;
    },
    async done() {
      const records = await read();
      const runs = records.filter(({ kind }) => kind === 'invocation');
      const invocations = runs.map(({ name }) => name).toSorted();
      return { invocations, requests: records.length - runs.length };
    },
    async ended(functions) {
      for (;;) {
        const records = await read();
        const ended = new Set(records.flatMap(({ name, ms }) => (ms === null ? [] : [name])));
        if (functions.every((name) => ended.has(name))) return;
        await pause(50);
      }
    },
  };
}
