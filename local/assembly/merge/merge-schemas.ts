import { Kind, print } from 'graphql';
import type {
  EnumValueDefinitionNode,
  FieldDefinitionNode,
  InputValueDefinitionNode,
  NamedTypeNode,
  TypeDefinitionNode,
} from 'graphql';
import type { MergeableType, SourceSchema } from './source-schema.ts';

/** The schema of a merged API. */
export interface MergedSchema {
  readonly schema: string;
  /** Index of the source that a field comes from, by `Type.field`. */
  readonly owners: ReadonlyMap<string, number>;
  /** What the sources do not agree on, a line each. */
  readonly conflicts: readonly string[];
}

/** One source's form of a type. */
interface Candidate {
  readonly index: number;
  readonly source: SourceSchema;
  readonly type: MergeableType;
}

/**
 * Merges schemas: types of the same name become one with all fields; a type or field that is canonical
 * goes before those that are not.
 * @see https://docs.aws.amazon.com/appsync/latest/devguide/merged-api.html
 */
export function mergeSchemas(sources: readonly SourceSchema[]): MergedSchema {
  const candidates = sources.flatMap((source, index) =>
    source.types.map((type): Candidate => ({ index, source, type })),
  );
  const owners = new Map<string, number>();
  const conflicts: string[] = [];
  const byName = Map.groupBy(candidates, ({ type }) => type.node.name.value);
  const merged = [...byName.values()].map((all) => mergeType(all, owners, conflicts));
  const directives = new Map(
    sources.flatMap((source) => source.directives).map((node) => [print(node), node]),
  );
  const schema = [...directives.keys(), ...merged.map((node) => print(node))].join('\n\n');
  return { schema, owners, conflicts };
}

function mergeType(
  all: readonly Candidate[],
  owners: Map<string, number>,
  conflicts: string[],
): TypeDefinitionNode {
  const used = preferred(all, ({ type }) => type.isCanonical, conflicts);
  const [first] = used;
  if (!first) throw new Error('A type without a source');
  const { node } = first.type;
  const other = used.find(({ type }) => type.node.kind !== node.kind);
  if (other) {
    conflicts.push(
      `${node.name.value} is ${kindOf(node)} in ${first.source.name} and ${kindOf(other.type.node)} ` +
        `in ${other.source.name}. ${REMEDY}`,
    );
    return node;
  }
  return { ...node, ...mergedParts(used, owners, conflicts) };
}

const REMEDY =
  'Let one of them be @canonical, give one another name by @renamed(to:), or take one out by @hidden.';

const kindOf = ({ kind }: TypeDefinitionNode): string => kind.replace('TypeDefinition', '');

/** Those that are canonical, where some are: then there must be one. */
function preferred(
  all: readonly Candidate[],
  isCanonical: (candidate: Candidate) => boolean,
  conflicts: string[],
): readonly Candidate[] {
  const canonical = all.filter(isCanonical);
  if (canonical.length === 0) return all;
  if (canonical.length > 1) {
    const [name] = canonical.map(({ type }) => type.node.name.value);
    const places = canonical.map(({ source }) => source.name).join(' and ');
    conflicts.push(`${name ?? ''} is @canonical in ${places}: one of them can be.`);
  }
  return canonical.slice(0, 1);
}

function mergedParts(
  used: readonly Candidate[],
  owners: Map<string, number>,
  conflicts: string[],
): object {
  const [first] = used;
  switch (first?.type.node.kind) {
    case Kind.OBJECT_TYPE_DEFINITION:
    case Kind.INTERFACE_TYPE_DEFINITION:
      return {
        fields: mergedFields(used, owners, conflicts),
        interfaces: named(used, (node) => ('interfaces' in node ? (node.interfaces ?? []) : [])),
        directives: first.type.node.directives,
      };
    case Kind.INPUT_OBJECT_TYPE_DEFINITION:
      return { fields: mergedFields(used, owners, conflicts) };
    case Kind.UNION_TYPE_DEFINITION:
      return { types: named(used, (node) => ('types' in node ? (node.types ?? []) : [])) };
    case Kind.ENUM_TYPE_DEFINITION:
      return { values: mergedValues(used) };
    default:
      return {};
  }
}

const named = (
  used: readonly Candidate[],
  of: (node: TypeDefinitionNode) => readonly NamedTypeNode[],
): NamedTypeNode[] => [
  ...new Map(
    used.flatMap(({ type }) => of(type.node)).map((node) => [node.name.value, node]),
  ).values(),
];

function mergedValues(used: readonly Candidate[]): EnumValueDefinitionNode[] {
  const values = used.flatMap(({ type: { node } }) =>
    'values' in node ? (node.values ?? []) : [],
  );
  return [...new Map(values.map((value) => [value.name.value, value])).values()];
}

type Field = FieldDefinitionNode | InputValueDefinitionNode;

const fieldsOf = ({ type: { node } }: Candidate): readonly Field[] =>
  'fields' in node ? (node.fields ?? []) : [];

function mergedFields(
  used: readonly Candidate[],
  owners: Map<string, number>,
  conflicts: string[],
): Field[] {
  const names = new Set(used.flatMap(fieldsOf).map(({ name }) => name.value));
  return [...names].flatMap((name) => {
    const having = used.filter((one) => fieldsOf(one).some((field) => field.name.value === name));
    const owner = ownerOf(having, name, conflicts);
    if (!owner) return [];
    owners.set(`${owner.type.node.name.value}.${name}`, owner.index);
    return fieldsOf(owner).filter((field) => field.name.value === name);
  });
}

/** Whose a field is that several may have: the canonical one, else the one that resolves it. */
function ownerOf(
  having: readonly Candidate[],
  name: string,
  conflicts: string[],
): Candidate | undefined {
  const left = preferred(having, ({ type }) => type.canonicalFields.has(name), conflicts);
  const [first, ...others] = left;
  if (!first || others.length === 0) return first;
  const typeName = first.type.node.name.value;
  const place = `${typeName}.${name}`;
  const resolving = left.filter(({ source }) => source.resolves(typeName, name));
  if (resolving.length > 1) {
    const sources = resolving.map(({ source }) => source.name).join(' and ');
    conflicts.push(`${place} has a resolver in ${sources}. ${REMEDY}`);
  }
  const form = formOf(first, name);
  const other = others.find((one) => formOf(one, name) !== form);
  if (other) {
    conflicts.push(
      `${place} is ${form} in ${first.source.name} and ${formOf(other, name)} in ${other.source.name}. ${REMEDY}`,
    );
  }
  return resolving[0] ?? first;
}

/** A field without what is only said of it. */
function formOf(candidate: Candidate, name: string): string {
  const field = fieldsOf(candidate).find((one) => one.name.value === name);
  if (!field) return '';
  const bare = { ...field, description: undefined, directives: [] };
  return print(bare).replaceAll(/\s+/g, ' ');
}
