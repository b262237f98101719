import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lockKey, signInKey } from '../../model/keys.ts';
import { admin, machine, member } from '../support/callers.ts';
import { startFields, type Fields } from '../support/fields.ts';
import { FAILURE, loadResolver } from '../support/resolver.ts';
import { userItem } from '../support/user-items.ts';

let fields: Fields;

const lock = (email: string, id: string) => ({ ...lockKey(email), id });

beforeAll(async () => {
  fields = await startFields();
  await fields.put([
    ...[
      { id: 'member-id', email: 'own@example.com' },
      { id: 'ada', email: 'ren\u00e9@example.com' },
      { id: 'anna', email: 'anna@xn--bcher-kva.example' },
      { id: 'voss', email: 'voss@xn--strae-oqa.example' },
      // Has given up the address whose lock is still there: between two reads.
      { id: 'moved', email: 'new@example.com' },
    ].flatMap((user) => [userItem(user), lock(user.email, user.id)]),
    lock('old@example.com', 'moved'),
    lock('gone@example.com', 'nobody'),
  ]);
});

afterAll(() => fields[Symbol.asyncDispose]());

const find = (email: string, identity: Parameters<Fields['run']>[1]['identity'] = admin) =>
  fields.run('Query.getUserByEmail', { identity, arguments: { email } });

const idOf = async (email: string) => ((await find(email)).value as { id: string } | null)?.id;

describe('Query.getUserByEmail', () => {
  it.each([
    // The accent as a character of its own: the table holds it composed.
    [' Ren\u0065\u0301@Example.com ', 'ada'],
    ['anna@b\u00fccher.example', 'anna'],
    ['Anna@BU\u0308CHER.Example', 'anna'],
    ['anna@XN--BCHER-KVA.example', 'anna'],
    ['anna@b\u00fccher\u3002\uff45xample', 'anna'],
    ['voss@stra\u00dfe.example', 'voss'],
    ['voss@strasse.example', undefined],
    ['anna@bucher.example', undefined],
    ['anna@xn--bcher-kva.example.', undefined],
    ['anna@\u00fc', undefined],
    [`${'a'.repeat(3_000)}@example.com`, undefined],
    ['an\ud800na@example.com', undefined],
    ['anna@b\ud800cher.example', undefined],
    ['\u00fc', undefined],
  ])('finds by %j: %s', async (email, id) => {
    const answer = await find(email);
    expect(answer.error).toBeNull();
    expect((answer.value as { id: string } | null)?.id).toBe(id);
  });

  it('reads the lock of the address and then the record, as of the last write', async () => {
    expect(await idOf('ren\u00e9@example.com')).toBe('ada');
    expect(fields.asked).toMatchObject([
      { operation: 'GetItem', consistentRead: true },
      { operation: 'Query', consistentRead: true },
    ]);
  });

  it('tells the last sign-in, which is beside the record', async () => {
    const lastSignInAt = '2026-02-01T00:00:00.000Z';
    await fields.put([{ ...signInKey('anna'), lastSignInAt }]);
    expect((await find('anna@b\u00fccher.example')).value).toMatchObject({
      id: 'anna',
      lastSignInAt,
    });
  });

  it('answers null of an address that its user has just given up', async () => {
    expect(await idOf('old@example.com')).toBeUndefined();
    expect(await idOf('gone@example.com')).toBeUndefined();
    expect(await idOf('new@example.com')).toBe('moved');
  });

  it('answers attributes as an object, be they kept as text or, of old, as a map', async () => {
    for (const [id, attributes, expected] of [
      ['text', '{"constructor":"Build Co"}', '{"constructor":"Build Co"}'],
      ['map', { team: { n: 1 } }, '{"team":{"n":1}}'],
    ] as const) {
      const user = userItem({ id });
      await fields.put([{ ...user, attributes }, lock(user.email, id)]);
      const { value } = await find(user.email);
      expect(JSON.stringify((value as { attributes: unknown }).attributes)).toBe(expected);
    }
  });

  it('refuses a machine without users/read, and nobody', async () => {
    expect((await find('own@example.com', machine('users/write'))).error).toBe('unauthorized');
    expect((await find('own@example.com', null)).error).toBe('unauthorized');
    expect((await find('own@example.com', machine('users/read'))).error).toBeNull();
  });

  it('answers a member the own record', async () => {
    expect((await find('Own@example.com', member)).value).toMatchObject({ id: 'member-id' });
  });

  it("tells a member nothing of whether somebody else's address exists, nor how long it took", async () => {
    for (const email of ['ren\u00e9@example.com', 'free@example.com']) {
      expect((await find(email, member)).error).toBe('unauthorized');
      expect(fields.asked).toHaveLength(1);
    }
  });

  it.each(['lock', 'record'])('%s: hides why the table failed', (step) => {
    const { response } = loadResolver(`Query.getUserByEmail/${step}`);
    expect(response({ identity: admin, error: FAILURE }).error).toMatchObject({
      type: 'InternalError',
    });
  });
});
