import { isDeepStrictEqual } from 'node:util';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { paginateScan } from '@aws-sdk/lib-dynamodb';
import { expect } from 'vitest';
import { COUNT_NAMES, countsOf } from '../../model/counts.ts';
import { SYSTEM_ACTOR } from '../../model/actors.ts';
import type { Key } from '../../model/keys.ts';
import {
  ADMINS_KEY,
  HISTORY_PREFIX,
  idOfPartition,
  lockKey,
  PROFILE,
  signInKey,
  STATS_KEY,
} from '../../model/keys.ts';
import type { HistoryItem } from '../../functions/lib/history-items.ts';
import { toHistoryItem } from '../../functions/lib/history-items.ts';
import { createDocuments } from '../../functions/lib/services.ts';
import type { UserRecord } from '../../functions/lib/user.ts';
import { toUserRecord } from '../../functions/lib/user.ts';
import { CONTENT_FIELDS } from '../../model/user-fields.ts';
import { reconcile } from '../../commands/users/reconcile.ts';
import { openTarget } from '../../commands/users/target.ts';
import type { LocalOutputs } from 'appsync-on-a-laptop';
import { eventually } from 'appsync-on-a-laptop/testing/eventually';
import { PATIENCE } from 'appsync-on-a-laptop/testing/patience';
import { keepingTerminal, temporaryFile } from './users-command.ts';

type Item = Readonly<Record<string, unknown>> & { readonly pk: string; readonly sk: string };

/** A user as the whole table has them; without a record when deleted. */
export interface Life {
  readonly id: string;
  readonly record: UserRecord | null;
  /** Oldest first. */
  readonly history: readonly HistoryItem[];
  /** How many changes there were. */
  readonly versions: number;
  /** Whether there is a last sign-in beside the record, or where it was. */
  readonly hasSignIn: boolean;
}

/** Milliseconds; a look reads the whole table and the user pool. */
const BETWEEN_LOOKS = 500;

/**
 * Waits until table, Cognito, history, counts, locks and the list of administrators agree.
 * @param before done before each look
 */
export async function untilAllAgrees(
  outputs: LocalOutputs,
  before: () => Promise<void> = () => Promise.resolve(),
): Promise<readonly Life[]> {
  return eventually(
    async () => {
      await before();
      const items = await readTable(outputs);
      const lives = livesIn(items);
      expect([
        ...lives.flatMap(historyDisagrees),
        ...lives.flatMap(signInsDisagree),
        ...locksDisagree(items, lives),
        ...countsDisagree(items, lives),
        ...adminsDisagree(items, lives),
      ]).toEqual([]);
      // Last: it asks for every user in turn.
      expect(await cognitoDisagrees(outputs)).toEqual([]);
      return lives;
    },
    BETWEEN_LOOKS,
    PATIENCE.journey,
  );
}

/** What `npm run users -- reconcile` prints. */
async function cognitoDisagrees(outputs: LocalOutputs): Promise<string[]> {
  const file = temporaryFile('outputs.json', JSON.stringify(outputs));
  const target = await openTarget({ outputs: file }, {});
  const terminal = keepingTerminal();
  await reconcile(target, { fix: false, adopt: false }, terminal);
  return terminal.said().split('\n').filter(Boolean);
}

async function readTable({ dynamodbEndpoint, region, stacks }: LocalOutputs): Promise<Item[]> {
  const client = new DynamoDBClient({
    endpoint: dynamodbEndpoint,
    region,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  const TableName = stacks['UserManager-dev']?.['UsersTableName'];
  const items: Item[] = [];
  const pages = paginateScan(
    { client: createDocuments(client) },
    { TableName, ConsistentRead: true },
  );
  for await (const { Items = [] } of pages) items.push(...(Items as Item[]));
  client.destroy();
  return items;
}

const isAt = (key: Key) => (item: Item) => item.pk === key.pk && item.sk === key.sk;

function livesIn(items: readonly Item[]): Life[] {
  const ofUsers = items.filter(({ pk }) => pk !== idOfPartition(pk));
  const byUser = Object.groupBy(ofUsers, ({ pk }) => idOfPartition(pk));
  return Object.entries(byUser).map(([id, own = []]) => {
    const profile = own.find(({ sk }) => sk === PROFILE);
    const record = profile ? toUserRecord(profile) : null;
    const entries = own.filter(({ sk }) => sk.startsWith(HISTORY_PREFIX)).map(toHistoryItem);
    const history = entries.toSorted((a, b) => a.version - b.version);
    const versions = record?.version ?? history.at(-1)?.version ?? 0;
    const hasSignIn = own.some(isAt(signInKey(id)));
    return { id, record, history, versions, hasSignIn };
  });
}

/** One entry for each version, and what they tell adds up to the record; nothing of who is gone. */
function historyDisagrees({ id, record, history, versions }: Life): string[] {
  const found = history.map(({ version }) => version);
  const purged = history.every((entry) => 'expiresAt' in entry);
  const wanted = purged ? [versions] : Array.from({ length: versions }, (_, index) => index + 1);
  const said = `${id}: history has versions ${found.join()} of ${versions}`;
  const gaps = isDeepStrictEqual(found, wanted) ? [] : [said];
  const changes = history.flatMap((entry) => entry.changes);
  if (!record) {
    const telling = changes.some(({ from, to }) => from !== null || to !== null);
    const ended = history.at(-1)?.type === 'DELETED';
    return [
      ...gaps,
      ...(telling ? [`${id}: is deleted and the history holds values`] : []),
      ...(ended ? [] : [`${id}: has no record and no entry that it was deleted`]),
    ];
  }
  const told = new Map(changes.map(({ field, to }) => [field, to]));
  const wrong = CONTENT_FIELDS.filter((field) => field !== 'lastSignInAt').filter(
    (field) => !isDeepStrictEqual(told.get(field) ?? null, record[field] ?? null),
  );
  return [...gaps, ...wrong.map((field) => `${id}: history and record differ in ${field}`)];
}

/** What is beside a record goes with it; of whom a script removed, purgeUser takes it away. */
function signInsDisagree({ id, record, history, hasSignIn }: Life): string[] {
  if (record) {
    return hasSignIn && !record.lastSignInAt
      ? [`${id}: has signed in, and the record knows not`]
      : [];
  }
  const byScript = history.at(-1)?.actor === SYSTEM_ACTOR;
  return hasSignIn && !byScript ? [`${id}: is deleted and the last sign-in is there`] : [];
}

function locksDisagree(items: readonly Item[], lives: readonly Life[]): string[] {
  const locks = items.filter(({ sk }) => sk === lockKey('').sk);
  return listsDisagree(
    'locks',
    locks.map(({ pk, id }) => `${pk} ${String(id)}`),
    lives.flatMap(({ record }) => (record ? `${lockKey(record.email).pk} ${record.id}` : [])),
  );
}

function adminsDisagree(items: readonly Item[], lives: readonly Life[]): string[] {
  const list = items.find(isAt(ADMINS_KEY));
  return listsDisagree(
    'active administrators',
    [...((list?.['ids'] ?? []) as Iterable<string>)],
    lives.flatMap(({ record }) =>
      record?.role === 'ADMIN' && record.status === 'ACTIVE' ? record.id : [],
    ),
  );
}

function countsDisagree(items: readonly Item[], lives: readonly Life[]): string[] {
  const stats = items.find(isAt(STATS_KEY)) ?? {};
  const records = lives.flatMap(({ record }) => record ?? []);
  const found = COUNT_NAMES.map((name) => `${name} ${Number((stats as Partial<Item>)[name] ?? 0)}`);
  const wanted = COUNT_NAMES.map((name) => {
    const counted = records.filter(({ status, role }) => countsOf(status, role).includes(name));
    return `${name} ${counted.length}`;
  });
  return listsDisagree('counts', found, wanted);
}

function listsDisagree(what: string, found: readonly string[], wanted: readonly string[]) {
  const same = isDeepStrictEqual(found.toSorted(), wanted.toSorted());
  return same ? [] : [`${what}: ${found.join()} instead of ${wanted.join()}`];
}
