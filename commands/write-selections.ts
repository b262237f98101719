/**
 * Writes the GraphQL documents that select all of a user, from schema.graphql: `npm run codegen`. With
 * --check it writes nothing and ends with 1 when one is stale.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FieldDefinitionNode, TypeNode } from 'graphql';
import { parse, print } from 'graphql';

const ROOT = join(import.meta.dirname, '..');
const HEADER = '# Written by `npm run codegen` from schema.graphql.\n';

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

/** All fields of a type that take no arguments, in the schema's order; of a user what `user` says. */
function select(type: string, user?: string): string {
  const selected = fieldsOf(type).filter((field) => (field.arguments ?? []).length === 0);
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

const DOCUMENTS = {
  'client/operations/user-fields.graphql': FRAGMENTS,
  'functions/publish-changes/publish-user-change.graphql': PUBLISH,
};

const stale = Object.entries(DOCUMENTS)
  .map(([file, document]) => [file, `${HEADER}${print(parse(document))}\n`] as const)
  .filter(([file, text]) => read(file) !== text);

if (process.argv.includes('--check')) {
  for (const [file] of stale) console.error(`${file} is stale: npm run codegen`);
  process.exitCode = stale.length > 0 ? 1 : 0;
} else {
  for (const [file, text] of stale) writeFileSync(join(ROOT, file), text);
}
