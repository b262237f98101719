import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'graphql';
import { OPERATIONS, type Operation } from '../model/operations.ts';
import { ROOT } from './bundle.ts';
import { Refusal } from './refusal.ts';

/** What resolvers/ holds beside code of one field. */
const SHARED = ['guard', 'invoke', 'lib', 'tsconfig.json'];

/** @throws Error that names each resolver without a field, without a file, or in no operation. */
export function checkFields(): void {
  const problems = findProblems({
    schema: readFileSync(join(ROOT, 'schema.graphql'), 'utf8'),
    bound: Object.keys(OPERATIONS),
    invoked: Object.entries<Operation>(OPERATIONS)
      .filter(([, { run }]) => typeof run === 'object' && 'function' in run)
      .map(([name]) => name),
    files: resolverFiles(),
  });
  if (problems.length > 0) throw new Refusal(`Resolvers do not fit:\n- ${problems.join('\n- ')}`);
}

interface Names {
  /** SDL. */
  readonly schema: string;
  /** `<Type>.<field>` of the operations. */
  readonly bound: readonly string[];
  /** Those of them that resolvers/invoke.ts answers. */
  readonly invoked: readonly string[];
  /** Files and folders of resolvers/ for one field, without extension. */
  readonly files: readonly string[];
}

/** Where schema, operations and files do not agree, and what to do. */
export function findProblems({ schema, bound, invoked, files }: Names): string[] {
  const fields = fieldsOf(schema);
  const roots = fields.filter((field) => /^(?:Query|Mutation|Subscription)\./.test(field));
  const without = (all: readonly string[], others: readonly string[]) =>
    all.filter((name) => !others.includes(name));
  return [
    ...without(bound, fields).map(
      (name) => `${name} is in model/operations.ts, but schema.graphql has no such field`,
    ),
    ...without(without(bound, invoked), files).map(
      (name) => `${name} is in model/operations.ts, but resolvers/ has no such file`,
    ),
    ...without(files, without(bound, invoked)).map((name) =>
      invoked.includes(name)
        ? `resolvers/${name} is never run: model/operations.ts has a function answer the field`
        : `resolvers/${name} is of no operation: add it in model/operations.ts`,
    ),
    ...without(roots, bound).map(
      (name) => `${name} of schema.graphql has no resolver: add it in model/operations.ts`,
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
    .map((name) => name.replace(/\.ts$/, ''))
    .filter((name) => !SHARED.includes(name));
}
