import { describe, expect, test } from 'vitest';
import {
  createClient,
  tokenAuth,
  CreateUserDocument,
  DeleteUserDocument,
  OnUserChangeDocument,
  OnUserCreatedDocument,
  OnUserDeletedDocument,
  OnUserUpdatedDocument,
  UpdateMeDocument,
  UpdateUserDocument,
} from 'user-manager-client';
import { nextEvent } from '../support/next-event.ts';
import { freshEmail, runningSystem } from '../support/running-system.ts';

const system = runningSystem();

function clientOf(token: string) {
  return createClient({
    graphqlUrl: system.outputs.graphqlUrl,
    realtimeUrl: system.outputs.realtimeUrl,
    auth: tokenAuth(() => token),
  });
}

describe('onUserChange', () => {
  test('onUserChange: a user created by one client is seen whole by another', async () => {
    const admin = await system.admin();
    const machine = await system.machine('users/read', 'users/write');
    const subscription = clientOf(admin.token).subscribe(OnUserChangeDocument, {
      filter: {},
    });
    await subscription.ready;
    const email = freshEmail('seen');
    const events = subscription[Symbol.asyncIterator]();

    // The mutation selects the id only: subscribers get everything all the same.
    const response = await fetch(system.url, {
      method: 'POST',
      headers: { authorization: machine.token, 'content-type': 'application/json' },
      body: JSON.stringify({
        query: 'mutation($input: CreateUserInput!) { createUser(input: $input) { id } }',
        variables: {
          input: { email, firstName: 'See', lastName: 'Me', attributes: '{"a":[1]}' },
        },
      }),
    });
    const { data } = (await response.json()) as { data: { createUser: { id: string } } };

    for (;;) {
      const { onUserChange: change } = await nextEvent(events);
      if (change?.user.email !== email) continue;
      expect(change).toMatchObject({
        type: 'CREATED',
        actor: `client:${system.outputs.machineClientId}`,
        user: { id: data.createUser.id, firstName: 'See', lastName: 'Me', version: 1 },
      });
      expect(change.user.attributes).toEqual({ a: [1] });
      break;
    }
    await events.return?.();
  });

  test('onUserChange: update and delete of one user arrive in order with changedFields', async () => {
    const admin = await system.admin();
    const { createUser } = await admin.data(CreateUserDocument, {
      input: { email: freshEmail(), firstName: 'In', lastName: 'Order' },
    });
    const id = createUser!.id;
    const subscription = clientOf(admin.token).subscribe(OnUserChangeDocument, {
      filter: { ids: [id], types: ['UPDATED', 'DELETED'] },
    });
    await subscription.ready;
    const events = subscription[Symbol.asyncIterator]();
    await admin.data(UpdateUserDocument, { input: { id, firstName: 'Still' } });
    await admin.data(DeleteUserDocument, { id });

    expect((await nextEvent(events)).onUserChange).toMatchObject({
      type: 'UPDATED',
      changedFields: expect.arrayContaining(['firstName']),
      user: { id, firstName: 'Still', version: 2 },
    });
    expect((await nextEvent(events)).onUserChange).toMatchObject({
      type: 'DELETED',
      actor: createUser!.createdBy,
      user: { id, firstName: 'Still' },
    });
    await events.return?.();
  });

  test('onUserChange: a MEMBER hears of the own record and of nobody else', async () => {
    const admin = await system.admin();
    const member = await system.member();
    const subscription = clientOf(member.token).subscribe(OnUserChangeDocument, {});
    await subscription.ready;
    const events = subscription[Symbol.asyncIterator]();

    await admin.data(CreateUserDocument, {
      input: { email: freshEmail(), firstName: 'Not', lastName: 'Yours' },
    });
    const firstName = `Own ${crypto.randomUUID().slice(0, 6)}`;
    await member.data(UpdateMeDocument, { input: { firstName } });

    // The foreign change was committed first and the stream keeps order, so had it been let
    // through it would come before.
    for (;;) {
      const { onUserChange: change } = await nextEvent(events);
      expect(change?.user.id).toBe(member.id);
      if (change?.user.firstName === firstName) break;
    }
    await events.return?.();
  });

  test('onUserChange: a MEMBER who names another id is refused', async () => {
    const member = await system.member();
    const subscription = clientOf(member.token).subscribe(OnUserChangeDocument, {
      filter: { ids: [crypto.randomUUID()] },
    });
    await expect(subscription.ready).rejects.toMatchObject({
      errors: [
        {
          errorType: 'Unauthorized',
          message: 'Not Authorized to access onUserChange on type Subscription',
        },
      ],
    });
  });
});

test('onUserCreated, onUserUpdated(id), onUserDeleted(id): each hears its own kind', async () => {
  const admin = await system.admin();
  const client = clientOf(admin.token);
  const created = client.subscribe(OnUserCreatedDocument, {});
  await created.ready;
  const { createUser } = await admin.data(CreateUserDocument, {
    input: { email: freshEmail(), firstName: 'Three', lastName: 'Kinds' },
  });
  const id = createUser!.id;
  const updated = client.subscribe(OnUserUpdatedDocument, { id });
  const deleted = client.subscribe(OnUserDeletedDocument, { id });
  await Promise.all([updated.ready, deleted.ready]);
  await admin.data(UpdateUserDocument, { input: { id, lastName: 'Sorts' } });
  await admin.data(DeleteUserDocument, { id });

  for (;;) {
    const event = await nextEvent(created);
    if (event.onUserCreated?.user.id === id) break;
  }
  expect((await nextEvent(updated)).onUserUpdated?.type).toBe('UPDATED');
  expect((await nextEvent(deleted)).onUserDeleted?.type).toBe('DELETED');
  for (const subscription of [created, updated, deleted]) subscription.unsubscribe();
});
