import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { UserActivityDay } from '../../generated/schema-types.ts';
import { machine, member } from '../support/callers.ts';
import { startFields, type Fields } from '../support/fields.ts';
import { FAILURE, loadResolver } from '../support/resolver.ts';

let fields: Fields;

beforeAll(async () => {
  fields = await startFields();
});

afterAll(() => fields[Symbol.asyncDispose]());

const ask = (args: object = {}, identity = machine('users/read')) =>
  fields.run('Query.userActivity', { identity, arguments: { days: 14, ...args } });

/** So many days before a day, both as `2026-01-31`. */
const daysBefore = (day: string, count: number) =>
  new Date(Date.parse(day) - count * 86_400_000).toISOString().slice(0, 10);

describe('Query.userActivity', () => {
  it('answers every day up to today, with zeros of those on which nothing happened', async () => {
    const before = new Date().toISOString().slice(0, 10);
    const days = (await ask()).value as UserActivityDay[];
    const after = new Date().toISOString().slice(0, 10);
    const last = days.at(-1)?.day ?? '';
    expect([before, after]).toContain(last);
    expect(days).toEqual(
      Array.from({ length: 14 }, (_, index) => ({
        day: daysBefore(last, 13 - index),
        created: 0,
        updated: 0,
        deleted: 0,
      })),
    );
  });

  it('answers the counts of the days asked for, and reads no others', async () => {
    const today = new Date().toISOString().slice(0, 10);
    const put = (count: number, over: object) =>
      fields.client.send(
        new PutItemCommand({
          TableName: fields.table,
          Item: marshall({ pk: 'DIRECTORY', sk: `DAY#${daysBefore(today, count)}`, ...over }),
        }),
      );
    await put(1, { created: 5, updated: 2, deleted: 1 });
    await put(2, { created: 7 });
    await put(40, { created: 9 });
    // Midnight may pass meanwhile.
    const { value } = await ask({ days: 5 });
    const days = value as UserActivityDay[];
    expect(days).toHaveLength(5);
    expect(days.filter(({ created }) => created > 0)).toEqual([
      { day: daysBefore(today, 2), created: 7, updated: 0, deleted: 0 },
      { day: daysBefore(today, 1), created: 5, updated: 2, deleted: 1 },
    ]);
    expect(fields.asked).toHaveLength(1);
  });

  it.each([0, -1, 91])('refuses %i days', async (days) => {
    expect((await ask({ days })).error).toMatchObject({
      errorType: 'ValidationFailed',
      errorInfo: [{ field: 'days', rule: 'range' }],
    });
  });

  it('refuses a member and reads nothing', async () => {
    expect((await ask({}, member)).error).toBe('unauthorized');
    expect(fields.asked).toEqual([]);
  });

  it('hides a failure', () => {
    const { error } = loadResolver('Query.userActivity').response({ error: FAILURE, result: null });
    expect(error?.type).toBe('InternalError');
  });
});
