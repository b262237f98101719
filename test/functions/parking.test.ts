import { randomUUID } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { personKey, READERS, type ReaderName } from '../../functions/lib/parking/parked-changes.ts';
import { idOf } from '../../functions/lib/record-change.ts';
import { createDocuments } from '../../functions/lib/services.ts';
import { withinTimeOf } from '../../functions/lib/time-limit.ts';
import { startDynoxide, type Dynoxide } from 'appsync-on-a-laptop/testing/dynoxide';
import { CREDENTIALS } from '../support/directory.ts';
import { startFaultProxy } from '../support/fault-proxy.ts';
import {
  createParkedTable,
  createReader,
  failing,
  message,
  PARKED,
  record,
} from '../support/parking.ts';

let dynamodb: Dynoxide;
let documents: ReturnType<typeof createDocuments>;
beforeAll(async () => {
  dynamodb = await startDynoxide();
  documents = createDocuments(dynamodb.client);
  await createParkedTable(dynamodb.client);
});
afterAll(() => dynamodb[Symbol.asyncDispose]());

const MINUTE = 60_000;

const reader = (options: Partial<Parameters<typeof createReader>[0]> = {}) =>
  createReader({ documents, ...options });

const itemsOf = async (person: string) =>
  ((await documents.send(new ScanCommand({ TableName: PARKED }))).Items ?? []).filter(
    ({ pk }) => pk === person,
  );

/** Somebody of whom two changes wait. */
async function parkTwo(one = reader(), name: ReaderName = 'sync-identity') {
  const id = randomUUID();
  one.faults.handle = failing('Down');
  const records = [record(id, 1), record(id, 2)];
  expect(await one.batch(records)).toEqual({ batchItemFailures: [] });
  return { id, one, records, person: personKey(name, id) };
}

test('parking: keeps a person’s changes in order, later ones behind, and wakes the reader', async () => {
  const { id, one, person } = await parkTwo();
  expect(one.woken).toEqual([{ person, delay: 1 }]);
  one.faults.handle = () => Promise.resolve();
  await one.batch([record(id, 3)]);
  expect(one.handled).toEqual([]);
  expect(await one.workOff(message(person))).toEqual({ batchItemFailures: [] });
  expect(one.handled).toEqual([`${id} 1`, `${id} 2`, `${id} 3`]);
  expect(await itemsOf(person)).toEqual([]);
  await one.batch([record(id, 4)]);
  expect(one.handled.at(-1)).toBe(`${id} 4`);
});

test('parking: pauses grow to 4 minutes, and after all tries a change is given up', async () => {
  const one = reader({ retries: 10 });
  const { id, person, records } = await parkTwo(one);
  const pauses: number[] = [];
  while (one.givenUp.length === 0) {
    one.advance((pauses.at(-1) ?? 1) * 1_000);
    const before = one.woken.length;
    await one.workOff(message(person));
    pauses.push(...one.woken.slice(before).map(({ delay }) => delay));
  }
  expect(pauses.slice(0, 10)).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 240, 240]);
  expect(one.givenUp[0]).toEqual(records[0]);
  // What is behind it has had all tries of its own.
  one.faults.handle = () => Promise.resolve();
  one.advance(5 * MINUTE);
  await one.workOff(message(person));
  expect([...one.handled, ...one.givenUp.slice(1).map(idOf)].at(-1)).toContain(id);
});

test('parking: while one worker is at a person, another leaves them alone', async () => {
  const { one, person } = await parkTwo();
  const { promise: mayGoOn, resolve: goOn } = Promise.withResolvers<undefined>();
  const { promise: begun, resolve: begin } = Promise.withResolvers<undefined>();
  let tries = 0;
  one.faults.handle = async () => {
    tries += 1;
    begin(undefined);
    await mayGoOn;
  };
  const first = one.workOff(message(person));
  await begun;
  expect(await one.workOff(message(person))).toEqual({ batchItemFailures: [] });
  expect(tries).toBe(1);
  goOn(undefined);
  expect(await first).toEqual({ batchItemFailures: [] });
  expect(one.handled).toHaveLength(2);
});

test('parking: a repeat by the SDK of a lease whose answer was lost is that lease', async () => {
  await using proxy = await startFaultProxy(dynamodb.endpoint);
  const region = 'us-east-1';
  const client = new DynamoDBClient({ endpoint: proxy.url, region, credentials: CREDENTIALS });
  const one = reader({ documents: createDocuments(client) });
  const { id, person } = await parkTwo(one);
  one.faults.handle = () => Promise.resolve();
  one.advance(1_000);
  let asked = 0;
  proxy.decide = (operation) =>
    operation === 'UpdateItem' && (asked += 1) === 1 ? 'loseAnswer' : 'forward';
  expect(await one.workOff(message(person))).toEqual({ batchItemFailures: [] });
  client.destroy();
  expect(asked).toBe(2);
  expect(one.handled).toEqual([`${id} 1`, `${id} 2`]);
  expect(await itemsOf(person)).toEqual([]);
});

test('parking: a worker that died is followed by the next one when its lease is over', async () => {
  const { one, person } = await parkTwo();
  // It got the lease and was heard of no more.
  expect(await one.changes.lease(person)).toMatchObject({ parked: 2 });
  one.faults.handle = () => Promise.resolve();
  one.advance(60_000);
  const again = message(person, { received: 2 });
  expect((await one.workOff(again)).batchItemFailures).toEqual([
    { itemIdentifier: again.messageId },
  ]);
  expect(one.handled).toEqual([]);
  one.advance(11_000);
  expect(await one.workOff(again)).toEqual({ batchItemFailures: [] });
  expect(one.handled).toHaveLength(2);
});

test('parking: a worker that could not wake the next one comes again until the pause is over', async () => {
  const { one, person } = await parkTwo();
  // The pause after so many tries is longer than a message stays hidden.
  await one.changes.postpone(person, 20, 0);
  one.advance(1_000);
  one.faults.wake = failing('QueueDown');
  const lost = message(person);
  const fails = { batchItemFailures: [{ itemIdentifier: lost.messageId }] };
  expect(await one.workOff(lost)).toEqual(fails);
  one.faults.handle = () => Promise.resolve();
  one.advance(90_000);
  expect(await one.workOff({ ...lost, ...message(person, { received: 2 }) })).not.toEqual({
    batchItemFailures: [],
  });
  one.advance(150_000);
  expect(await one.workOff(message(person, { received: 3 }))).toEqual({ batchItemFailures: [] });
  expect(one.handled).toHaveLength(2);
});

test('parking: a message about somebody of whom nothing waits is done', async () => {
  const one = reader();
  const person = personKey('sync-identity', randomUUID());
  expect(await one.workOff(message(person, { received: 4 }))).toEqual({ batchItemFailures: [] });
});

test('parking: counts a change as waiting from 5 minutes on, in every period of the alarm', async () => {
  const { one, person } = await parkTwo();
  const waited = () => one.counted.length;
  await one.workOff(message(person));
  one.advance(4 * MINUTE);
  await one.workOff(message(person));
  expect(waited()).toBe(0);
  for (let period = 1; period <= 3; period += 1) {
    one.advance(5 * MINUTE);
    await one.workOff(message(person));
    expect(one.counted).toEqual(Array.from({ length: period }, () => 'ChangesWaiting'));
  }
  expect(Math.max(...one.woken.map(({ delay }) => delay))).toBeLessThanOrEqual(240);
});

test('parking: counts as waiting who cannot even be looked at: the age of the queue leaves them out', async () => {
  const one = reader();
  const table = vi.spyOn(one.changes, 'lease').mockImplementation(failing('TableDown'));
  try {
    const sentAt = one.clock.now();
    const first = message('somebody', { sentAt });
    expect((await one.workOff(first)).batchItemFailures).toHaveLength(1);
    expect(one.counted).toEqual([]);
    one.advance(5 * MINUTE);
    await one.workOff(message('somebody', { sentAt, received: 4 }));
    expect(one.counted).toEqual(['ChangesWaiting']);
  } finally {
    table.mockRestore();
  }
});

test('parking: when all is down everybody is set aside, the batch is done, and all is made up for', async () => {
  const one = reader();
  const ids = Array.from({ length: 30 }, () => randomUUID());
  one.faults.handle = failing('Down');
  const versions = [1, 2, 3];
  const records = versions.flatMap((version) => ids.map((id) => record(id, version)));
  expect(await one.batch(records)).toEqual({ batchItemFailures: [] });
  expect(new Set(one.woken.map(({ person }) => person)).size).toBe(ids.length);
  one.faults.handle = () => Promise.resolve();
  const messages = ids.map((id) => message(personKey('sync-identity', id)));
  expect(await one.workOff(...messages)).toEqual({ batchItemFailures: [] });
  for (const id of ids) {
    const ofPerson = one.handled.filter((entry) => entry.startsWith(id));
    expect(ofPerson).toEqual(versions.map((version) => `${id} ${version}`));
  }
});

test('parking: who hangs takes no more of the invocation than setting all aside allows', async () => {
  const one = reader();
  const ids = Array.from({ length: 12 }, () => randomUUID());
  let begun = 0;
  one.faults.handle = () => {
    begun += 1;
    return Promise.reject(new Error('down'));
  };
  const records = ids.map((id) => record(id, 1));
  // What is left is for setting aside.
  const spent = { getRemainingTimeInMillis: () => 9_000 };
  const answer = await withinTimeOf(spent, 0, () => one.batch(records));
  expect(answer).toEqual({ batchItemFailures: [] });
  expect(begun).toBe(0);
  expect(one.woken).toHaveLength(ids.length);
});

test('parking: when nothing can be set aside either the stream brings all again', async () => {
  const one = reader();
  one.faults.handle = failing('Down');
  one.faults.wake = failing('QueueDown');
  const records = [record(randomUUID(), 1), record(randomUUID(), 1)];
  expect((await one.batch(records)).batchItemFailures).toHaveLength(2);
});

test('parking: purge forgets what a person changed, but not that they are gone', async () => {
  const id = randomUUID();
  const readers = READERS.map((name) => ({ name, one: reader({ name }) }));
  for (const { one } of readers) {
    one.faults.handle = failing('Down');
    await one.batch([record(id, 1, 'INSERT'), record(id, 2), record(id, 3, 'REMOVE')]);
  }
  const other = await parkTwo();
  for (const { name, one } of readers) {
    await one.changes.purge(personKey(name, id));
    const left = await itemsOf(personKey(name, id));
    const kinds = left.map(({ sk, eventName }) => [String(sk).slice(0, 7), eventName as unknown]);
    expect(kinds).toEqual([
      ['RECORD#', 'REMOVE'],
      ['STATE', undefined],
    ]);
  }
  expect(await itemsOf(other.person)).toHaveLength(3);
  for (const { name, one } of readers) {
    one.faults.handle = () => Promise.resolve();
    await one.workOff(message(personKey(name, id)));
    expect(one.handled).toEqual([`${id} gone`]);
  }
});

test('parking: names nobody in its keys and messages', async () => {
  const { id, one, person } = await parkTwo();
  expect(JSON.stringify([one.woken, await itemsOf(person)])).not.toContain(id);
});
