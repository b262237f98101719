import { Kind, parse, visit } from 'graphql';
import type {
  ConstDirectiveNode,
  DefinitionNode,
  DocumentNode,
  FieldDefinitionNode,
  TypeDefinitionNode,
  TypeExtensionNode,
} from 'graphql';
import { LocalError } from '../../shared/errors.ts';
import type { AuthenticationType } from '../../shared/identity.ts';
import { operationTypes } from '../../shared/operation-types.ts';

/** A source API as merging sees it. */
export interface MergeSource {
  readonly name: string;
  readonly schema: string;
  readonly defaultMode: AuthenticationType;
  /** Its resolvers. */
  readonly resolvers: readonly { readonly typeName: string; readonly fieldName: string }[];
}

/** A source schema under the names that the merged one has for it. */
export interface SourceSchema {
  readonly name: string;
  readonly types: readonly MergeableType[];
  /** Declared directives. */
  readonly directives: readonly DefinitionNode[];
  /** `Type.field` of the merged schema to that of the source; hidden ones are left out. */
  readonly origins: ReadonlyMap<string, string>;
  /** Whether the source resolves a field of the merged schema. */
  resolves(typeName: string, fieldName: string): boolean;
}

/** A type, with what it is when it takes precedence. */
export interface MergeableType {
  readonly node: TypeDefinitionNode;
  readonly isCanonical: boolean;
  readonly canonicalFields: ReadonlySet<string>;
}

const MERGE_DIRECTIVES = new Set(['canonical', 'hidden', 'renamed']);
const ROOTS = { query: 'Query', mutation: 'Mutation', subscription: 'Subscription' } as const;

const DIRECTIVE_OF_MODE: Readonly<Record<AuthenticationType, string>> = {
  API_KEY: 'aws_api_key',
  AWS_IAM: 'aws_iam',
  OPENID_CONNECT: 'aws_oidc',
  AWS_LAMBDA: 'aws_lambda',
  AMAZON_COGNITO_USER_POOLS: 'aws_cognito_user_pools',
};

/**
 * Reads a source schema: hidden things are gone, renamed ones have their new names, and its default mode
 * stands on its types where the merged API has another.
 * @throws LocalError ERR_SCHEMA when it is no SDL
 */
export function readSource(source: MergeSource, mergedMode: AuthenticationType): SourceSchema {
  const document = parsed(source);
  const typeNames = renamedTypes(document);
  const origins = new Map<string, string>();
  const added = source.defaultMode === mergedMode ? null : DIRECTIVE_OF_MODE[source.defaultMode];
  const types = grouped(document)
    .filter(({ directives = [] }) => !has(directives, 'hidden'))
    .map((node) => withNewNames(node, { typeNames, origins, added, document }));
  const resolved = new Set(source.resolvers.map((one) => `${one.typeName}.${one.fieldName}`));
  return {
    name: source.name,
    types,
    directives: document.definitions.filter(({ kind }) => kind === Kind.DIRECTIVE_DEFINITION),
    origins,
    resolves: (typeName, fieldName) => resolved.has(origins.get(`${typeName}.${fieldName}`) ?? ''),
  };
}

function parsed({ name, schema }: MergeSource): DocumentNode {
  try {
    return parse(schema, { noLocation: true });
  } catch (cause) {
    throw new LocalError(
      'ERR_SCHEMA',
      `The schema of the source API ${name} cannot be read: ${String(cause)}`,
      { cause },
    );
  }
}

const has = (directives: readonly ConstDirectiveNode[], name: string): boolean =>
  directives.some((directive) => directive.name.value === name);

function newName(directives: readonly ConstDirectiveNode[] = []): string | null {
  const renamed = directives.find(({ name }) => name.value === 'renamed');
  const to = renamed?.arguments?.find(({ name }) => name.value === 'to')?.value;
  return to?.kind === Kind.STRING ? to.value : null;
}

/** New names of types by the old ones; root types get the names that every API has for them. */
function renamedTypes(document: DocumentNode): ReadonlyMap<string, string> {
  const roots = operationTypes(document);
  const names = new Map<string, string>();
  for (const [operation, name] of Object.entries(ROOTS)) {
    const own = roots[operation as keyof typeof ROOTS];
    if (own && own !== name) names.set(own, name);
  }
  for (const node of document.definitions) {
    const to = 'directives' in node && 'name' in node ? newName(node.directives as []) : null;
    if (to !== null && 'name' in node && node.name) names.set(node.name.value, to);
  }
  return names;
}

/** Each type with its extensions. */
function grouped({ definitions }: DocumentNode): TypeDefinitionNode[] {
  const types = new Map<string, TypeDefinitionNode>();
  for (const node of definitions) {
    if (!isType(node)) continue;
    const before = types.get(node.name.value);
    const kind = node.kind.replace('Extension', 'Definition') as TypeDefinitionNode['kind'];
    const whole = before ? joined(before, node) : ({ ...node, kind } as TypeDefinitionNode);
    types.set(node.name.value, whole);
  }
  return [...types.values()];
}

function isType(node: DefinitionNode): node is TypeDefinitionNode | TypeExtensionNode {
  return /Type(?:Definition|Extension)$/.test(node.kind);
}

const LISTS = ['fields', 'values', 'types', 'interfaces', 'directives'] as const;

function joined(
  type: TypeDefinitionNode,
  extension: TypeDefinitionNode | TypeExtensionNode,
): TypeDefinitionNode {
  const both = [type, extension] as unknown as Readonly<Record<string, readonly unknown[]>>[];
  const lists = LISTS.map((list) => [list, both.flatMap((node) => node[list] ?? [])] as const);
  return { ...type, ...Object.fromEntries(lists.filter(([, items]) => items.length > 0)) };
}

interface Names {
  readonly typeNames: ReadonlyMap<string, string>;
  readonly origins: Map<string, string>;
  /** Of the source's default mode; null where the merged API has the same. */
  readonly added: string | null;
  readonly document: DocumentNode;
}

function withNewNames(node: TypeDefinitionNode, names: Names): MergeableType {
  const typeName = names.typeNames.get(node.name.value) ?? node.name.value;
  const canonicalFields = new Set<string>();
  const fields = 'fields' in node ? (node.fields ?? []) : [];
  const kept = (fields as readonly FieldDefinitionNode[]).flatMap((field) => {
    if (has(field.directives ?? [], 'hidden')) return [];
    const fieldName = newName(field.directives) ?? field.name.value;
    names.origins.set(`${typeName}.${fieldName}`, `${node.name.value}.${field.name.value}`);
    if (has(field.directives ?? [], 'canonical')) canonicalFields.add(fieldName);
    return [{ ...field, name: { ...field.name, value: fieldName } }];
  });
  const renamed = {
    ...node,
    name: { ...node.name, value: typeName },
    ...('fields' in node && { fields: kept }),
  } as TypeDefinitionNode;
  const isCanonical = has(node.directives ?? [], 'canonical');
  return { node: withReferences(withMode(renamed, names), names), isCanonical, canonicalFields };
}

/**
 * What a type says of who may have it, or else the source's default mode, on each field that says nothing:
 * the type may be that of other sources as well.
 */
function withMode(node: TypeDefinitionNode, { added }: Names): TypeDefinitionNode {
  if (node.kind !== Kind.OBJECT_TYPE_DEFINITION) return node;
  const { directives = [], fields = [] } = node;
  const ofType = directives.filter(isOfModes);
  const byDefault = added === null ? [] : [{ kind: Kind.DIRECTIVE, name: nameOf(added) } as const];
  const inherited = ofType.length > 0 ? ofType : byDefault;
  return {
    ...node,
    directives: directives.filter((directive) => !isOfModes(directive)),
    fields: fields.map((field) => {
      const own = field.directives ?? [];
      return own.some(isOfModes) ? field : { ...field, directives: [...own, ...inherited] };
    }),
  };
}

const nameOf = (value: string) => ({ kind: Kind.NAME, value }) as const;

const MODE_DIRECTIVES = new Set([...Object.values(DIRECTIVE_OF_MODE), 'aws_auth']);

const isOfModes = ({ name }: ConstDirectiveNode): boolean => MODE_DIRECTIVES.has(name.value);

/** What names other things by their new names, and no directives of merging. */
function withReferences(node: TypeDefinitionNode, names: Names): TypeDefinitionNode {
  const mutations = mutationNames(names);
  return visit(node, {
    NamedType: (type) => {
      const value = names.typeNames.get(type.name.value);
      return value === undefined ? undefined : { ...type, name: { ...type.name, value } };
    },
    Directive: (directive) => {
      if (MERGE_DIRECTIVES.has(directive.name.value)) return null;
      if (directive.name.value !== 'aws_subscribe') return undefined;
      return visit(directive, {
        StringValue: (text) => ({ ...text, value: mutations.get(text.value) ?? text.value }),
      });
    },
  });
}

function mutationNames({ document }: Names): ReadonlyMap<string, string> {
  const root = operationTypes(document).mutation;
  const type = grouped(document).find(({ name }) => name.value === root);
  const fields = type && 'fields' in type ? (type.fields ?? []) : [];
  return new Map(
    fields.flatMap(({ name, directives }) => {
      const to = newName(directives);
      return to === null ? [] : [[name.value, to] as const];
    }),
  );
}
