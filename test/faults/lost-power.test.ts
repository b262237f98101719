import { afterAll, beforeAll, expect, test } from 'vitest';
import { CreateUserDocument, UpdateUserDocument } from '../../generated/client-operations.ts';
import type { UserManagerDocument } from 'user-manager-client/operations';
import { untilAllAgrees } from '../support/agreement.ts';
import { takenBy, untilAllIsHeard } from '../support/announcements.ts';
import { startKillableSystem, type KillableSystem } from '../support/killable-system.ts';
import { freshEmail } from '../support/running-system.ts';

const LANES = 4; // at the same time: more would mostly start threads for the functions
const USERS_A_LANE = 5;
const CHANGES_EACH = 5;
const ATTEMPTS = 100;

let system: KillableSystem;
beforeAll(async () => {
  system = await startKillableSystem();
});
afterAll(() => system[Symbol.asyncDispose]());

/** Numbers that look random and are the same in every run: a linear congruential generator. */
function* numbersFrom(seed: number): Generator<number, never> {
  for (let state = seed; ;) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    yield state;
  }
}

/** Loses power when the functions have made this many calls more, each time. */
function losePowerAfter(calls: readonly number[]): () => number {
  const left = [...calls];
  let lost = 0;
  let count = 0;
  for (const proxy of Object.values(system.proxies)) {
    proxy.decide = () => {
      count += 1;
      if (count !== left[0]) return 'forward';
      left.shift();
      lost += 1;
      count = 0;
      system.losePower();
      return 'reset';
    };
  }
  return () => lost;
}

/** Asks until there is an answer, whatever happens to the machine meanwhile. */
async function ask<TData, TVariables extends object>(
  document: UserManagerDocument<TData, TVariables>,
  variables: TVariables,
): Promise<TData> {
  let last: unknown;
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const { caller } = await system.current();
    try {
      return await caller.data(document, variables);
    } catch (error) {
      last = error;
    }
  }
  throw last;
}

/** A user who is created and then renamed again and again. */
async function live(): Promise<string> {
  const clientRequestToken = crypto.randomUUID();
  const person = { email: freshEmail(), firstName: 'Ada', lastName: 'Version 1' };
  const { createUser } = await ask(CreateUserDocument, {
    input: { ...person, clientRequestToken },
  });
  const id = createUser!.id;
  for (let version = 2; version <= CHANGES_EACH; version += 1) {
    await ask(UpdateUserDocument, { input: { id, lastName: `Version ${version}` } });
  }
  return id;
}

test(
  'lost power during 100 changes: nothing acknowledged is lost, all agrees and was announced',
  { timeout: 600_000 },
  async () => {
    const random = numbersFrom(20_261_123);
    const moments = Array.from({ length: 3 }, () => 10 + (random.next().value % 100));
    const lost = losePowerAfter(moments);
    const lanes = Array.from({ length: LANES }, async () => {
      const ids: string[] = [];
      for (let user = 1; user <= USERS_A_LANE; user += 1) ids.push(await live());
      return ids;
    });
    const ids = (await Promise.all(lanes)).flat();
    await expect.poll(lost).toBe(moments.length);

    const { outputs } = await system.current();
    const lives = await untilAllAgrees(outputs);
    expect(lives.map(({ id }) => id).toSorted()).toEqual(ids.toSorted());
    for (const { record } of lives) {
      expect(record).toMatchObject({ lastName: `Version ${CHANGES_EACH}`, version: CHANGES_EACH });
    }
    await untilAllIsHeard(() => takenBy(system.proxies['publish-changes']), lives);
  },
);
