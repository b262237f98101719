import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTableSource, type TableSource } from './table-source.ts';

let table: TableSource;

beforeAll(async () => {
  table = await startTableSource();
});

afterAll(async () => {
  await table[Symbol.asyncDispose]();
});

describe('Query and Scan', () => {
  const query = (pk: string) => ({
    operation: 'Query',
    query: { expression: 'pk = :pk', expressionValues: { ':pk': { S: pk } } },
  });

  beforeAll(async () => {
    for (let sk = 1; sk <= 5; sk++) await table.put('pages', { even: { BOOL: sk % 2 === 0 } }, sk);
  });

  test('no match: empty list, no token', async () => {
    expect(await table.ask(query('nothing'))).toEqual({
      result: { items: [], nextToken: null, scannedCount: 0 },
      error: null,
    });
  });

  test('pages: opaque tokens lead through all items in order', async () => {
    const seen: number[] = [];
    let nextToken: string | null | undefined;
    for (let page = 0; page < 5 && nextToken !== null; page++) {
      const { result, error } = await table.ask({ ...query('pages'), limit: 2, nextToken });
      expect(error).toBeNull();
      const { items, nextToken: next } = result as {
        items: { sk: number }[];
        nextToken: string | null;
      };
      seen.push(...items.map(({ sk }) => sk));
      nextToken = next;
      if (next !== null)
        expect(Buffer.from(next, 'base64').toString('latin1')).not.toContain('pages');
    }
    expect(seen).toEqual([1, 2, 3, 4, 5]);
    expect(nextToken).toBeNull();
  });

  test('filter and scannedCount: limit counts before the filter', async () => {
    const filter = { expression: 'even = :yes', expressionValues: { ':yes': { BOOL: true } } };
    const { result } = await table.ask({ ...query('pages'), limit: 3, filter });
    expect(result).toMatchObject({ items: [{ sk: 2 }], scannedCount: 3 });
  });

  test('scanIndexForward false: backwards', async () => {
    const { result } = await table.ask({ ...query('pages'), limit: 1, scanIndexForward: false });
    expect(result).toMatchObject({ items: [{ sk: 5 }] });
  });

  test.each([
    ['mangled', (token: string) => `${token.slice(0, -6)}AAAA==`, {}],
    ['made up', () => 'eyJwayI6MX0=', {}],
    ['of another resolver', (token: string) => token, { resolverKey: 'arn:resolver/other' }],
  ])('token %s: ctx.error', async (_title, change, context) => {
    const { result } = await table.ask({ ...query('pages'), limit: 2 });
    const { nextToken } = result as { nextToken: string };
    const answer = await table.ask({ ...query('pages'), nextToken: change(nextToken) }, context);
    expect(answer).toEqual({
      result: null,
      error: {
        type: 'DynamoDB:UserIllegalArgumentException',
        message:
          'com.amazonaws.deepdish.common.pagination.InvalidPaginationTokenException: Invalid pagination token given.',
      },
    });
  });

  test('Scan: filter, projection, segments', async () => {
    const { result } = await table.ask({
      operation: 'Scan',
      filter: {
        expression: 'pk = :pk AND sk > :n',
        expressionValues: { ':pk': { S: 'pages' }, ':n': { N: 3 } },
      },
      projection: { expression: 'sk' },
      totalSegments: 1,
      segment: 0,
    });
    expect((result as { items: { sk: number }[] }).items.toSorted((a, b) => a.sk - b.sk)).toEqual([
      { sk: 4 },
      { sk: 5 },
    ]);
  });
});
