import { afterAll, beforeAll, expect, test } from 'vitest';
import { exportUser } from '../../functions/export-user/export-user.ts';
import type { Identity } from '../../functions/lib/identity.ts';
import { event, startDirectory, type Directory } from '../support/directory.ts';

let directory: Directory;
beforeAll(async () => {
  directory = await startDirectory();
});
afterAll(() => directory[Symbol.asyncDispose]());

test('exportUser: answers without Cognito when the person is deleted there between two of its looks', async () => {
  const { services } = directory;
  const { id } = await directory.create();
  const read: Identity['read'] = async (sub) => {
    const known = await services.identity.read(sub);
    await services.identity.remove(sub);
    return known;
  };
  const identity = { ...services.identity, read };
  const answer = await exportUser({ ...services, identity }, event('exportUser', { id }));
  expect(answer).toMatchObject({ record: { id }, identity: null });
});
