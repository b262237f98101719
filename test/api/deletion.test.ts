import { expect, test } from 'vitest';
import {
  DeleteUserDocument,
  ExportUserDocument,
  PurgeUserDocument,
  UpdateUserDocument,
} from '../../generated/client-operations.ts';
import { eventually } from 'appsync-on-a-laptop/testing/eventually';
import { createUserIn, runningSystem } from '../support/running-system.ts';

const system = runningSystem();

interface Export {
  readonly record: { readonly email: string } | null;
  readonly history: readonly { readonly type: string }[];
  readonly identity: { readonly groups: readonly string[] } | null;
}

const exported = async (id: string) => {
  const { exportUser } = await (await system.admin()).data(ExportUserDocument, { id });
  return JSON.parse(exportUser ?? 'null') as Export;
};

test('deleteUser, exportUser, purgeUser: a person leaves, step by step', async () => {
  const admin = await system.admin();
  const { id, email } = await createUserIn(system, { firstName: 'Unmistakable' });
  await admin.data(UpdateUserDocument, { input: { id, lastName: 'Unmistakable' } });
  await eventually(async () => {
    const { history, ...rest } = await exported(id);
    expect(history).toHaveLength(2);
    expect(rest).toMatchObject({ record: { email }, identity: { groups: ['MEMBER'] } });
  });

  expect((await admin.send(PurgeUserDocument, { id })).body.errors?.[0]).toMatchObject({
    errorType: 'InvalidState',
  });
  await admin.data(DeleteUserDocument, { id });
  await eventually(async () => {
    const left = await exported(id);
    expect(left).toMatchObject({ record: null, identity: null });
    expect(left.history.map(({ type }) => type)).toEqual(['CREATED', 'UPDATED', 'DELETED']);
    expect(JSON.stringify(left)).not.toContain('Unmistakable');
    expect(JSON.stringify(left)).not.toContain(email);
  });

  expect((await admin.data(PurgeUserDocument, { id })).purgeUser).toBe(id);
  expect((await exported(id)).history).toMatchObject([{ type: 'DELETED', actor: 'system' }]);
});
