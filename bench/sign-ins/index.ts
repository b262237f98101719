import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BenchContext, BenchPart } from '../part.ts';
import { forkProcess } from '../processes/fork-process.ts';
import { findMiddle, OPERATION_NAMES, OPERATIONS, type Pool } from './operations.ts';
import { openPoolClient } from './pool-client.ts';
import { signInGoals, signInSection } from './section.ts';
import type { PoolReady, PoolSettings } from './serve.ts';
import type { Round, SignInResults } from './types.ts';

const SIZES = { few: 100, many: 100_000 };
const QUICK_SIZES = { few: 40, many: 80 };
/** Each pool is the first once. */
const QUICK_TIMES = 2;
/** Rounds here are short, and a sign-in's time varies more than that of a page. */
const ROUNDS = 5; // for each of the command line's

/** Sign-ins a second, and looking at users, in a small and in a large user pool. */
export const signIns: BenchPart<SignInResults> = {
  name: 'sign-ins',
  title: 'Sign-ins and the size of the user pool',
  measure,
  section: signInSection,
  goals: signInGoals,
};

interface StartedPool extends Pool {
  stop(): Promise<void>;
}

async function measure({ options, tell }: BenchContext): Promise<SignInResults> {
  const sizes = options.quick ? QUICK_SIZES : SIZES;
  tell(`user pools of ${sizes.few} and ${sizes.many} users`);
  const few = await startPool(sizes.few);
  try {
    const many = await startPool(sizes.many);
    try {
      const count = options.quick ? 1 : options.rounds * ROUNDS;
      const most = options.quick ? QUICK_TIMES : Infinity;
      if (!options.quick) await runRound(few, many, 0, most); // warm-up
      const rounds: Round[] = [];
      for (let number = 1; number <= count; number += 1) {
        tell(`round ${number} of ${count}`);
        rounds.push(await runRound(few, many, number, most));
      }
      return { sizes, rounds };
    } finally {
      await many.stop();
    }
  } finally {
    await few.stop();
  }
}

/**
 * The pools take turns at each single operation: what else the machine does meets both.
 * @param most so often each operation at most
 */
async function runRound(few: Pool, many: Pool, number: number, most: number): Promise<Round> {
  const round: Partial<Record<keyof Round, Round[keyof Round]>> = {};
  for (const name of OPERATION_NAMES) {
    const times = Math.min(OPERATIONS[name].times, most);
    const before = { few: few.client.waited, many: many.client.waited };
    for (let time = 0; time < times; time += 1) {
      const order = time % 2 === 0 ? [few, many] : [many, few];
      for (const pool of order) await OPERATIONS[name].run(pool, signer(pool, number, time));
    }
    round[name] = {
      few: (few.client.waited - before.few) / times,
      many: (many.client.waited - before.many) / times,
    };
  }
  return round as Round;
}

/** Another one each time, all over the pool. */
function signer({ signers }: Pool, round: number, time: number): string {
  const STEP = 37; // prime to the number of signers
  return signers[((round * 100 + time) * STEP) % signers.length] ?? '';
}

async function startPool(size: number): Promise<StartedPool> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'bench-sign-ins-'));
  const settings: PoolSettings = { dataFolder, size };
  const file = fileURLToPath(new URL('serve.ts', import.meta.url));
  const server = forkProcess('user pool', file, [JSON.stringify(settings)]);
  const { url, signers } = await server.receive<PoolReady>();
  const client = openPoolClient(url);
  return {
    client,
    signers,
    middle: await findMiddle(client, size),
    async stop() {
      await client.close();
      await server.stop();
      rmSync(dataFolder, { recursive: true });
    },
  };
}
