import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { machine, member } from '../support/callers.ts';
import { startFields, type Fields } from '../support/fields.ts';
import { FAILURE, loadResolver } from '../support/resolver.ts';

let fields: Fields;

beforeAll(async () => {
  fields = await startFields();
});

afterAll(() => fields[Symbol.asyncDispose]());

const stats = (identity = machine('users/read')) => fields.run('Query.userStats', { identity });

describe('Query.userStats', () => {
  it('answers zeros of an empty directory', async () => {
    expect((await stats()).value).toEqual({
      total: 0,
      byStatus: { INVITED: 0, ACTIVE: 0, SUSPENDED: 0 },
      byRole: { ADMIN: 0, MEMBER: 0 },
    });
  });

  it('answers the counts', async () => {
    const Item = marshall({
      pk: 'DIRECTORY',
      sk: 'STATS',
      total: 3,
      ACTIVE: 2,
      INVITED: 1,
      MEMBER: 3,
    });
    await fields.client.send(new PutItemCommand({ TableName: fields.table, Item }));
    expect((await stats()).value).toEqual({
      total: 3,
      byStatus: { INVITED: 1, ACTIVE: 2, SUSPENDED: 0 },
      byRole: { ADMIN: 0, MEMBER: 3 },
    });
  });

  it('refuses a member and reads nothing', async () => {
    expect((await stats(member)).error).toBe('unauthorized');
    expect(fields.asked).toEqual([]);
  });

  it('hides a failure', () => {
    const { error } = loadResolver('Query.userStats').response({ error: FAILURE, result: null });
    expect(error?.type).toBe('InternalError');
  });
});
