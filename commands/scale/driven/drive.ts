import { startDynoxide } from 'appsync-on-a-laptop/testing/dynoxide';
import type { Clock } from '../../../functions/lib/clock.ts';
import type { FieldAnswer } from '../../../model/invocation.ts';
import type { QuotaName } from '../quotas.ts';
import { createLanes } from './lanes.ts';
import { recordOf, startSystem, type StreamRecord, type System } from './system.ts';
import { createVirtualTime, type VirtualTime } from './virtual-time.ts';

/** How a drive goes. */
export interface Drive {
  /** What is done to people. */
  readonly what: 'invited' | 'suspended';
  readonly people: number;
  /** How many callers begin in a second. */
  readonly perSecond: number;
  readonly raised?: Readonly<Partial<Record<QuotaName, number>>>;
}

/** The end of a second: how many callers had begun, how many were done, and of how many Cognito knew. */
export type Moment = readonly [begun: number, done: number, synced: number];

/** What came of it. */
export interface DriveResult {
  readonly seconds: readonly Moment[];
  /** Answers that told callers to try again. */
  readonly triedAgain: number;
  /** Calls that Cognito refused. */
  readonly throttled: number;
  /** Invitations that were mailed. */
  readonly mails: number;
}

const ADMIN = { id: 'admin', kind: 'user', role: 'ADMIN' } as const;
const CONTEXT = { awsRequestId: 'drive' };
const START = Date.parse('2026-01-01T00:00:00Z');
const SECOND = 1_000;

/** Drives the handlers until every change has arrived in Cognito. */
export async function drive({ what, people, perSecond, raised = {} }: Drive): Promise<DriveResult> {
  await using dynoxide = await startDynoxide();
  const time = createVirtualTime(START);
  using system = await startSystem(dynoxide.endpoint, time);
  const { prepare, act } = ACTS[what];
  const emails = Array.from({ length: people }, (_, number) => `p${number}@example.com`);
  const given = await time.until(Promise.all(emails.map((email) => prepare(email, system))));
  system.limit(raised);
  const mailsBefore = system.pool.taken('AdminCreateUser');
  const insist = createPatience(time);
  const callers = given.map((one) => () => act(one, system, insist.call));
  const seconds = await time.until(watch({ time, system, perSecond, callers }));
  return {
    seconds,
    triedAgain: insist.triedAgain(),
    throttled: system.pool.throttled(),
    mails: system.pool.taken('AdminCreateUser') - mailsBefore,
  };
}

interface Act {
  /** Makes what has to be there, before there are limits; what it answers is given to `act`. */
  readonly prepare: (email: string, system: System) => Promise<string>;
  /** What one caller does; answers the record of the stream. */
  readonly act: (given: string, system: System, insist: Insist) => Promise<StreamRecord>;
}

const ACTS: Readonly<Record<Drive['what'], Act>> = {
  invited: {
    prepare: (email) => Promise.resolve(email),
    async act(email, system, insist) {
      const id = idOf(await insist(() => invite(email, system)));
      return recordOf(id, { NewImage: await system.imageOf(id) });
    },
  },
  suspended: {
    async prepare(email, system) {
      return idOf((await invite(email, system)).data);
    },
    async act(id, { handlers, imageOf }, insist) {
      const OldImage = await imageOf(id);
      const event = { field: 'suspendUser', arguments: { id }, actor: ADMIN };
      await insist(() => handlers.suspendUser(event, CONTEXT));
      return recordOf(id, { OldImage, NewImage: await imageOf(id) });
    },
  },
};

function invite(email: string, { handlers }: System): Promise<FieldAnswer> {
  const input = { email, firstName: 'Ada', lastName: 'Lovelace', clientRequestToken: email };
  return handlers.createUser({ field: 'createUser', arguments: { input }, actor: ADMIN }, CONTEXT);
}

const idOf = (user: unknown) => (user as { readonly id: string }).id;

/** Asks until it is answered. */
type Insist = (ask: () => Promise<FieldAnswer>) => Promise<unknown>;

/** Milliseconds that a caller waits at most. */
const LONGEST_WAIT = 16_000;

/** As docs/clients.md asks callers to try again: each time after a longer pause, a part of which is by chance. */
function createPatience(clock: Clock) {
  let triedAgain = 0;
  const call: Insist = async (ask) => {
    for (let wait = SECOND; ; wait = Math.min(2 * wait, LONGEST_WAIT)) {
      const { data, error } = await ask();
      if (!error) return data;
      if (error.type !== 'LimitExceeded') throw new Error(`${error.type}: ${error.message}`);
      triedAgain += 1;
      await clock.wait(wait * (0.5 + Math.random() / 2));
    }
  };
  return { call, triedAgain: () => triedAgain };
}

interface Watched {
  readonly time: VirtualTime;
  readonly system: System;
  readonly perSecond: number;
  readonly callers: readonly (() => Promise<StreamRecord>)[];
}

/** Lets the callers begin, so many a second, and looks at the end of each second. */
async function watch({ time, system, perSecond, callers }: Watched): Promise<readonly Moment[]> {
  const lanes = createLanes(time, system.handlers.syncIdentity);
  const isOver = () => lanes.done() === callers.length;
  const reading = lanes.run(isOver);
  const seconds: Moment[] = [];
  const asking: Promise<void>[] = [];
  let done = 0;
  const begin = async (caller: (typeof callers)[number], after: number): Promise<void> => {
    await time.wait(after);
    const record = await caller();
    done += 1;
    lanes.add(record);
  };
  while (!isOver()) {
    const begun = asking.length;
    const now = callers.slice(begun, begun + perSecond);
    asking.push(...now.map((caller, place) => begin(caller, (place * SECOND) / perSecond)));
    await time.wait(SECOND);
    seconds.push([asking.length, done, lanes.done()]);
  }
  await Promise.all([...asking, reading]);
  return seconds;
}
