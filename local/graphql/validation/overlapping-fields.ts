import {
  GraphQLError,
  Kind,
  getNamedType,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  print,
  typeFromAST,
  type FieldNode,
  type GraphQLNamedType,
  type GraphQLOutputType,
  type SelectionSetNode,
  type ValidationContext,
  type ValidationRule,
} from 'graphql';
import { ownTextAt } from './problem.ts';

interface SelectedField {
  readonly node: FieldNode;
  readonly type: GraphQLOutputType | undefined;
  readonly parentType: GraphQLNamedType | undefined;
}

interface Conflict {
  readonly reason: string;
  readonly nodes: readonly FieldNode[];
}

/** A selection set and the type it selects from. */
type TypedSet = readonly [SelectionSetNode, GraphQLNamedType | undefined];

type FieldsByKey = Map<string, SelectedField[]>;

/**
 * https://spec.graphql.org/draft/#sec-Field-Selection-Merging, each conflict told with graphql-java's
 * reasons and the locations of all fields that take part.
 */
const overlappingFields: ValidationRule = (context) => {
  const finder = new ConflictFinder(context);
  return {
    SelectionSet: {
      leave(node) {
        const set = [node, context.getParentType() ?? undefined] as const;
        if (finder.agree([set])) return;
        for (const { reason, nodes } of finder.conflictsIn([set])) {
          context.reportError(new GraphQLError(reason, { nodes: [node, ...nodes] }));
        }
      },
    },
  };
};

/** Fields of one response key that differ: FieldsConflict. */
export const OverlappingFieldsCanBeMerged = [
  overlappingFields,
  ownTextAt('FieldsConflict'),
] as const;

class ConflictFinder {
  readonly #context: ValidationContext;
  readonly #compared = new WeakMap<FieldNode, WeakSet<FieldNode>>();
  readonly #numbers = new Map<SelectionSetNode, number>();
  readonly #agreeing = new Map<string, boolean>();

  constructor(context: ValidationContext) {
    this.#context = context;
  }

  /** Whether there is no conflict; quick, also where many fields are the same. */
  agree(sets: readonly TypedSet[]): boolean {
    const key = sets.map(([set, type]) => `${this.#numberOf(set)}${type?.name ?? ''}`).join();
    const known = this.#agreeing.get(key);
    if (known !== undefined) return known;
    // A fragment that holds itself is told by another rule.
    this.#agreeing.set(key, true);
    const agrees = [...this.#fieldsOf(sets).values()].every((fields) => this.#areOne(fields));
    this.#agreeing.set(key, agrees);
    return agrees;
  }

  /** Each pair that conflicts, in the order of the document. */
  *conflictsIn(sets: readonly TypedSet[]): Generator<Conflict> {
    for (const [key, fields] of this.#fieldsOf(sets)) {
      for (const [index, first] of fields.entries()) {
        for (const second of fields.slice(index + 1)) {
          const conflict = this.#conflictOf(key, first, second);
          if (conflict) yield conflict;
        }
      }
    }
  }

  #areOne(fields: readonly SelectedField[]): boolean {
    const kinds = new Map(fields.map((field) => [kindOf(field), field]));
    const examples = [...kinds.values()];
    const differ = examples.some((first, index) =>
      examples.slice(index + 1).some((second) => differenceOf(first, second) !== null),
    );
    if (differ) return false;
    // Those of an interface or union meet those of every object type.
    const objects = new Set(fields.map(({ parentType }) => parentType).filter(isObjectType));
    const groups = [...(objects.size > 0 ? objects : [undefined])].map((object) =>
      fields.filter(({ parentType }) => !isObjectType(parentType) || parentType === object),
    );
    return groups.every((group) => this.agree(group.flatMap(setBelow)));
  }

  #conflictOf(key: string, first: SelectedField, second: SelectedField): Conflict | null {
    if (this.#wereCompared(first.node, second.node)) return null;
    const difference = differenceOf(first, second);
    if (difference !== null) {
      return { reason: `${key}: ${difference}`, nodes: [first.node, second.node] };
    }
    const sets = [first, second].flatMap(setBelow);
    if (sets.length < 2 || !canMeet(first, second) || this.agree(sets)) return null;
    const below = [...this.conflictsIn(sets)];
    if (below.length === 0) return null;
    return {
      reason: `${key}: (${below.map(({ reason }) => reason).join(', ')})`,
      nodes: [first.node, second.node, ...below.flatMap(({ nodes }) => nodes)],
    };
  }

  #numberOf(set: SelectionSetNode): number {
    const number = this.#numbers.get(set) ?? this.#numbers.size;
    this.#numbers.set(set, number);
    return number;
  }

  #fieldsOf(sets: readonly TypedSet[]): FieldsByKey {
    const byKey: FieldsByKey = new Map();
    const visited = new Set<string>();
    for (const [set, parentType] of sets) this.#collect(byKey, set, parentType, visited);
    return byKey;
  }

  #wereCompared(first: FieldNode, second: FieldNode): boolean {
    if (this.#compared.get(first)?.has(second)) return true;
    for (const [one, other] of [[first, second] as const, [second, first] as const]) {
      const known = this.#compared.get(one) ?? new WeakSet();
      this.#compared.set(one, known.add(other));
    }
    return false;
  }

  #collect(
    byKey: FieldsByKey,
    { selections }: SelectionSetNode,
    parentType: GraphQLNamedType | undefined,
    visited: Set<string>,
  ): void {
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) {
        const key = selection.alias?.value ?? selection.name.value;
        const field = { node: selection, type: fieldType(parentType, selection), parentType };
        const group = byKey.get(key);
        if (group) group.push(field);
        else byKey.set(key, [field]);
        continue;
      }
      const isSpread = selection.kind === Kind.FRAGMENT_SPREAD;
      if (isSpread && visited.has(selection.name.value)) continue;
      if (isSpread) visited.add(selection.name.value);
      const fragment = isSpread ? this.#context.getFragment(selection.name.value) : selection;
      if (!fragment) continue;
      const condition = fragment.typeCondition;
      const type = condition ? typeFromAST(this.#context.getSchema(), condition) : parentType;
      this.#collect(byKey, fragment.selectionSet, type, visited);
    }
  }
}

function fieldType(
  parentType: GraphQLNamedType | undefined,
  { name }: FieldNode,
): GraphQLOutputType | undefined {
  if (!isObjectType(parentType) && !isInterfaceType(parentType)) return undefined;
  return parentType.getFields()[name.value]?.type;
}

/** The selection set of a field, in a list; none where it has none. */
function setBelow({ node, type }: SelectedField): TypedSet[] {
  return node.selectionSet ? [[node.selectionSet, type && getNamedType(type)]] : [];
}

/** The same for fields that do not differ but in what is selected below them. */
function kindOf(field: SelectedField): string {
  return `${field.parentType?.name ?? ''}.${field.node.name.value}(${argumentsOf(field)})`;
}

/** Two object types have no value in common: fields of the same key may differ there. */
function canMeet(
  { parentType: one }: SelectedField,
  { parentType: other }: SelectedField,
): boolean {
  return !one || !other || one === other || !isObjectType(one) || !isObjectType(other);
}

/** Why two fields of one response key cannot be one; null when they can, as far as they go themselves. */
function differenceOf(first: SelectedField, second: SelectedField): string | null {
  const shapes = shapeDifference(first.type, second.type);
  if (shapes !== null) return shapes;
  const [one, other] = [first, second].map(({ type }) => type && getNamedType(type));
  const types =
    !one || !other || one === other
      ? null
      : `they return differing types ${one.name} and ${other.name}`;
  if (types !== null && (isLeafType(one) || isLeafType(other))) return types;
  if (!canMeet(first, second)) return null;
  const [firstName, secondName] = [first.node.name.value, second.node.name.value];
  if (firstName !== secondName) return `${firstName} and ${secondName} are different fields`;
  if (types !== null) return types;
  return argumentsOf(first) === argumentsOf(second) ? null : 'they have differing arguments';
}

function shapeDifference(
  one: GraphQLOutputType | undefined,
  other: GraphQLOutputType | undefined,
): string | null {
  if (!one || !other) return null;
  if (isNonNullType(one) !== isNonNullType(other)) {
    return 'fields have different nullability shapes';
  }
  if (isNonNullType(one) && isNonNullType(other)) return shapeDifference(one.ofType, other.ofType);
  if (isListType(one) !== isListType(other)) return 'fields have different list shapes';
  return isListType(one) && isListType(other) ? shapeDifference(one.ofType, other.ofType) : null;
}

/** The arguments in a form that is the same whatever their order. */
function argumentsOf({ node }: SelectedField): string {
  return (node.arguments ?? [])
    .map((argument) => print(argument))
    .toSorted()
    .join();
}
