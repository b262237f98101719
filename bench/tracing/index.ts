import { join } from 'node:path';
import { exchangesOf } from '../app/fields.ts';
import { synthesizeBenchApp } from '../app/synthesize.ts';
import type { ContestantProcess } from '../contestants/contestant.ts';
import { startUserManager } from '../contestants/user-manager.ts';
import { seedTable, startDatabase } from '../database.ts';
import { FOLDERS } from '../folders.ts';
import { startGenerator, type Generator } from '../load/generator.ts';
import type { BenchOptions } from '../options.ts';
import type { BenchContext, BenchPart } from '../part.ts';
import { cpuTime } from '../processes/cpu-time.ts';
import { residentMemory } from '../processes/resident-memory.ts';
import { median } from '../statistics.ts';
import { tracingGoals, tracingSection } from './section.ts';
import {
  TRACED_FIELDS,
  type Engine,
  type Load,
  type TracingResults,
  type TracingRound,
} from './types.ts';

/** What V8 makes of a process differs by more than remembering costs: pairs of engines are started anew. */
const PAIRS = 5;
/** Of each pair, for one difference of a few percent. */
const ROUNDS = 4;

/** What it costs that the engine remembers its requests. */
export const tracing: BenchPart<TracingResults> = {
  name: 'tracing',
  title: 'The memory of requests',
  measure,
  section: tracingSection,
  goals: tracingGoals,
};

type Engines = Readonly<Record<Engine, ContestantProcess>>;

async function measure({ options, tell }: BenchContext): Promise<TracingResults> {
  const resources = new AsyncDisposableStack();
  try {
    tell('synthesis of the app under test');
    synthesizeBenchApp(FOLDERS.assembly);
    const database = await startDatabase();
    resources.defer(() => database.stop());
    const generator = startGenerator();
    resources.defer(() => generator.stop());
    const rounds: TracingRound[] = [];
    const memories: TracingResults['memory'][] = [];
    const pairs = options.quick ? 1 : PAIRS;
    for (let pair = 1; pair <= pairs; pair += 1) {
      tell(`pair ${pair} of ${pairs}`);
      const measured = await measurePair(database.endpoint, generator, options);
      rounds.push(...measured.rounds);
      memories.push(measured.memory);
    }
    const memory = (engine: Engine): number => median(memories.map((of) => of[engine]));
    return { rounds, memory: { on: memory('on'), off: memory('off') } };
  } finally {
    await resources.disposeAsync();
  }
}

async function measurePair(
  endpoint: string,
  generator: Generator,
  { warmUp, seconds, quick }: BenchOptions,
): Promise<TracingResults> {
  await using resources = new AsyncDisposableStack();
  const start = async (engine: Engine): Promise<ContestantProcess> => {
    const data = join(FOLDERS.userManager, engine);
    const flags = engine === 'on' ? [] : ['--no-traces'];
    const started = await startUserManager(endpoint, { data, flags });
    resources.defer(() => started.stop());
    return started;
  };
  const engines = { on: await start('on'), off: await start('off') };
  // They made the table.
  await seedTable(endpoint);
  if (!quick) await runRound(engines, generator, { warmUp: 1, seconds: 1.5 }, 0);
  const rounds: TracingRound[] = [];
  for (let round = 1; round <= (quick ? 1 : ROUNDS); round += 1) {
    rounds.push(await runRound(engines, generator, { warmUp, seconds }, round));
  }
  const memory = {
    on: residentMemory(engines.on.pid),
    off: residentMemory(engines.off.pid),
  };
  return { rounds, memory };
}

interface Times {
  readonly warmUp: number;
  readonly seconds: number;
}

/** They take turns, and take turns at being first. */
async function runRound(
  engines: Engines,
  generator: Generator,
  times: Times,
  round: number,
): Promise<TracingRound> {
  const order = round % 2 === 0 ? (['on', 'off'] as const) : (['off', 'on'] as const);
  const found: Partial<Record<keyof TracingRound, TracingRound[keyof TracingRound]>> = {};
  for (const field of TRACED_FIELDS) {
    const loads: Partial<Record<Engine, Load>> = {};
    for (const engine of order) {
      const { url, token, pid } = engines[engine];
      const task = { url, token: token ?? '', exchanges: exchangesOf(field), clients: 32 };
      const before = cpuTime(pid);
      const result = await generator.run({ ...task, ...times });
      if (result.firstWrong !== null) throw new Error(`A wrong answer: ${result.firstWrong}`);
      const { requestsPerSecond } = result;
      const all = requestsPerSecond * (times.warmUp + times.seconds);
      loads[engine] = { requestsPerSecond, cpu: ((cpuTime(pid) - before) * 1_000) / all };
    }
    found[field] = loads as TracingRound[keyof TracingRound];
  }
  return found as TracingRound;
}
