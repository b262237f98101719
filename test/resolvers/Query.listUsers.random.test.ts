import { DeleteItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { profileKey } from '../../model/keys.ts';
import { toItem } from '../../functions/lib/item.ts';
import type { UserRecord } from '../../functions/lib/user.ts';
import type { QueryListUsersArgs, UserConnection } from '../../generated/schema-types.ts';
import { createRandom } from '../../commands/fuzz/random.ts';
import { admin, machine } from '../support/callers.ts';
import { startFields, type Fields } from '../support/fields.ts';
import {
  everyList,
  expectedList,
  foldPrefix,
  randomUser,
  type ListArgs,
} from '../support/random-users.ts';
import { THOROUGH } from '../support/thorough.ts';

const SEED = 20_261_123;
/** Hundreds of lists, page by page, on a machine that may be busy. */
const LONG = { timeout: 600_000 };

const random = createRandom(SEED);
const users = Array.from({ length: 300 }, (_, number) => randomUser(random, number));
const lists = everyList(random, users);
let fields: Fields;

beforeAll(async () => {
  fields = await startFields();
  await fields.put(users.map(toItem));
});

afterAll(() => fields[Symbol.asyncDispose]());

async function run(args: QueryListUsersArgs, identity = admin) {
  return fields.run('Query.listUsers', { identity, arguments: { ...args } });
}

/** The ids of each page; between two pages something may happen. */
async function turnPages(
  args: ListArgs,
  limit: number,
  between: () => Promise<void> = () => Promise.resolve(),
): Promise<string[][]> {
  const pages: string[][] = [];
  let nextToken: string | null | undefined = null;
  do {
    const { error, value } = await run({ ...args, limit, nextToken });
    expect(error, JSON.stringify(args)).toBeNull();
    const page = value as UserConnection;
    pages.push(page.items.map(({ id }) => id));
    nextToken = page.nextToken;
    if (nextToken) await between();
  } while (nextToken);
  return pages;
}

describe('Query.listUsers: every filter in every order', () => {
  it(
    'gives each user once, in order, and no page but the last that is not full',
    LONG,
    async () => {
      let longest = 0;
      // 5 divides no number of choices, so each choice of one kind meets each of another.
      for (const args of lists.filter((_, index) => THOROUGH || index % 5 === 0)) {
        const wanted = expectedList(users, args);
        longest = Math.max(longest, wanted.length);
        // From one user a page to all on one, at most a few pages each.
        const limit = Math.min(100, Math.ceil(Math.max(1, wanted.length) / (1 + random.below(5))));
        const pages = await turnPages(args, limit);
        const told = JSON.stringify({ ...args, limit });
        expect(pages.flat(), told).toEqual(wanted);
        expect(
          pages.slice(0, -1).every(({ length }) => length === limit),
          told,
        ).toBe(true);
        // The end is told with the last user, not with an empty page after it.
        if (wanted.length > 0) expect(pages.at(-1), told).not.toEqual([]);
      }
      expect(lists).toHaveLength(7 * 4 * 3 * 9);
      expect(longest).toBe(users.length);
    },
  );

  it('orders names by their bytes: characters beyond U+FFFF come last', async () => {
    const [page = []] = await turnPages(
      { filter: { role: 'MEMBER' }, sort: { field: 'NAME', direction: 'DESC' } },
      100,
    );
    const firstOf = (start: string) =>
      page.findIndex((id) => users.find((user) => user.id === id)?.firstName.startsWith(start));
    expect(firstOf('😀')).toBe(0);
    expect(firstOf('\uFFFD')).toBeGreaterThan(firstOf('𐐀'));
  });
});

describe('Query.listUsers: tokens of other lists', () => {
  it('refuses the token of any list in any other', LONG, async () => {
    const tokens: { args: ListArgs; nextToken: string }[] = [];
    for (const args of lists.filter(() => random.below(4) === 0)) {
      const { value } = await run({ ...args, limit: 1 });
      const { nextToken } = value as UserConnection;
      if (nextToken) tokens.push({ args, nextToken });
    }
    expect(tokens.length).toBeGreaterThan(50);
    for (const [index, { nextToken }] of tokens.entries()) {
      const other = tokens[(index + 1 + random.below(tokens.length - 1)) % tokens.length]!;
      const isSame = sameList(other.args, tokens[index]!.args);
      const { error } = await run({ ...other.args, limit: 1, nextToken });
      const told = JSON.stringify([tokens[index]!.args, other.args]);
      if (isSame) expect(error, told).toBeNull();
      else expect(error, told).toMatchObject({ errorType: 'InvalidToken' });
    }
  });

  it('refuses the token of another caller, and says so', async () => {
    const { value } = await run({ limit: 1 });
    const { nextToken } = value as UserConnection;
    const refused = {
      errorType: 'InvalidToken',
      message:
        'nextToken is not one of this list: use it with the filter and sort, and as the caller, it was given for.',
    };
    const client = machine('users/read');
    expect((await run({ limit: 1, nextToken }, client)).error).toMatchObject(refused);
    const { value: theirs } = await run({ limit: 1 }, client);
    const { nextToken: token } = theirs as UserConnection;
    expect((await run({ limit: 1, nextToken: token })).error).toMatchObject(refused);
    expect((await run({ limit: 1, nextToken: token }, client)).error).toBeNull();
  });
});

/** Whether two lists hold the same users in the same order, however they are asked for. */
function sameList(one: ListArgs, other: ListArgs): boolean {
  const told = ({ filter, sort }: ListArgs) => {
    const email = (filter?.emailPrefix ?? '').toLowerCase();
    const name = foldPrefix(filter?.namePrefix ?? '');
    const natural = email ? 'EMAIL' : name ? 'NAME' : 'CREATED_AT';
    const order = sort?.field ?? natural;
    const direction = sort?.direction ?? 'ASC';
    return JSON.stringify([filter?.status, filter?.role, email, name, order, direction]);
  };
  return told(one) === told(other);
}

describe('Query.listUsers: users change between pages', () => {
  it('neither loses nor doubles whoever stays', LONG, async () => {
    const present = new Map(users.map((user) => [user.id, user]));
    let made = users.length;
    const touched = new Set<string>();
    const touch = async (user: UserRecord | undefined) => {
      if (!user) return;
      touched.add(user.id);
      if (random.below(3) === 0) {
        present.delete(user.id);
        const Key = marshall(profileKey(user.id));
        await fields.client.send(new DeleteItemCommand({ TableName: fields.table, Key }));
      } else {
        const { id, createdAt } = user;
        const changed = { ...randomUser(random, (made += 1)), id, createdAt };
        present.set(id, changed);
        await fields.put([toItem(changed)]);
      }
    };
    const meddle = async () => {
      const all = [...present.values()];
      for (let count = 0; count < 4; count += 1) await touch(random.pick(all));
      const added = randomUser(random, (made += 1));
      touched.add(added.id);
      present.set(added.id, added);
      await fields.put([toItem(added)]);
    };
    for (const args of lists.filter(() => random.below(12) === 0)) {
      touched.clear();
      const before = expectedList([...present.values()], args);
      const seen = (await turnPages(args, 1 + random.below(40), meddle)).flat();
      const told = JSON.stringify(args);
      const stayed = (ids: readonly string[]) => ids.filter((id) => !touched.has(id));
      expect(stayed(seen), told).toEqual(stayed(before));
    }
    expect(made).toBeGreaterThan(users.length + 50);
  });
});
