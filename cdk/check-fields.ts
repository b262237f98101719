import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'graphql';
import { ROOT } from './bundle.ts';

/** What resolvers/ holds beside the fields' code. */
const NO_FIELDS = ['guard', 'lib', 'tsconfig.json'];

/** @throws Error that names each resolver without a field, without a file, or not bound. */
export function checkFields(bindings: Readonly<Record<string, unknown>>): void {
  const problems = findProblems({
    schema: readFileSync(join(ROOT, 'schema.graphql'), 'utf8'),
    bound: Object.keys(bindings),
    files: resolverFiles(),
  });
  if (problems.length > 0) throw new Error(`Resolvers do not fit:\n- ${problems.join('\n- ')}`);
}

interface Names {
  /** SDL. */
  readonly schema: string;
  /** `<Type>.<field>` of the bindings. */
  readonly bound: readonly string[];
  /** Files and folders of resolvers/, without extension. */
  readonly files: readonly string[];
}

/** Where schema, bindings and files do not agree, and what to do. */
export function findProblems({ schema, bound, files }: Names): string[] {
  const fields = fieldsOf(schema);
  const roots = fields.filter((field) => /^(?:Query|Mutation|Subscription)\./.test(field));
  const without = (all: readonly string[], others: readonly string[]) =>
    all.filter((name) => !others.includes(name));
  return [
    ...without(bound, fields).map(
      (name) => `${name} is bound in cdk/resolvers.ts, but schema.graphql has no such field`,
    ),
    ...without(bound, files).map(
      (name) => `${name} is bound in cdk/resolvers.ts, but resolvers/ has no such file`,
    ),
    ...without(files, bound).map(
      (name) => `resolvers/${name} is bound to no data source: add it in cdk/resolvers.ts`,
    ),
    ...without(roots, bound).map(
      (name) => `${name} of schema.graphql has no resolver: write one and bind it`,
    ),
  ];
}

function fieldsOf(schema: string): string[] {
  return parse(schema).definitions.flatMap((definition) =>
    definition.kind === 'ObjectTypeDefinition'
      ? (definition.fields ?? []).map((field) => `${definition.name.value}.${field.name.value}`)
      : [],
  );
}

function resolverFiles(): string[] {
  return readdirSync(join(ROOT, 'resolvers'))
    .filter((name) => !NO_FIELDS.includes(name))
    .map((name) => name.replace(/\.ts$/, ''));
}
