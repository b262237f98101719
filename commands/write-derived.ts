/**
 * Writes what GraphQL Code Generator does not: `npm run codegen`. The documents that select all of a user and
 * the values of enums, from schema.graphql; the list of errors in docs/clients.md, from model/errors.ts; the table of
 * faults in docs/operations.md, from what test/faults saw. With --check it writes nothing and ends with 1 when one is stale.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { FieldDefinitionNode, TypeNode } from 'graphql';
import { parse, print } from 'graphql';
import { ERROR_TYPES } from '../model/errors.ts';
import { OPERATIONS } from '../model/operations.ts';
import { readArguments, runProgram } from './program.ts';

const ROOT = join(import.meta.dirname, '..');
const WRITTEN = 'Written by `npm run codegen` from schema.graphql.';

const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');

const definitions = parse(read('schema.graphql')).definitions;

function fieldsOf(type: string): readonly FieldDefinitionNode[] {
  const found = definitions.find(
    (definition) => definition.kind === 'ObjectTypeDefinition' && definition.name.value === type,
  );
  return found?.kind === 'ObjectTypeDefinition' ? (found.fields ?? []) : [];
}

const nameOf = (type: TypeNode): string =>
  type.kind === 'NamedType' ? type.name.value : nameOf(type.type);

/** All fields of a type that no resolver of their own answers, in the schema's order; of a user what `user` says. */
function select(type: string, user?: string): string {
  const selected = fieldsOf(type).filter(({ name }) => !(`${type}.${name.value}` in OPERATIONS));
  const names = selected.map(({ name, type: of }) => {
    if (nameOf(of) === 'User') return `${name.value} ${user ?? select('User')}`;
    return fieldsOf(nameOf(of)).length > 0 ? `${name.value} ${select(nameOf(of))}` : name.value;
  });
  return `{ ${names.join(' ')} }`;
}

const FRAGMENTS = `
  fragment UserFields on User ${select('User')}
  fragment UserChangeFields on UserChange ${select('UserChange', '{ ...UserFields }')}`;

// All of UserChange, so that no subscriber gets null for a field that the publisher did not select.
const PUBLISH = `
  mutation PublishUserChange($input: PublishUserChangeInput!) {
    publishUserChange(input: $input) ${select('UserChange')}
  }`;

const documentOf = (text: string) => `# ${WRITTEN}\n${print(parse(text))}\n`;

/** The values of all enums, in the schema's order: types alone cannot be gone through. */
function enumValues(): string {
  const enums = definitions.filter((definition) => definition.kind === 'EnumTypeDefinition');
  const lists = enums.map(({ name: { value: type }, values = [] }) => {
    const name = type.replace(/(?<=[a-z])[A-Z]/gu, '_$&').toUpperCase();
    const texts = values.map((value) => `'${value.name.value}'`).join(', ');
    const plural = name.endsWith('S') ? `${name}ES` : `${name}S`;
    return `export const ${plural} = [${texts}] as const satisfies readonly ${type}[];\n`;
  });
  const types = enums.map(({ name }) => `  ${name.value},\n`).join('');
  return `// ${WRITTEN}\nimport type {\n${types}} from './schema-types.ts';\n\n${lists.join('')}`;
}

const ERRORS = /(<!-- errors: .* -->\n\n)[^]*?(\n<!-- end of errors -->)/u;

/** docs/clients.md with its list of errors. */
function withErrors(page: string): string {
  const lines = Object.entries(ERROR_TYPES).map(
    ([type, { meaning, info }]) =>
      `- \`${type}\`: ${meaning}.${info ? ` \`errorInfo\`: ${info}.` : ''}\n`,
  );
  if (!ERRORS.test(page)) throw new Error('docs/clients.md has no place for the list of errors');
  return page.replace(ERRORS, (_, start: string, end: string) => start + lines.join('') + end);
}

/** Rows of Markdown as oxfmt sets them; the first is the head. */
function table(rows: readonly (readonly string[])[]): string {
  const [head = []] = rows;
  const widths = head.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[], filler = ' ') =>
    `| ${widths.map((width, column) => (cells[column] ?? '').padEnd(width, filler)).join(' | ')} |\n`;
  const [first = '', ...others] = rows.map((row) => line(row));
  return [first, line([], '-'), ...others].join('');
}

const FAULTS = /(<!-- faults: .* -->\n\n)[^]*?(\n<!-- end of faults -->)/u;

/** What test/faults wrote down of a fault. */
interface SeenFault {
  readonly met: readonly string[];
  readonly told: readonly string[];
}

/** docs/operations.md with its table of faults. */
function withFaults(page: string): string {
  const seen = JSON.parse(read('test/faults/seen.json')) as Readonly<Record<string, SeenFault>>;
  const listOf = (names: readonly string[], none: string) =>
    names.length === 0 ? none : names.map((name) => `\`${name}\``).join(', ');
  const rows = Object.entries(seen).map(([fault, { met, told }]) => [
    fault,
    listOf(met, 'all that ask'),
    listOf(told, 'nothing'),
  ]);
  const said = table([
    ['while', 'whose calls meet it', 'callers are told, and try again'],
    ...rows,
  ]);
  if (!FAULTS.test(page))
    throw new Error('docs/operations.md has no place for the table of faults');
  return page.replace(FAULTS, (_, start: string, end: string) => start + said + end);
}

const FILES: Readonly<Record<string, string>> = {
  'client/operations/user-fields.graphql': documentOf(FRAGMENTS),
  'functions/publish-changes/publish-user-change.graphql': documentOf(PUBLISH),
  'generated/enum-values.ts': enumValues(),
  'docs/clients.md': withErrors(read('docs/clients.md')),
  'docs/operations.md': withFaults(read('docs/operations.md')),
};

const isStale = (file: string, text: string) =>
  !existsSync(join(ROOT, file)) || read(file) !== text;

/** @returns the exit code */
function run(args: string[]): number {
  const { values } = readArguments(
    () => parseArgs({ args, options: { check: { type: 'boolean' } } }),
    'npx node commands/write-derived.ts [--check]',
  );
  const stale = Object.entries(FILES).filter(([file, text]) => isStale(file, text));
  if (values.check === true) {
    for (const [file] of stale) console.error(`${file} is stale: npm run codegen`);
    return stale.length > 0 ? 1 : 0;
  }
  for (const [file, text] of stale) writeFileSync(join(ROOT, file), text);
  return 0;
}

await runProgram(() => run(process.argv.slice(2)));
