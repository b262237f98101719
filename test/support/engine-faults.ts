import { setTimeout as pause } from 'node:timers/promises';
import type { LocalOutputs } from 'appsync-on-a-laptop';
import type { FaultSystem } from './fault-system.ts';

/** As `PUT /_local/faults` takes them. */
export type FaultRules = readonly Readonly<Record<string, unknown>>[];

/** Rules of the engine, in place of those before. */
export async function setFaults(outputs: LocalOutputs, rules: FaultRules): Promise<void> {
  await ask(outputs, 'faults', { method: 'PUT', body: JSON.stringify({ rules }) });
}

/** How many calls met the rules that are set. */
export async function callsMet(outputs: LocalOutputs): Promise<number> {
  const { rules } = (await (await ask(outputs, 'faults')).json()) as {
    readonly rules: readonly { readonly met: number }[];
  };
  return rules.reduce((sum, { met }) => sum + met, 0);
}

/** How long AppSync waits: https://docs.aws.amazon.com/general/latest/gr/appsync.html */
const APPSYNC_MS = 30_000;
const LATE_MS = APPSYNC_MS + 5_000;

/**
 * The first invocation of each of these functions begins after AppSync has given up on it, which is at once. Until it
 * is disposed of.
 */
export async function outOfTime(
  { outputs, clock }: Pick<FaultSystem, 'outputs' | 'clock'>,
  functions: readonly string[],
) {
  const late = { service: 'lambda', kind: 'delay', ms: LATE_MS, times: 1 };
  await setFaults(
    outputs,
    functions.map((name) => ({ ...late, resource: `Functions${name.replaceAll('-', '')}` })),
  );
  let met = 0;
  const ended = new AbortController();
  const watch = async () => {
    while (!ended.signal.aborted) {
      // Whoever was told already tries again beside what comes late.
      clock.expire(LATE_MS, 1_000);
      const now = await callsMet(outputs);
      if (now > met) clock.expire(APPSYNC_MS, 1_000);
      met = now;
      await pause(50);
    }
    clock.expire(LATE_MS, 1_000);
  };
  const watching = watch();
  return {
    /** How often so far. */
    times: () => met,
    async [Symbol.asyncDispose]() {
      ended.abort();
      await watching;
    },
  };
}

async function ask({ graphqlUrl }: LocalOutputs, path: string, init?: RequestInit) {
  const response = await fetch(new URL(`/_local/${path}`, graphqlUrl), init);
  if (!response.ok) throw new Error(`/_local/${path}: HTTP ${response.status}`);
  return response;
}
