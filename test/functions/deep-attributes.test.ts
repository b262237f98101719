import { afterAll, beforeAll, expect, test } from 'vitest';
import { createCounts } from '../../functions/publish-changes/counts.ts';
import { createHistory } from '../../functions/publish-changes/history.ts';
import { publishChanges } from '../../functions/publish-changes/publish-changes.ts';
import { updateUser } from '../../functions/update-user/update-user.ts';
import type { Directory } from '../support/directory.ts';
import { event, silentLog, startDirectory, TABLE } from '../support/directory.ts';

let directory: Directory;
beforeAll(async () => {
  directory = await startDirectory();
});
afterAll(() => directory[Symbol.asyncDispose]());

const nested = (levels: number, leaf: string): object => ({
  a: levels === 1 ? leaf : nested(levels - 1, leaf),
});

test('publishChanges: the history has room for the deepest attributes that are taken', async () => {
  const [before, after] = [nested(28, 'before'), nested(28, 'after')];
  const { id } = await directory.create({ attributes: before });
  await updateUser(directory.services, event('updateUser', { input: { id, attributes: after } }));
  await expect(directory.create({ attributes: nested(29, 'x') })).rejects.toMatchObject({
    type: 'ValidationFailed',
    info: [{ field: 'attributes', rule: 'maxDepth' }],
  });

  const services = {
    history: createHistory(directory.documents, TABLE),
    signIns: directory.services.repository.signIns,
    counts: createCounts(directory.documents, TABLE, directory.clock),
    publish: () => Promise.resolve(),
    log: silentLog,
  };
  const answer = await publishChanges(services, { Records: await directory.stream() });
  expect(answer).toEqual({ batchItemFailures: [] });
  const [, entry] = await directory.items.history(id);
  expect(entry?.['changes']).toEqual([{ field: 'attributes', from: before, to: after }]);
});
