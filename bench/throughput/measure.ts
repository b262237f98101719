import { setTimeout as pause } from 'node:timers/promises';
import { exchangesOf, FIELDS, type Field } from '../app/fields.ts';
import {
  CONTESTANT_TITLES,
  type Contestant,
  type ContestantName,
} from '../contestants/contestant.ts';
import type { Generator } from '../load/generator.ts';
import type { BenchOptions } from '../options.ts';
import { residentMemory } from '../processes/resident-memory.ts';
import { CLIENTS, type Clients, type Measurements, type Sample } from './types.ts';

/** What measuring works with. */
interface Bench {
  readonly options: BenchOptions;
  readonly contestants: readonly Contestant[];
  readonly token: string;
  readonly generator: Generator;
  tell(line: string): void;
}

/** So that what a process does after its start is over. */
const SETTLE = 1_500; // 1.5 seconds
/** Seconds each contestant gets for each field before the first round, until its code is compiled. */
const FIRST_WARM_UP = 1.5;

/** Loads all contestants, in turns, round by round. */
export async function measure(bench: Bench): Promise<Measurements> {
  const { options, contestants, tell } = bench;
  if (!options.quick) await pause(SETTLE);
  const idle = memories(contestants);
  if (!options.quick) await warmUp(bench);
  const samples: Sample[] = [];
  for (let round = 0; round < options.rounds; round += 1) {
    tell(`round ${round + 1} of ${options.rounds}`);
    samples.push(...(await runRound(bench, round)));
  }
  const loaded = memories(contestants);
  const footprints = contestants.map(({ name, startSeconds, versions }) => ({
    contestant: name,
    starts: [startSeconds],
    idleMemory: idle.get(name) ?? Number.NaN,
    loadedMemory: loaded.get(name) ?? Number.NaN,
    versions,
  }));
  return { samples, footprints };
}

/** Contestants take turns at every single measurement: what else the machine does hits all alike. */
async function runRound(bench: Bench, round: number): Promise<Sample[]> {
  const samples: Sample[] = [];
  for (const field of FIELDS) {
    for (const clients of CLIENTS) {
      for (const contestant of rotated(bench.contestants, round)) {
        samples.push(await runOnce(bench, contestant, field, clients));
      }
    }
  }
  return samples;
}

async function warmUp(bench: Bench): Promise<void> {
  bench.tell('warming up');
  const options = { ...bench.options, warmUp: 0, seconds: FIRST_WARM_UP };
  for (const field of FIELDS) {
    for (const contestant of bench.contestants) {
      await runOnce({ ...bench, options }, contestant, field, 32);
    }
  }
}

async function runOnce(
  { options, token, generator }: Bench,
  { name, url }: Contestant,
  field: Field,
  clients: Clients,
): Promise<Sample> {
  const { warmUp, seconds } = options;
  const exchanges = exchangesOf(field);
  const result = await generator.run({ url, token, exchanges, clients, warmUp, seconds });
  if (result.firstWrong !== null) {
    throw new Error(
      `${CONTESTANT_TITLES[name]} answered ${result.wrong} requests for ${field} wrong, ` +
        `the first with ${result.firstWrong}`,
    );
  }
  return { ...result, contestant: name, field, clients };
}

function memories(contestants: readonly Contestant[]): ReadonlyMap<ContestantName, number> {
  return new Map(contestants.map(({ name, pid }) => [name, residentMemory(pid)]));
}

/** Nobody is always first. */
function rotated<T>(list: readonly T[], by: number): readonly T[] {
  const start = by % list.length;
  return [...list.slice(start), ...list.slice(0, start)];
}
