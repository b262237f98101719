import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { findProblems } from '../../cdk/check-fields.ts';
import { ROOT } from '../../cdk/bundle.ts';
import { OPERATIONS } from '../../model/operations.ts';

/** CONTRIBUTING.md: "add an operation". */
const FIELD = 'Query.greeting';
const ROW = `  '${FIELD}': { run: 'usersRead', access: SELF, guarded: true },\n`;

const bound = Object.keys(OPERATIONS);

const schema = replaced(
  readFileSync(join(ROOT, 'schema.graphql'), 'utf8'),
  'type Query {\n',
  'type Query {\n  greeting: String\n',
);

function replaced(text: string, from: string, to: string): string {
  const changed = text.replace(from, () => to);
  if (changed === text) throw new Error(`nothing like ${from}`);
  return changed;
}

/** What synthesis says of the field, with the files that are there. */
const problemsOf = (names: readonly string[], files: readonly string[], invoked: string[] = []) =>
  findProblems({ schema, bound: names, invoked, files }).filter((text) => text.includes(FIELD));

test('a new operation: synthesis names each step that is missing', () => {
  expect(problemsOf(bound, [])).toEqual([
    `${FIELD} of schema.graphql has no resolver: add it in model/operations.ts`,
  ]);
  expect(problemsOf([...bound, FIELD], [])).toEqual([
    `${FIELD} is in model/operations.ts, but resolvers/ has no such file`,
  ]);
  expect(problemsOf([...bound, FIELD], [FIELD])).toEqual([]);
  expect(problemsOf([...bound, FIELD], [], [FIELD])).toEqual([]);
});

test('a new operation: what is missing in the table of operations is a type error', async () => {
  const scratch = mkdtempSync(join(tmpdir(), 'new-operation-'));
  symlinkSync(join(ROOT, 'node_modules'), join(scratch, 'node_modules'));
  cpSync(join(ROOT, 'tsconfig.json'), join(scratch, 'tsconfig.json'));
  const table = readFileSync(join(ROOT, 'model/operations.ts'), 'utf8');
  const withRow = (row: string) =>
    replaced(table, "  'Query.getUser': {", `${row}  'Query.getUser': {`);
  const variants = {
    whole: withRow(ROW),
    row: table,
    run: withRow(replaced(ROW, "run: 'usersRead', ", '')),
    access: withRow(replaced(ROW, 'access: SELF, ', '')),
    guarded: withRow(replaced(ROW, ', guarded: true', '')),
  };
  const types = replaced(
    readFileSync(join(ROOT, 'generated/schema-types.ts'), 'utf8'),
    'export type Query = {\n',
    "export type Query = {\n  greeting?: Maybe<Scalars['String']['output']>;\n",
  );
  const rows = readFileSync(join(ROOT, 'model/field-rows.ts'), 'utf8');
  for (const [name, operations] of Object.entries(variants)) {
    for (const folder of ['model', 'generated']) {
      mkdirSync(join(scratch, 'variants', name, folder), { recursive: true });
    }
    writeFileSync(join(scratch, 'variants', name, 'model/operations.ts'), operations);
    writeFileSync(join(scratch, 'variants', name, 'model/field-rows.ts'), rows);
    writeFileSync(join(scratch, 'variants', name, 'generated/schema-types.ts'), types);
  }
  writeFileSync(
    join(scratch, 'tsconfig.variants.json'),
    JSON.stringify({ extends: './tsconfig.json', include: ['variants'] }),
  );
  const tsc = ['node_modules/typescript-native/bin/tsc', '--singleThreaded', '--pretty', 'false'];
  const said = await promisify(execFile)(
    process.execPath,
    [...tsc, '-p', 'tsconfig.variants.json'],
    { cwd: scratch },
  ).then(
    ({ stdout }) => stdout,
    (error: unknown) => (error as { stdout: string }).stdout,
  );
  const wrong = [...said.matchAll(/^variants\/(\w+)\/model\/operations\.ts\(/gmu)];
  expect(new Set(wrong.map(([, name]) => name)), said).toEqual(
    new Set(['row', 'run', 'access', 'guarded']),
  );
  expect(said).toContain(`'"${FIELD}"' is missing`);
});
