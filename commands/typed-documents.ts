/**
 * A plugin of graphql-codegen: the documents of client/operations as plain syntax trees, which every
 * client runs and bundlers drop when unused, and the values of each enum.
 */
import type {
  DefinitionNode,
  DocumentNode,
  FragmentDefinitionNode,
  GraphQLSchema,
  OperationDefinitionNode,
  SelectionSetNode,
  TypeNode,
} from 'graphql';
import { Kind, visit } from 'graphql';

/** The part of graphql-codegen's `Types.DocumentFile` that is read here. */
interface DocumentFile {
  readonly document?: DocumentNode;
}

interface Output {
  readonly prepend: string[];
  readonly content: string;
}

/** @see https://the-guild.dev/graphql/codegen/docs/custom-codegen/plugin-structure */
export function plugin(schema: GraphQLSchema, files: readonly DocumentFile[]): Output {
  const definitions = files.flatMap(({ document }) => document?.definitions ?? []);
  const fragments = definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION);
  const operations = definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION);
  const parts = [
    ...enumValues(schema, definitions),
    ...fragments.map((node) => `const ${constantOf(node)} = ${toSource(node)};`),
    ...operations.map((node) => documentOf(schema, node, fragments)),
  ];
  return {
    prepend: ["import type { UserManagerDocument } from '../client/documents.ts';"],
    content: parts.join('\n'),
  };
}

const constantOf = ({ name }: FragmentDefinitionNode) =>
  `${name.value.charAt(0).toLowerCase()}${name.value.slice(1)}`;

/** A node as an object literal, without where it stood and what it does not have. */
const toSource = (node: object): string =>
  JSON.stringify(node, (key, value: unknown) =>
    key === 'loc' || (Array.isArray(value) && value.length === 0) ? undefined : value,
  );

function documentOf(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  fragments: readonly FragmentDefinitionNode[],
): string {
  const { name } = operation;
  if (name === undefined) throw new Error('An operation of client/operations has no name');
  const used = fragmentsOf(operation, fragments);
  const json = JSON.stringify(jsonNames(schema, [operation, ...used]));
  const definitions = [toSource(operation), ...used.map(constantOf)].join(', ');
  const kind = operation.operation.charAt(0).toUpperCase() + operation.operation.slice(1);
  const types = `${name.value}${kind}, ${name.value}${kind}Variables`;
  return `export const ${name.value}Document = { kind: 'Document', definitions: [${definitions}], __meta__: { json: ${json} } } as unknown as UserManagerDocument<${types}>;`;
}

/** Fragments that a definition spreads, and those that they spread, each once. */
function fragmentsOf(
  definition: DefinitionNode,
  fragments: readonly FragmentDefinitionNode[],
): FragmentDefinitionNode[] {
  const found = new Set<FragmentDefinitionNode>();
  visit(definition, {
    FragmentSpread({ name }) {
      const fragment = fragments.find((one) => one.name.value === name.value);
      if (fragment === undefined) throw new Error(`There is no fragment ${name.value}`);
      for (const one of [fragment, ...fragmentsOf(fragment, fragments)]) found.add(one);
    },
  });
  return [...found];
}

/**
 * Names under which AWSJSON stands in the answer or the variables of a document. The client goes by
 * them, so they must name nothing else there.
 */
function jsonNames(schema: GraphQLSchema, definitions: readonly DefinitionNode[]): string[] {
  const json = new Set<string>();
  const others = new Set<string>();
  for (const definition of definitions) {
    eachName(schema, definition, (name, type) => (type === 'AWSJSON' ? json : others).add(name));
  }
  const both = [...json].filter((name) => others.has(name));
  if (both.length > 0) throw new Error(`Not only AWSJSON is named ${both.join(', ')}`);
  return [...json];
}

/** `USER_ROLES` of UserRole. */
const listName = (name: string): string =>
  `${name.replaceAll(/(?<=[a-z])[A-Z]/gu, '_$&').toUpperCase()}S`.replace(/SS$/u, 'SES');

/** Values of the enums that a document gives or takes. */
function enumValues(schema: GraphQLSchema, definitions: readonly DefinitionNode[]): string[] {
  const used = new Map<string, string>();
  for (const definition of definitions) {
    eachName(schema, definition, (_name, type) => {
      const node = schema.getType(type)?.astNode;
      if (node?.kind !== Kind.ENUM_TYPE_DEFINITION) return;
      const values = JSON.stringify(node.values?.map(({ name }) => name.value) ?? []);
      used.set(listName(type), `${values} as const satisfies readonly ${type}[]`);
    });
  }
  return [...used.keys()].toSorted().map((name) => `export const ${name} = ${used.get(name)};`);
}

/** @param type the name of its type, without lists and `!` */
type See = (name: string, type: string) => void;

/** Tells each name of a document's answer and variables with what stands under it. */
function eachName(schema: GraphQLSchema, definition: DefinitionNode, see: See): void {
  if (definition.kind === Kind.FRAGMENT_DEFINITION) {
    eachAnswered(schema, definition.typeCondition.name.value, definition.selectionSet, see);
  } else if (definition.kind === Kind.OPERATION_DEFINITION) {
    const root = schema.getRootType(definition.operation)?.name ?? '';
    eachAnswered(schema, root, definition.selectionSet, see);
    for (const { variable, type } of definition.variableDefinitions ?? []) {
      eachGiven(schema, variable.name.value, nameOf(type), see);
    }
  }
}

/** Fields of a type as the schema's text declares them. */
function fieldsOf(schema: GraphQLSchema, type: string) {
  const node = schema.getType(type)?.astNode;
  const hasFields =
    node?.kind === Kind.OBJECT_TYPE_DEFINITION || node?.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION;
  return (hasFields ? node.fields : undefined) ?? [];
}

function eachAnswered(
  schema: GraphQLSchema,
  parent: string,
  { selections }: SelectionSetNode,
  see: See,
): void {
  const fields = fieldsOf(schema, parent);
  for (const selection of selections) {
    if (selection.kind !== Kind.FIELD) continue;
    const field = fields.find(({ name }) => name.value === selection.name.value);
    if (field === undefined) continue;
    const type = nameOf(field.type);
    see((selection.alias ?? selection.name).value, type);
    if (selection.selectionSet) eachAnswered(schema, type, selection.selectionSet, see);
  }
}

function eachGiven(schema: GraphQLSchema, name: string, type: string, see: See): void {
  see(name, type);
  if (schema.getType(type)?.astNode?.kind !== Kind.INPUT_OBJECT_TYPE_DEFINITION) return;
  for (const field of fieldsOf(schema, type)) {
    eachGiven(schema, field.name.value, nameOf(field.type), see);
  }
}

const nameOf = (type: TypeNode): string =>
  type.kind === Kind.NAMED_TYPE ? type.name.value : nameOf(type.type);
