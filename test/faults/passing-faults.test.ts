import { AdminSetUserPasswordCommand } from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { GetUserDocument, PurgeUserDocument } from '../../generated/client-operations.ts';
import { untilAllAgrees } from '../support/agreement.ts';
import { listen, untilAllIsHeard } from '../support/announcements.ts';
import { liveByAnotherClock } from '../support/another-clock.ts';
import { callsMet, outOfTime, setFaults, type FaultRules } from '../support/engine-faults.ts';
import type { Fate, FaultProxy } from '../support/fault-proxy.ts';
import {
  startFaultSystem,
  type FaultSystem,
  type SpoiledFunction,
} from '../support/fault-system.ts';
import { askTheRest, createUserAs, insisting, liveThroughEverything } from '../support/lives.ts';
import { readLaggingIndexes } from '../support/lagging-indexes.ts';
import { covers, grantedTo, RARELY_ASKED, rightsFor } from '../support/rights.ts';
import { FUNCTIONS } from '../support/template.ts';
import { expectAsSaid, hearing } from '../support/seen-faults.ts';
import { freshEmail } from '../support/running-system.ts';
import { cognitoClient, signIn } from '../support/sign-in.ts';
import { FAULTS, spoilFirst, type Spoiling } from '../support/spoil.ts';
import { runUsers, temporaryFile } from '../support/users-command.ts';

// Faults that pass: nobody does anything about them, and in the end it is as if they had not been.
const MINUTES = 600_000;

let system: FaultSystem;
let subscriber: Awaited<ReturnType<typeof listen>>;
beforeAll(async () => {
  system = await startFaultSystem();
  subscriber = await listen(system.outputs, system.machine);
});
afterEach(async () => {
  system.mend();
  await setFaults(system.outputs, []);
});
afterAll(async () => {
  await subscriber[Symbol.asyncDispose]();
  await system[Symbol.asyncDispose]();
});

async function untilHealed() {
  const lives = await untilAllAgrees(system.outputs, system.hurry);
  await untilAllIsHeard(() => subscriber.heard, lives, system.hurry);
  return lives;
}

// Each change is told at least once: on a busy machine a reader may run out of time and tell its batch again.
test('without a fault: every change is heard once', { timeout: MINUTES, retry: 2 }, async () => {
  const others = new Set((await untilHealed()).map(({ id }) => id));
  await liveThroughEverything(system.machine);
  const lives = (await untilHealed()).filter(({ id }) => !others.has(id));
  const changes = lives.reduce((sum, { versions }) => sum + versions, 0);
  expect(changes).toBeGreaterThan(0);
  expect(subscriber.heard.filter(({ id }) => !others.has(id))).toHaveLength(changes);
});

/** An AWS SDK tries three times, so that only the third fault reaches the function. */
const thrice = (fate: Fate): Spoiling => ({ fates: [fate, fate, fate] });
const MUTATIONS = [
  'create-user',
  'update-user',
  'suspend-user',
  'reactivate-user',
  'delete-user',
  'purge-user',
] as const;
const TABLE = ['GetItem', 'Query', 'PutItem', 'UpdateItem', 'BatchGetItem', 'TransactWriteItems'];
const POOL = ['AdminCreateUser', 'AdminAddUserToGroup', 'AdminGetUser'];

const SCENARIOS: Readonly<Record<string, Partial<Record<SpoiledFunction, Spoiling>>>> = {
  'Cognito throttles': {
    'create-user': { ...thrice(FAULTS.cognitoThrottles), operations: POOL },
    'sync-identity': { ...thrice(FAULTS.cognitoThrottles), operations: POOL },
  },
  'Cognito fails': {
    'create-user': { ...thrice(FAULTS.cognitoIsDown), operations: POOL },
    'sync-identity': { ...thrice(FAULTS.cognitoIsDown), operations: POOL },
  },
  'the answers of Cognito are lost': {
    'create-user': { fates: ['loseAnswer'], operations: POOL },
    'sync-identity': { ...thrice('loseAnswer'), operations: POOL },
  },
  'the table throttles': {
    ...Object.fromEntries(MUTATIONS.map((name) => [name, ofTable(FAULTS.tableThrottles)])),
    'publish-changes': ofTable(FAULTS.tableThrottles),
    'sync-identity': ofTable(FAULTS.tableThrottles),
  },
  'transactions conflict': {
    'create-user': conflicting(),
    'update-user': conflicting(),
    'delete-user': conflicting(),
    'publish-changes': conflicting(),
  },
  'the answers of the table are lost': {
    ...Object.fromEntries(MUTATIONS.map((name) => [name, ofTable('loseAnswer', 1)])),
    'publish-changes': ofTable('loseAnswer'),
    'sync-identity': ofTable('loseAnswer'),
  },
  'quotas are used up: of transactions, of announcements and of mails': {
    'create-user': { ...thrice(FAULTS.lastMailIsSent), operations: ['AdminCreateUser'] },
    'update-user': { operations: ['TransactWriteItems'], fates: [FAULTS.transactionThrottled] },
    'delete-user': { operations: ['TransactWriteItems'], fates: [FAULTS.transactionThrottled] },
    'publish-changes': {
      operations: ['PublishUserChange'],
      fates: [FAULTS.firewallBlocks, FAULTS.appSyncThrottles],
    },
  },
  'AppSync refuses the announcement': {
    'publish-changes': {
      operations: ['PublishUserChange'],
      fates: [FAULTS.appSyncIsDown, FAULTS.appSyncRefuses, 'reset', 'loseAnswer'],
    },
  },
  'sync-identity dies, and what it took comes again, late': {
    'sync-identity': { fates: ['hang', 'takeAndHang'], atMost: 6 },
  },
  'publish-changes dies, and what it took comes again, late': {
    'publish-changes': { fates: ['takeAndHang', 'hang'], atMost: 6 },
  },
};

function ofTable(fate: Fate, times = 3): Spoiling {
  return { operations: TABLE, fates: Array.from({ length: times }, () => fate), atMost: 6 };
}

function conflicting(): Spoiling {
  return { operations: ['TransactWriteItems'], fates: [FAULTS.transactionConflict] };
}

describe.each(Object.entries(SCENARIOS))('while %s', (name, scenario) => {
  test(
    'all operations: everything agrees in the end and was heard',
    { timeout: MINUTES },
    async () => {
      const spoiled = Object.entries(scenario).map(([name, spoiling]) =>
        spoilFirst(system.proxies[name as SpoiledFunction], spoiling),
      );
      system.dieInSilence();
      await liveAndHeal(name, Object.keys(scenario));
      expect(spoiled.map((count) => count())).not.toContain(0);
    },
  );
});

/** All operations while a fault is played; in the end everything agrees, was heard, and was as the docs say. */
async function liveAndHeal(name: string, met: readonly string[]): Promise<void> {
  const { caller, told } = hearing(system.machine);
  const { deleted } = await liveThroughEverything(caller);
  await untilHealed();
  await insisting(caller)(PurgeUserDocument, { id: deleted });
  await untilHealed();
  expectAsSaid(name, { met, told });
}

const LAG = { service: 'dynamodb', kind: 'lag' };

/** What the engine does to all calls of a kind, of whichever function. */
const RULES: Readonly<Record<string, FaultRules>> = {
  'each function starts slowly': [{ service: 'lambda', kind: 'delay', ms: 500 }],
  'indexes lag': [{ ...LAG, ms: 2_000 }],
};

test.each(Object.entries(RULES))(
  'while %s, all operations: everything agrees in the end and was heard',
  { timeout: MINUTES },
  async (name, rules) => {
    await setFaults(system.outputs, rules);
    await liveAndHeal(name, []);
    expect(await callsMet(system.outputs)).toBeGreaterThan(0);
  },
);

test(
  'AppSync runs out of time before functions answer: what they do late does no harm',
  { timeout: MINUTES },
  async () => {
    await using late = await outOfTime(system, MUTATIONS);
    await liveAndHeal('AppSync runs out of time before functions answer', MUTATIONS);
    expect(late.times()).toBeGreaterThan(0);
  },
);

test(
  'indexes that lag: a user is read and the address is taken at once, only lists are late',
  { timeout: MINUTES },
  async () => {
    await setFaults(system.outputs, [{ ...LAG, ms: MINUTES }]);
    await readLaggingIndexes(system.machine);
  },
);

const MINUTES_OFF = 20;

test.each([-MINUTES_OFF, MINUTES_OFF])(
  'clock of a client off by %i minutes: programs and SDKs work, and nobody signs in',
  { timeout: MINUTES },
  async (minutes) => {
    await liveByAnotherClock(system, minutes * 60_000);
    await untilHealed();
    const told = ['NotAuthorizedException'];
    expectAsSaid(`the clock of a client is off by ${MINUTES_OFF} minutes, and a person signs in`, {
      met: [],
      told,
    });
  },
);

test(
  'sign-in while the table is down: the person is let in, and made active next time',
  { timeout: MINUTES },
  async () => {
    const { outputs, machine, proxies } = system;
    const email = freshEmail('visitor');
    const id = await createUserAs(machine, { email });
    const cognito = cognitoClient(outputs);
    const pool = { UserPoolId: outputs.userPoolId, Username: email };
    const Password = 'Chosen-by-me-1!';
    await cognito.send(new AdminSetUserPasswordCommand({ ...pool, Password, Permanent: true }));
    cognito.destroy();
    const statusOf = async () => (await machine.data(GetUserDocument, { id })).getUser?.status;

    proxies['record-sign-in'].decide = () => 'reset';
    await signIn(outputs, email, Password);
    expect(await statusOf()).toBe('INVITED');
    system.mend();
    await signIn(outputs, email, Password);
    expect(await statusOf()).toBe('ACTIVE');
    await signIn(outputs, email, Password);
    await untilHealed();
    // Created and made active; the last sign-in was no change.
    expect(subscriber.heard.filter((change) => change.id === id)).toHaveLength(2);
  },
);

test(
  'import of 80 while Cognito and AppSync fail: everybody is in Cognito and was heard of',
  { timeout: MINUTES },
  async () => {
    const lines = Array.from({ length: 80 }, (_, n) => `${freshEmail('bulk')},Bulk,User ${n}\n`);
    const file = temporaryFile('people.csv', `email,firstName,lastName\n${lines.join('')}`);
    const spoiled = [
      spoilFirst(system.proxies['sync-identity'], { ...thrice(FAULTS.cognitoIsDown), atMost: 30 }),
      spoilFirst(system.proxies['publish-changes'], {
        operations: ['PublishUserChange'],
        fates: [FAULTS.appSyncIsDown],
        atMost: 10,
      }),
    ];
    const { out } = await runUsers(system.outputs, 'import', file);
    expect(out).toBe('80 created, 0 there before, 0 lines refused\n');
    const lives = await untilHealed();
    expect(lives.filter(({ record }) => record?.firstName === 'Bulk')).toHaveLength(80);
    expect(spoiled.map((count) => count())).toEqual([30, 10]);
  },
);

// Of all that the tests above made the functions ask, and a few fields more.
test(
  'roles: allow what each function asks of AWS, of which table, index, keys, pool and queue, and nothing that none asks without a written reason',
  { timeout: MINUTES },
  async () => {
    const { outputs, machine, proxies } = system;
    await askTheRest(outputs, machine);
    await untilHealed();
    // Nobody watches what asks nothing of AWS.
    const watched = FUNCTIONS.filter((name) => name !== 'limit-access-token');
    expect(Object.keys(proxies).toSorted()).toEqual(watched.toSorted());
    for (const [name, { asked }] of Object.entries(proxies) as [SpoiledFunction, FaultProxy][]) {
      const [needed, granted] = [rightsFor(asked), grantedTo(name)];
      const refused = needed.filter((one) => !granted.some((right) => covers(right, one)));
      expect.soft(refused, `${name} asks and may not`).toEqual([]);
      const rare = Object.keys(RARELY_ASKED[name] ?? {});
      const idle = granted.filter((right) => !needed.some((one) => covers(right, one)));
      expect
        .soft(
          idle.filter((right) => !rare.some((reason) => covers(reason, right))),
          `${name} may and never asks`,
        )
        .toEqual([]);
      expect
        .soft(
          rare.filter((reason) => !granted.some((right) => covers(reason, right))),
          `${name} may not, though there is a reason`,
        )
        .toEqual([]);
    }
  },
);
