import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { PATIENCE } from 'appsync-on-a-laptop/testing/patience';
import { beforeAll, expect, test } from 'vitest';
import { keepingCompiled } from 'appsync-on-a-laptop/testing/keeping-compiled';

const ROOT = join(import.meta.dirname, '../..');
const COPIED = ['cdk', 'client', 'commands', 'functions', 'generated', 'model', 'resolvers'];
const FILES = [
  'schema.graphql',
  'codegen.yml',
  'package.json',
  'tsconfig.json',
  'docs/clients.md',
  'docs/operations.md',
  'test/faults/seen.json',
];
const TESTS = ['test/support', 'test/fixtures/new-field'];

/** CONTRIBUTING.md: "add a stored field to a user". */
const TYPES = ['User', 'CreateUserInput', 'UpdateUserInput', 'UpdateMeInput', 'UserSnapshotInput'];
const PROPERTIES = {
  required: 'false',
  json: 'false',
  check: "'name'",
  create: 'true',
  update: 'true',
  updateMe: 'true',
  cognito: 'null',
  content: 'true',
  exported: 'true',
};
const ROW = `  nickname: {\n${Object.entries(PROPERTIES)
  .map(([name, value]) => `    ${name}: ${value},\n`)
  .join('')}  },\n`;

const scratch = mkdtempSync(join(tmpdir(), 'new-field-'));
const read = (file: string) => readFileSync(join(scratch, file), 'utf8');
const write = (file: string, text: string) => writeFileSync(join(scratch, file), text);

/** Of packages Node keeps what it compiled. */
const env = keepingCompiled();

function run(...command: readonly [string, ...string[]]) {
  const [program, ...args] = command;
  return new Promise<{ code: number; said: string }>((resolve) => {
    const child = execFile(program, args, { cwd: scratch, env }, (_error, out, err) =>
      resolve({ code: child.exitCode ?? -1, said: out + err }),
    );
  });
}

const node = (...args: string[]) => run(process.execPath, ...args);
const compile = (project: string) =>
  node(
    'node_modules/typescript-native/bin/tsc',
    '--singleThreaded',
    '--pretty',
    'false',
    '-p',
    project,
  );

function replaced(text: string, from: string | RegExp, to: string): string {
  const changed = text.replace(from, to);
  if (changed === text) throw new Error(`nothing like ${String(from)}`);
  return changed;
}

const withRow = (table: string, row = ROW) => replaced(table, '  phone: {\n', `${row}  phone: {\n`);

function withoutNickname(types: string, type: string): string {
  const declaration = new RegExp(
    `(export type ${type} = \\{(?:(?!\\n\\};)[^])*)\\n  nickname.*`,
    'u',
  );
  return replaced(types, declaration, '$1');
}

beforeAll(() => {
  for (const name of [...COPIED, ...FILES, ...TESTS]) {
    mkdirSync(dirname(join(scratch, name)), { recursive: true });
    cpSync(join(ROOT, name), join(scratch, name), { recursive: true });
  }
  symlinkSync(join(ROOT, 'node_modules'), join(scratch, 'node_modules'));
  const app = {
    extends: './tsconfig.json',
    include: ['commands', 'functions', 'model', 'generated', 'variants'],
  };
  write('tsconfig.app.json', JSON.stringify(app));
});

/** The field in the schema, and what codegen makes of it. */
async function changeSchema(): Promise<void> {
  const schema = TYPES.reduce(
    (text, type) =>
      replaced(
        text,
        new RegExp(`((?:type|input) ${type} [^]*?\\n  lastName: .*\\n)`, 'u'),
        '$1  nickname: String\n',
      ),
    read('schema.graphql'),
  );
  write('schema.graphql', schema);
  const stale = await node('commands/write-derived.ts', '--check');
  expect(stale).toMatchObject({ code: 1, said: expect.stringContaining('is stale') });
  expect(await run('npm', 'run', 'codegen')).toMatchObject({ code: 0 });
}

/** What somebody forgets, and the files as they are then; in folders of their own beside the whole. */
function writeOmissions(table: string): string[] {
  const types = read('generated/schema-types.ts');
  const omissions: Record<string, Record<string, string>> = {
    nothing: {},
    row: { 'model/user-fields.ts': table },
  };
  for (const property of Object.keys(PROPERTIES)) {
    const row = replaced(ROW, new RegExp(`    ${property}: .*\\n`, 'u'), '');
    omissions[property] = { 'model/user-fields.ts': withRow(table, row) };
  }
  for (const type of TYPES) {
    omissions[type] = { 'generated/schema-types.ts': withoutNickname(types, type) };
  }
  for (const [name, files] of Object.entries(omissions)) {
    for (const file of [
      'model/user-fields.ts',
      'model/field-rows.ts',
      'generated/schema-types.ts',
    ]) {
      mkdirSync(dirname(join(scratch, 'variants', name, file)), { recursive: true });
      write(`variants/${name}/${file}`, files[file] ?? read(file));
    }
  }
  return Object.keys(omissions);
}

test(
  'a new field: wants two files by hand, and every omission fails the check',
  async () => {
    await changeSchema();
    const table = read('model/user-fields.ts');
    write('model/user-fields.ts', withRow(table));
    const omissions = writeOmissions(table);

    // One program of types for the whole and all that is forgotten, while the field is used.
    const [app, resolvers] = await Promise.all([
      compile('tsconfig.app.json'),
      compile('resolvers'),
      import(join(scratch, 'test/fixtures/new-field/journey.ts')).then(
        ({ journey }: { journey: () => Promise<void> }) => journey(),
      ),
    ]);
    expect(resolvers).toEqual({ code: 0, said: '' });
    const wrong = [...app.said.matchAll(/^(\S+)\(\d/gmu)].map(([, file = '']) => file);
    const wanted = omissions
      .filter((name) => name !== 'nothing')
      .map((name) => `variants/${name}/model/user-fields.ts`);
    expect(new Set(wrong), app.said).toEqual(new Set(wanted));
  },
  4 * PATIENCE.test,
);
