import { afterAll, expect, test } from 'vitest';
import { MEASURED_UNITS } from '../../commands/cost/measured-units.ts';
import { FOLDERS, removeRun } from '../../bench/folders.ts';
import { readOptions } from '../../bench/options.ts';
import { unitCosts } from '../../bench/unit-costs/index.ts';
import { measuredUnits } from '../../bench/unit-costs/measured-units.ts';
import { costsOf, type Recording } from '../../bench/unit-costs/measure-unit-costs.ts';
import { giveSynthesized } from '../support/data-folder.ts';

// The process of tests is ended before it could.
afterAll(removeRun);

function recording(operation: string, answered: number, calls: readonly string[]): Recording {
  return {
    operation,
    answered,
    invocations: [],
    requests: 1,
    calls: calls.map((call) => {
      const [name = '', accessKeyId = '', readUnits, writeUnits] = call.split(' ');
      return {
        operation: name,
        accessKeyId,
        readUnits: Number(readUnits),
        writeUnits: Number(writeUnits),
      };
    }),
  };
}

test('costsOf: what a resolver reads for its caller is paid at once, though it reads for the stream too', () => {
  const [read, write] = costsOf([
    recording('getUser', 1, ['GetItem engine 1 0']),
    recording('updateUser', 2, [
      'GetItem function 1 0',
      'UpdateItem function 0 9',
      'BatchGetItem publisher 1 0',
      'GetItem engine 1 0',
    ]),
  ]);

  expect(read).toMatchObject({
    operation: 'getUser',
    atOnce: { read: 1, write: 0, calls: ['GetItem'] },
    after: { read: 0, write: 0, calls: [] },
  });
  expect(write?.atOnce).toEqual({ read: 1, write: 9, calls: ['GetItem', 'UpdateItem'] });
  expect(write?.after).toEqual({ read: 2, write: 0, calls: ['BatchGetItem', 'GetItem'] });
});

test('costsOf: a function behind the stream that is quicker than the answer is not what the caller waits for', () => {
  const [, quick] = costsOf([
    recording('createUser', 1, ['TransactWriteItems engine 0 11', 'BatchGetItem publisher 1 0']),
    recording('suspendUser', 2, [
      'UpdateItem function 0 9',
      'BatchGetItem publisher 1 0',
      'GetItem engine 1 0',
    ]),
  ]);

  expect(quick?.atOnce.calls).toEqual(['UpdateItem']);
  expect(quick?.after.calls).toEqual(['BatchGetItem', 'GetItem']);
});

test(
  'commands/cost/measured-units.ts: is what the running system takes',
  { timeout: 600_000 },
  async () => {
    const options = readOptions(['--quick'], [unitCosts.name]);
    await giveSynthesized(FOLDERS.project);
    const costs = await unitCosts.measure({ options, tell() {} });
    // How much is erased with a person depends on the changes before: a smoke run makes fewer.
    const { deleteUser, ...others } = measuredUnits(costs);
    const { deleteUser: known, ...wanted } = MEASURED_UNITS;
    expect(others).toEqual(wanted);
    expect(deleteUser?.invocations).toEqual(known.invocations);
  },
);
