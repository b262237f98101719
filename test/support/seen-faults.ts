import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { ROOT } from '../../cdk/bundle.ts';
import type { Caller } from './graphql.ts';

/** What was to be seen while a fault was played. */
interface SeenFault {
  /** The functions whose calls met it. */
  readonly met: readonly string[];
  /** The `errorType`s that callers were told, and tried again; nothing else they noticed. */
  readonly told: readonly string[];
}

/** Of every scenario of test/faults/passing-faults.test.ts, by its name; docs/operations.md has it as a table. */
const FILE = join(ROOT, 'test', 'faults', 'seen.json');

/** On a busy machine a function may run out of time beside what it is told, and an attempt have done it. */
const OF_BUSY_MACHINES = [
  'InternalError',
  'Lambda:Unhandled',
  'ExecutionTimeout',
  'InvalidState',
  'NotFound',
];

const read = () => JSON.parse(readFileSync(FILE, 'utf8')) as Readonly<Record<string, SeenFault>>;

/**
 * Holds what was seen to what docs/operations.md says of it. With RECORD_FAULTS=1 it is written down, beside what
 * was seen before.
 */
export function expectAsSaid(
  name: string,
  { met, told }: { readonly met: readonly string[]; readonly told: Iterable<string> },
): void {
  if (process.env['RECORD_FAULTS'] === '1') record(name, { met, told: [...told] });
  const said = read()[name];
  expect(said?.met, `${name}: RECORD_FAULTS=1 writes it down`).toEqual(met.toSorted());
  expect([...(said?.told ?? []), ...OF_BUSY_MACHINES]).toEqual(expect.arrayContaining([...told]));
}

function record(name: string, { met, told }: SeenFault): void {
  const all = read();
  const toldBefore = all[name]?.told ?? [];
  const seen = { met: met.toSorted(), told: [...new Set([...toldBefore, ...told])].toSorted() };
  writeFileSync(FILE, `${JSON.stringify({ ...all, [name]: seen }, null, 2)}\n`);
}

/** A caller, and which errors it was told. */
export function hearing(caller: Caller): { readonly caller: Caller; readonly told: Set<string> } {
  const told = new Set<string>();
  return {
    told,
    caller: {
      ...caller,
      async send(document, variables) {
        const answer = await caller.send(document, variables);
        for (const { errorType } of answer.body.errors ?? []) told.add(errorType ?? 'no type');
        return answer;
      },
    },
  };
}
