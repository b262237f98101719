import {
  Kind,
  isAbstractType,
  type DirectiveNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

/** Values of the variables used by @skip and @include. */
export type ConditionValues = Readonly<Record<string, unknown>>;

interface Options {
  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly conditions: ConditionValues;
}

type Groups = Map<string, [FieldNode, ...FieldNode[]]>;

/**
 * Fields selected on a concrete type, those of one response key together, fragments opened.
 * https://spec.graphql.org/draft/#CollectFields()
 */
export function collectFields(
  options: Options,
  type: GraphQLObjectType,
  owners: readonly { readonly selectionSet?: SelectionSetNode | undefined }[],
): Groups {
  const groups: Groups = new Map();
  const visited = new Set<string>();
  for (const { selectionSet } of owners) {
    if (selectionSet) collect(options, type, selectionSet, groups, visited);
  }
  return groups;
}

function collect(
  options: Options,
  type: GraphQLObjectType,
  selectionSet: SelectionSetNode,
  groups: Groups,
  visited: Set<string>,
): void {
  for (const selection of selectionSet.selections) {
    if (!isIncluded(selection, options.conditions)) continue;
    if (selection.kind === Kind.FIELD) {
      const key = selection.alias?.value ?? selection.name.value;
      const group = groups.get(key);
      if (group) group.push(selection);
      else groups.set(key, [selection]);
      continue;
    }
    const fragment = openFragment(options, selection, visited);
    if (fragment && matches(options.schema, fragment.condition, type)) {
      collect(options, type, fragment.selectionSet, groups, visited);
    }
  }
}

/** The inside of an inline fragment or of a spread that was not opened before. */
export function openFragment(
  options: Pick<Options, 'fragments'>,
  selection: Exclude<SelectionNode, FieldNode>,
  visited: Set<string>,
): { readonly condition: string | null; readonly selectionSet: SelectionSetNode } | null {
  if (selection.kind === Kind.INLINE_FRAGMENT) {
    const condition = selection.typeCondition?.name.value ?? null;
    return { condition, selectionSet: selection.selectionSet };
  }
  const name = selection.name.value;
  const fragment = options.fragments.get(name);
  if (!fragment || visited.has(name)) return null;
  visited.add(name);
  return { condition: fragment.typeCondition.name.value, selectionSet: fragment.selectionSet };
}

/** Whether every value of the type is one of the fragment's condition. */
export function matches(
  schema: GraphQLSchema,
  condition: string | null,
  type: GraphQLNamedType,
): boolean {
  if (condition === null || condition === type.name) return true;
  const conditionType = schema.getType(condition);
  if (!isAbstractType(conditionType)) return false;
  return 'getFields' in type && 'getInterfaces' in type && schema.isSubType(conditionType, type);
}

/** What @skip and @include say. */
export function isIncluded(selection: SelectionNode, conditions: ConditionValues): boolean {
  if (!selection.directives || selection.directives.length === 0) return true;
  for (const directive of selection.directives) {
    const name = directive.name.value;
    if (name === 'skip' && condition(directive, conditions)) return false;
    if (name === 'include' && !condition(directive, conditions)) return false;
  }
  return true;
}

function condition(directive: DirectiveNode, conditions: ConditionValues): boolean {
  const value = directive.arguments?.find(({ name }) => name.value === 'if')?.value;
  if (value?.kind === Kind.VARIABLE) return conditions[value.name.value] === true;
  return value?.kind === Kind.BOOLEAN && value.value;
}
