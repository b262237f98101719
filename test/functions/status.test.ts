import type { UpdateCommandOutput } from '@aws-sdk/lib-dynamodb';
import { DeleteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { PostAuthenticationTriggerEvent } from 'aws-lambda';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { PROFILE, profileKey, signInKey, userPartition } from '../../model/keys.ts';
import { deleteUser } from '../../functions/delete-user/delete-user.ts';
import { reactivateUser } from '../../functions/reactivate-user/reactivate-user.ts';
import { recordSignIn } from '../../functions/record-sign-in/record-sign-in.ts';
import { resendInvitation } from '../../functions/resend-invitation/resend-invitation.ts';
import { suspendUser } from '../../functions/suspend-user/suspend-user.ts';
import { updateUser } from '../../functions/update-user/update-user.ts';
import type { Directory } from '../support/directory.ts';
import { event, startDirectory, TABLE } from '../support/directory.ts';

let directory: Directory;
beforeAll(async () => {
  directory = await startDirectory();
});
afterEach(() => directory.mend());
afterAll(() => directory[Symbol.asyncDispose]());

const suspend = (id: string, expectedVersion?: number) =>
  suspendUser(directory.services, event('suspendUser', { id, expectedVersion }));
const reactivate = (id: string, expectedVersion?: number) =>
  reactivateUser(directory.services, event('reactivateUser', { id, expectedVersion }));
const resend = (id: string) =>
  resendInvitation(directory.services, event('resendInvitation', { id }));

const now = () => new Date(directory.clock.now()).toISOString();

const signInEvent = (sub: string) =>
  ({
    triggerSource: 'PostAuthentication_Authentication',
    userName: sub,
    request: { userAttributes: { sub }, newDeviceUsed: false },
    response: {},
  }) as unknown as PostAuthenticationTriggerEvent;

const recordsOf = async (id: string) =>
  (await directory.stream()).filter(
    ({ dynamodb }) =>
      dynamodb?.Keys?.['pk']?.S === userPartition(id) && dynamodb.Keys['sk']?.S === PROFILE,
  );

/** What DynamoDB says that each call consumes, indexes included. */
async function unitsOf(work: () => Promise<unknown>) {
  const spent: (readonly [command: string, units: number | undefined])[] = [];
  const { middlewareStack } = directory.documents;
  middlewareStack.add(
    (next, { commandName = '' }) =>
      async (args) => {
        Object.assign(args.input, { ReturnConsumedCapacity: 'INDEXES' });
        const answer = await next(args);
        const { ConsumedCapacity } = answer.output as UpdateCommandOutput;
        spent.push([commandName, ConsumedCapacity?.CapacityUnits]);
        return answer;
      },
    { step: 'initialize', name: 'measure' },
  );
  await work();
  middlewareStack.remove('measure');
  return spent;
}

describe('suspendUser and reactivateUser', () => {
  test('suspendUser: suspends an invited user, who is invited again afterwards', async () => {
    const { id } = await directory.create();
    expect(await suspend(id)).toMatchObject({ status: 'SUSPENDED', version: 2 });
    expect(await reactivate(id)).toMatchObject({ status: 'INVITED', version: 3 });
  });

  test('suspendUser: suspends an active user, who is active afterwards', async () => {
    const { id } = await directory.create();
    await recordSignIn(directory.services, signInEvent(id));
    expect(await suspend(id)).toMatchObject({ status: 'SUSPENDED' });
    expect(await reactivate(id)).toMatchObject({ status: 'ACTIVE' });
  });

  test('suspendUser: refuses a suspended user', async () => {
    const { id } = await directory.create();
    await suspend(id);
    await expect(suspend(id)).rejects.toMatchObject({
      type: 'InvalidState',
      info: { status: 'SUSPENDED' },
    });
  });

  test('reactivateUser: refuses a user who is not suspended', async () => {
    const { id } = await directory.create();
    await expect(reactivate(id)).rejects.toMatchObject({
      type: 'InvalidState',
      info: { status: 'INVITED' },
    });
  });

  test('suspendUser, reactivateUser: heed the expected version', async () => {
    const { id } = await directory.create();
    const conflict = { type: 'VersionConflict', info: { currentVersion: 1 } };
    await expect(suspend(id, 2)).rejects.toMatchObject(conflict);
    await suspend(id, 1);
    await expect(reactivate(id, 1)).rejects.toMatchObject({
      ...conflict,
      info: { currentVersion: 2 },
    });
    expect(await reactivate(id, 2)).toMatchObject({ version: 3 });
  });

  test('suspendUser: lets one of 50 at once win', async () => {
    const { id } = await directory.create();
    const results = await Promise.allSettled(Array.from({ length: 50 }, () => suspend(id)));
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
    expect((await directory.items.profile(id))?.version).toBe(2);
  });

  test('suspendUser, reactivateUser: answer NotFound for an unknown id', async () => {
    await expect(suspend('nobody')).rejects.toMatchObject({ type: 'NotFound' });
    await expect(reactivate('nobody')).rejects.toMatchObject({ type: 'NotFound' });
  });
});

describe('resendInvitation', () => {
  test('resendInvitation: has Cognito invite again and notes it', async () => {
    const user = await directory.create();
    expect((await resend(user.id)).invitation?.times).toBe(2);
    expect(directory.calls('AdminCreateUser', user.email)).toBe(2);
    expect((await directory.items.profile(user.id))?.version).toBe(2);
  });

  test('resendInvitation: refuses a user who has signed in', async () => {
    const { id } = await directory.create();
    await recordSignIn(directory.services, signInEvent(id));
    await expect(resend(id)).rejects.toMatchObject({ type: 'InvalidState' });
  });

  test('resendInvitation: refuses when Cognito says a password is chosen', async () => {
    const { id } = await directory.create();
    await directory.cognito.confirm(id);
    await expect(resend(id)).rejects.toMatchObject({ type: 'InvalidState' });
  });

  test('resendInvitation: answers NotFound for an unknown id', async () => {
    await expect(resend('nobody')).rejects.toMatchObject({ type: 'NotFound' });
  });
});

describe('recordSignIn', () => {
  test('recordSignIn: makes an invited user active, which is a change by the system', async () => {
    const { id } = await directory.create();
    const first = signInEvent(id);
    expect(await recordSignIn(directory.services, first)).toBe(first);
    expect(await directory.items.profile(id)).toMatchObject({
      status: 'ACTIVE',
      lastSignInAt: now(),
      updatedBy: 'system',
      version: 2,
    });
  });

  test('recordSignIn: a later sign-in leaves the record, and the user tells it', async () => {
    const { id } = await directory.create();
    await recordSignIn(directory.services, signInEvent(id));
    const active = await directory.items.profile(id);
    directory.clock.advance(60_000);
    await recordSignIn(directory.services, signInEvent(id));
    expect(await directory.items.profile(id)).toEqual(active);
    expect(await directory.services.repository.get(id)).toMatchObject({
      lastSignInAt: now(),
      updatedAt: active?.updatedAt,
      version: 2,
    });
  });

  // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html
  test('recordSignIn: a later sign-in costs one write unit and no read, and the stream has nothing of the record', async () => {
    const { id } = await directory.create();
    await recordSignIn(directory.services, signInEvent(id));
    const changes = await recordsOf(id);
    // Created and made active; that the sign-in is kept beside it, too, is no change.
    expect(changes).toHaveLength(2);
    directory.clock.advance(60_000);
    const spent = await unitsOf(() => recordSignIn(directory.services, signInEvent(id)));
    expect(spent).toEqual([['UpdateItemCommand', 1]]);
    expect(await recordsOf(id)).toEqual(changes);
  });

  test('recordSignIn: the record of a table of old has the time, and the later of both counts', async () => {
    const { id } = await directory.create();
    await recordSignIn(directory.services, signInEvent(id));
    const old = '2099-06-01T00:00:00.000Z';
    await directory.documents.send(new DeleteCommand({ TableName: TABLE, Key: signInKey(id) }));
    await directory.documents.send(
      new UpdateCommand({
        TableName: TABLE,
        Key: profileKey(id),
        UpdateExpression: 'SET lastSignInAt = :old',
        ExpressionAttributeValues: { ':old': old },
      }),
    );
    await recordSignIn(directory.services, signInEvent(id));
    expect(await directory.items.get(signInKey(id))).toMatchObject({ lastSignInAt: now() });
    expect(await directory.services.repository.get(id)).toMatchObject({ lastSignInAt: old });
    const { signIns, get } = directory.services.repository;
    await signIns.note(id, '2099-07-01T00:00:00.000Z');
    expect(await get(id)).toMatchObject({ lastSignInAt: '2099-07-01T00:00:00.000Z', version: 2 });
  });

  test('recordSignIn: whoever was active before the first sign-in is known to have come', async () => {
    const { id } = await directory.create();
    await directory.documents.send(
      new UpdateCommand({
        TableName: TABLE,
        Key: profileKey(id),
        UpdateExpression: 'SET #status = :active',
        ExpressionAttributeNames: { '#status': 'status' },
        ExpressionAttributeValues: { ':active': 'ACTIVE' },
      }),
    );
    await recordSignIn(directory.services, signInEvent(id));
    expect(await directory.items.profile(id)).toMatchObject({ lastSignInAt: now(), version: 1 });
    await suspend(id);
    expect(await reactivate(id)).toMatchObject({ status: 'ACTIVE' });
  });

  test('recordSignIn: an editor who read the record before a sign-in can save it, and is told the sign-in', async () => {
    const { id } = await directory.create();
    await recordSignIn(directory.services, signInEvent(id));
    const read = await directory.items.profile(id);
    directory.clock.advance(60_000);
    await recordSignIn(directory.services, signInEvent(id));
    const input = { id, firstName: 'Edited', expectedVersion: read?.version };
    expect(await updateUser(directory.services, event('updateUser', { input }))).toMatchObject({
      firstName: 'Edited',
      lastSignInAt: now(),
      version: 3,
    });
    expect(await directory.items.profile(id)).toMatchObject({ lastSignInAt: read?.lastSignInAt });
  });

  test('recordSignIn: a trigger that comes late or twice does not turn the time back', async () => {
    const { id } = await directory.create();
    const { signIns, get } = directory.services.repository;
    const later = '2099-01-01T00:00:00.000Z';
    await recordSignIn(directory.services, signInEvent(id));
    for (const at of [later, later, now()]) expect(await signIns.note(id, at)).toBe(true);
    await signIns.begin({ id, lastSignInAt: later }, now());
    expect(await get(id)).toMatchObject({ lastSignInAt: later, version: 2 });
  });

  test('recordSignIn: of a user who is deleted meanwhile nothing is kept', async () => {
    const { id } = await directory.create();
    await recordSignIn(directory.services, signInEvent(id));
    await deleteUser(directory.services, event('deleteUser', { id }));
    const { signIns } = directory.services.repository;
    await signIns.begin({ id }, now());
    await signIns.begin({ id, lastSignInAt: now() }, now());
    expect(await signIns.note(id, now())).toBe(false);
    await recordSignIn(directory.services, signInEvent(id));
    expect(await directory.items.get(signInKey(id))).toBeUndefined();
    expect(await directory.items.profile(id)).toBeUndefined();
  });

  test('recordSignIn: of 20 first sign-ins at once one makes the user active', async () => {
    const { id } = await directory.create();
    const events = Array.from({ length: 20 }, () => signInEvent(id));
    await Promise.all(events.map((one) => recordSignIn(directory.services, one)));
    expect(await directory.items.profile(id)).toMatchObject({ status: 'ACTIVE', version: 2 });
  });

  test('recordSignIn: lets a person without a record sign in', async () => {
    const stranger = signInEvent('stranger');
    expect(await recordSignIn(directory.services, stranger)).toBe(stranger);
  });

  test('recordSignIn: lets people sign in while the table is down', async () => {
    const { id } = await directory.create();
    directory.tableProxy.decide = () => ({ status: 500, body: { __type: 'InternalServerError' } });
    const input = signInEvent(id);
    const failures: unknown[] = [];
    const log = { ...directory.services.log, error: (...line: unknown[]) => failures.push(line) };
    const services = { ...directory.services, log };
    expect(await recordSignIn(services, input)).toBe(input);
    expect(failures).toMatchObject([
      ['failed', { failed: 1, field: input.triggerSource, error: 'InternalServerError' }],
    ]);
  });

  test('recordSignIn: lets people sign in while the table does not answer', async () => {
    const { id } = await directory.create();
    directory.tableProxy.decide = () => 'hang';
    const input = signInEvent(id);
    const answer = recordSignIn(directory.services, input);
    directory.clock.advance(3000);
    expect(await answer).toBe(input);
  });

  test('recordSignIn: does not undo a suspension', async () => {
    const { id } = await directory.create();
    await suspend(id);
    await recordSignIn(directory.services, signInEvent(id));
    expect(await directory.items.profile(id)).toMatchObject({ status: 'SUSPENDED' });
    expect(await reactivate(id)).toMatchObject({ status: 'INVITED' });
  });
});
