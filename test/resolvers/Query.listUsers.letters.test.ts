import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { QueryListUsersArgs, UserConnection } from '../../generated/schema-types.ts';
import { admin } from '../support/callers.ts';
import { startFields, type Fields } from '../support/fields.ts';
import { userItem } from '../support/user-items.ts';

let fields: Fields;

const PEOPLE = [
  { id: 'int-1', email: 'anna@xn--bcher-kva.example', firstName: 'Zora' },
  { id: 'int-2', email: 'anna@xn--bchse-kva.example', firstName: 'Yara' },
  { id: 'int-3', email: 'anna@example.com', firstName: 'Xena' },
  { id: 'int-4', email: 'anna@bad.example', firstName: 'Wera' },
];

beforeAll(async () => {
  fields = await startFields();
  await fields.put(PEOPLE.map(userItem));
});

afterAll(() => fields[Symbol.asyncDispose]());

const ask = (args: QueryListUsersArgs) =>
  fields.run('Query.listUsers', { identity: admin, arguments: { limit: 20, ...args } });

async function list(args: QueryListUsersArgs) {
  const answer = await ask(args);
  expect(answer.error).toBeNull();
  return answer.value as UserConnection;
}

const idsOf = ({ items }: UserConnection) => items.map(({ id }) => id);

describe('Query.listUsers: addresses with an international domain', () => {
  it.each([
    ['Anna@B\u00fccher.Example', ['int-1']],
    ['anna@bu\u0308ch', ['int-2', 'int-1']],
    ['anna@b\u00fccher.', ['int-1']],
    ['anna@b\u00fcche', ['int-1']],
    [' anna@b\u00fc', ['int-2', 'int-1']],
    ['anna@xn--bcher', ['int-1']],
    // The first letters of such a domain may be ASCII.
    ['anna@B', ['int-4', 'int-2', 'int-1']],
    ['anna@ba', ['int-4']],
    ['anna@x', ['int-2', 'int-1']],
    ['anna@example.c', ['int-3']],
    ['anna@\u00fc', []],
    ['\u00e4nna@b\u00fc', []],
    ['@b\u00fc', []],
  ])('finds by the start %j: %j', async (emailPrefix, expected) => {
    expect(idsOf(await list({ filter: { emailPrefix } })).toSorted()).toEqual(expected.toSorted());
  });

  it('keeps to the order and to pages', async () => {
    const args = { filter: { emailPrefix: 'anna@b\u00fc' }, sort: { field: 'NAME' as const } };
    const first = await list({ ...args, limit: 1 });
    expect(idsOf(first)).toEqual(['int-2']);
    const second = await list({ ...args, limit: 1, nextToken: first.nextToken });
    expect(idsOf(second)).toEqual(['int-1']);
    expect(second.nextToken).toBeNull();
  });
});

describe('Query.listUsers: starts of names', () => {
  it.each([
    ['xena lovelace', ['int-3']],
    ['xena lovelace ', ['int-3']],
    ['Xena Lovelace\u00A0', ['int-3']],
    ['xena love ', ['int-3']],
    // Of signs alone is nobody's name here.
    ["'", []],
    [' \u0301', []],
    [' ', ['int-1', 'int-2', 'int-3', 'int-4']],
  ])('finds by %j: %j', async (namePrefix, expected) => {
    expect(idsOf(await list({ filter: { namePrefix } })).toSorted()).toEqual(expected);
  });
});

describe('Query.listUsers: searches that folding lengthens', () => {
  it.each([
    ['\u00BD'.repeat(254), 'maxLength'],
    ['\uFDFA'.repeat(35), 'maxLength'],
    ['\uFDFA'.repeat(100), 'maxLength'],
    ['\u337F'.repeat(86), 'maxLength'],
    ['\uFDFA'.repeat(12), 'maxItems'],
    [Array.from({ length: 50 }, () => 'a-b').join('\t'), 'maxItems'],
    [Array.from({ length: 11 }, () => 'ab').join('\u00A0'), 'maxItems'],
    [Array.from({ length: 127 }, () => 'a').join('-'), 'maxItems'],
    ['\u0301 \u200D', 'characters'],
    ['a\ud800', 'characters'],
  ])('refuses %j, as by the rule %s', async (search, rule) => {
    expect((await ask({ filter: { search } })).error).toMatchObject({
      errorType: 'ValidationFailed',
      errorInfo: [{ field: 'filter.search', rule }],
    });
  });
});

describe('Query.listUsers: texts that no UTF-8 has', () => {
  it('refuses prefixes with half of a surrogate pair, all at once', async () => {
    const filter = { emailPrefix: 'a\ud800', namePrefix: '\udc00b' };
    expect((await ask({ filter })).error).toMatchObject({
      errorType: 'ValidationFailed',
      errorInfo: [
        { field: 'filter.emailPrefix', rule: 'characters' },
        { field: 'filter.namePrefix', rule: 'characters' },
      ],
    });
  });

  it('refuses a token that starts after half of a surrogate pair', async () => {
    const { nextToken } = await list({ limit: 1 });
    const cursor = JSON.parse(Buffer.from(nextToken ?? '', 'base64').toString()) as object;
    const forged = JSON.stringify({ ...cursor, after: 'a\ud800' });
    const { error } = await ask({ nextToken: Buffer.from(forged).toString('base64'), limit: 1 });
    expect(error).toMatchObject({ errorType: 'InvalidToken' });
  });

  it.each(['ASC', 'DESC'] as const)(
    'takes tokens that start at keys as long as DynamoDB has, %s',
    async (direction) => {
      const args = { sort: { field: 'EMAIL', direction }, limit: 1 } as const;
      const { nextToken } = await list(args);
      const cursor = JSON.parse(Buffer.from(nextToken ?? '', 'base64').toString()) as object;
      const forge = (after: string) =>
        Buffer.from(JSON.stringify({ ...cursor, after })).toString('base64');
      await list({ ...args, nextToken: forge('a'.repeat(1_023)) });
      const longer = [
        'a'.repeat(1_024),
        'a'.repeat(1_026),
        'a'.repeat(1_027),
        '\u00e4'.repeat(512),
      ];
      for (const after of longer) {
        const { error } = await ask({ ...args, nextToken: forge(after) });
        expect(error).toMatchObject({ errorType: 'InvalidToken' });
      }
    },
  );
});
