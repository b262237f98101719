import {
  Kind,
  getNamedType,
  print,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLNamedType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql';
import { isIncluded, matches, openFragment, type ConditionValues } from './collect-fields.ts';

interface Options {
  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly conditions: ConditionValues;
}

/**
 * `ctx.info.selectionSetList`: response keys joined by `/`, fragments merged; below an interface or
 * union only the fields of that type itself. spec: AWS "Resolver context object reference", info.
 */
export function selectionSetList(
  options: Options,
  type: GraphQLOutputType,
  nodes: readonly FieldNode[],
): string[] {
  const list = new Set<string>();
  for (const { selectionSet } of nodes) {
    if (selectionSet) add(options, getNamedType(type), selectionSet, '', list, new Set());
  }
  return [...list];
}

function add(
  options: Options,
  type: GraphQLNamedType,
  selectionSet: SelectionSetNode,
  prefix: string,
  list: Set<string>,
  visited: Set<string>,
): void {
  for (const selection of selectionSet.selections) {
    if (!isIncluded(selection, options.conditions)) continue;
    if (selection.kind !== Kind.FIELD) {
      const fragment = openFragment(options, selection, visited);
      if (fragment && matches(options.schema, fragment.condition, type)) {
        add(options, type, fragment.selectionSet, prefix, list, visited);
      }
      continue;
    }
    const path = prefix + (selection.alias?.value ?? selection.name.value);
    list.add(path);
    const fields = 'getFields' in type ? type.getFields() : {};
    const field = fields[selection.name.value];
    if (selection.selectionSet && field && 'args' in field) {
      add(options, getNamedType(field.type), selection.selectionSet, `${path}/`, list, new Set());
    }
  }
}

/** `ctx.info.selectionSetGraphQL`: the text of the selection, fragments left as they are. */
export function selectionSetGraphQL(nodes: readonly FieldNode[]): string {
  const sets = nodes.flatMap(({ selectionSet }) => (selectionSet ? [selectionSet] : []));
  const [first] = sets;
  if (!first) return '';
  if (sets.length === 1) return print(first);
  return print({ ...first, selections: sets.flatMap(({ selections }) => selections) });
}
