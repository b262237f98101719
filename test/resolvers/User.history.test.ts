import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { UserHistoryConnection } from '../../generated/schema-types.ts';
import { admin, member } from '../support/callers.ts';
import { startFields, type Fields } from '../support/fields.ts';

let fields: Fields;

const VERSIONS = 123;

beforeAll(async () => {
  fields = await startFields();
  const entry = (id: string, version: number) => ({
    pk: `USER#${id}`,
    sk: `HISTORY#${String(version).padStart(10, '0')}`,
    type: version === 1 ? 'CREATED' : 'UPDATED',
    version,
    actor: 'admin-id',
    at: '2026-11-23T00:00:00.000Z',
    changes: [{ field: 'firstName', from: 'Ada', to: `Ada ${version}` }],
  });
  await fields.put([
    { pk: 'USER#ada', sk: 'PROFILE', id: 'ada' },
    ...Array.from({ length: VERSIONS }, (_, index) => entry('ada', index + 1)),
    entry('member-id', 1),
    entry('member-id', 2),
  ]);
});

afterAll(() => fields[Symbol.asyncDispose]());

async function history(id: string, args: object, identity = admin) {
  const answer = await fields.run('User.history', {
    identity,
    source: { id },
    arguments: { limit: 20, ...args },
  });
  return { error: answer.error, page: answer.value as UserHistoryConnection };
}

describe('User.history', () => {
  it('lists every change once, newest first, in full pages', async () => {
    const versions: number[] = [];
    let nextToken: string | null | undefined;
    do {
      const { page } = await history('ada', { limit: 50, nextToken });
      versions.push(...page.items.map(({ version }) => version));
      nextToken = page.nextToken;
      if (nextToken) expect(page.items).toHaveLength(50);
    } while (nextToken);
    expect(versions).toEqual(Array.from({ length: VERSIONS }, (_, index) => VERSIONS - index));
  });

  it('reads what has been written, also a moment ago', async () => {
    await history('ada', {});
    expect(fields.asked).toMatchObject([{ operation: 'Query', consistentRead: true }]);
  });

  it('answers attributes as objects, be they kept as text or, of old, as maps', async () => {
    const changes = [{ field: 'attributes', from: { a: 1 }, to: '{"constructor":"x"}' }];
    const of = { type: 'UPDATED', version: 1, actor: 'x', at: '2026-11-23T00:00:00.000Z' };
    await fields.put([{ pk: 'USER#bea', sk: 'HISTORY#0000000001', ...of, changes }]);
    const [entry] = (await history('bea', {})).page.items;
    const [{ from, to } = {}] = entry?.changes ?? [];
    expect(JSON.stringify([from, to])).toBe('[{"a":1},{"constructor":"x"}]');
  });

  it('answers entries as they were written, without the record itself', async () => {
    const { page } = await history('ada', { limit: 1 });
    expect(page.items[0]).toMatchObject({
      type: 'UPDATED',
      version: VERSIONS,
      actor: 'admin-id',
      changes: [{ field: 'firstName', from: 'Ada', to: `Ada ${VERSIONS}` }],
    });
  });

  it('a full last page has no token', async () => {
    const { page } = await history('member-id', { limit: 2 }, member);
    expect(page.items.map(({ version }) => version)).toEqual([2, 1]);
    expect(page.nextToken).toBeNull();
  });

  it('goes on behind a page that ends early, as at 1 MB of long values', async () => {
    const long = 'x'.repeat(19_000);
    await fields.put(
      Array.from({ length: 70 }, (_, index) => ({
        pk: 'USER#long',
        sk: `HISTORY#${String(index + 1).padStart(10, '0')}`,
        type: 'UPDATED',
        version: index + 1,
        actor: 'x',
        at: '2026-11-23T00:00:00.000Z',
        changes: [{ field: 'attributes', from: long, to: long }],
      })),
    );
    const versions: number[] = [];
    let nextToken: string | null | undefined;
    do {
      const { page } = await history('long', { limit: 100, nextToken });
      versions.push(...page.items.map(({ version }) => version));
      nextToken = page.nextToken;
    } while (nextToken);
    expect(versions).toEqual(Array.from({ length: 70 }, (_, index) => 70 - index));
  });

  it('is empty for a user without changes', async () => {
    expect((await history('nobody', {})).page).toEqual({ items: [], nextToken: null });
  });

  it("refuses the token of another user's history, and other text", async () => {
    const { page } = await history('ada', {});
    for (const nextToken of [page.nextToken, 'x', '']) {
      const { error } = await history('member-id', { nextToken });
      expect(error).toMatchObject({ errorType: 'InvalidToken' });
    }
  });

  it('refuses a token that was made to start elsewhere', async () => {
    const { page } = await history('ada', {});
    const cursor = JSON.parse(Buffer.from(page.nextToken ?? '', 'base64').toString()) as object;
    const forged = Buffer.from(JSON.stringify({ ...cursor, after: 'A' })).toString('base64');
    const { error } = await history('ada', { nextToken: forged });
    expect(error).toMatchObject({ errorType: 'InvalidToken' });
  });

  it.each([0, 101])('refuses a limit of %i', async (limit) => {
    expect((await history('ada', { limit })).error).toMatchObject({
      errorType: 'ValidationFailed',
      errorInfo: [{ field: 'limit' }],
    });
  });

  it("refuses a member another's history before it is read", async () => {
    const { error } = await history('ada', {}, member);
    expect(error).toBe('unauthorized');
    expect(fields.asked).toEqual([]);
  });
});
