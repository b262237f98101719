import {
  ExecutableDefinitionsRule,
  FieldsOnCorrectTypeRule,
  FragmentsOnCompositeTypesRule,
  KnownArgumentNamesRule,
  KnownDirectivesRule,
  KnownFragmentNamesRule,
  KnownOperationTypesRule,
  KnownTypeNamesRule,
  LoneAnonymousOperationRule,
  NoFragmentCyclesRule,
  NoUndefinedVariablesRule,
  NoUnusedFragmentsRule,
  NoUnusedVariablesRule,
  OverlappingFieldsCanBeMergedRule,
  PossibleFragmentSpreadsRule,
  ScalarLeafsRule,
  UniqueArgumentNamesRule,
  UniqueDirectivesPerLocationRule,
  UniqueFragmentNamesRule,
  UniqueInputFieldNamesRule,
  UniqueOperationNamesRule,
  UniqueVariableNamesRule,
  VariablesAreInputTypesRule,
  VariablesInAllowedPositionRule,
  getNamedType,
  isLeafType,
  isWrappingType,
  print,
  type ASTNode,
  type FieldNode,
  type GraphQLOutputType,
  type ValidationRule,
} from 'graphql';
import {
  ArgumentsOfCorrectType,
  NoEmptySelections,
  RequiredArguments,
  VariableDefaultValuesOfCorrectType,
} from './own-rules.ts';
import { nameIn, type Phrase } from './problem.ts';

/** A problem told by the name of the node that is to blame. */
function named(type: string, text: (name: string) => string, index = 0): Phrase {
  return (nodes) => ({ type, text: text(nameIn(nodes[index])), node: nodes[index] });
}

/** graphql-java prints a type's own name, and lists and non-null types have none. */
function javaTypeName(type: GraphQLOutputType | null | undefined): string {
  return !type || isWrappingType(type) ? 'null' : type.name;
}

const fieldUndefined: Phrase = ([node], context) => ({
  type: 'FieldUndefined',
  text: `Field '${nameIn(node)}' in type '${context.getParentType()?.name ?? ''}' is undefined`,
  node,
});

const scalarLeafs: Phrase = (_nodes, context) => {
  const type = context.getType();
  const isLeaf = type ? isLeafType(getNamedType(type)) : false;
  // The selection set is blamed in one case, the field in the other; AppSync names the field.
  const [blamed] = _nodes;
  const field = blamed?.kind === 'SelectionSet' ? fieldOf(context.getDocument(), blamed) : blamed;
  const name = `${javaTypeName(type)} of field ${nameIn(field)}`;
  return isLeaf
    ? {
        type: 'SubSelectionNotAllowed',
        text: `Sub selection not allowed on leaf type ${name}`,
        node: field,
      }
    : {
        type: 'SubSelectionRequired',
        text: `Sub selection required for type ${name}`,
        node: field,
      };
};

const impossibleSpread: Phrase = ([node], context) => {
  const parent = context.getParentType()?.name ?? '';
  if (node?.kind === 'FragmentSpread') {
    const condition = context.getFragment(node.name.value)?.typeCondition.name.value ?? '';
    const text = `Fragment ${node.name.value} cannot be spread here as objects of type ${parent} can never be of type ${condition}`;
    return { type: 'InvalidFragmentType', text, node };
  }
  const condition = String(context.getType());
  const text = `Fragment cannot be spread here as objects of type ${parent} can never be of type ${condition}`;
  return { type: 'InvalidFragmentType', text, node };
};

const wrongCondition: Phrase = ([node], _context, { message }) => {
  // graphql-js names the fragment, if it has one.
  const isInline = message.startsWith('Fragment cannot');
  return {
    type: isInline ? 'InlineFragmentTypeConditionInvalid' : 'FragmentTypeConditionInvalid',
    text: `${isInline ? 'Inline fragment' : 'Fragment'} type condition is invalid, must be on Object/Interface/Union`,
    node,
  };
};

const unknownDirective: Phrase = ([node], context) =>
  context.getSchema().getDirective(nameIn(node))
    ? { type: 'MisplacedDirective', text: `Directive ${nameIn(node)} not allowed here`, node }
    : { type: 'UnknownDirective', text: `Unknown directive ${nameIn(node)}`, node };

const wrongPosition: Phrase = ([definition, usage], context) => {
  const operation = context
    .getDocument()
    .definitions.find(
      (node) =>
        node.kind === 'OperationDefinition' &&
        node.variableDefinitions?.some((variable) => variable === definition),
    );
  const expected =
    operation?.kind === 'OperationDefinition'
      ? context.getRecursiveVariableUsages(operation).find(({ node }) => node === usage)?.type
      : undefined;
  const given = definition?.kind === 'VariableDefinition' ? print(definition.type) : '';
  const text = `Variable type '${given}' doesn't match expected type '${String(expected)}'`;
  return { type: 'VariableTypeMismatch', text, node: usage };
};

const fieldsConflict: Phrase = (nodes) => {
  const fields = nodes.filter((node): node is FieldNode => node.kind === 'Field');
  const pair = conflictingPair(fields);
  const key = pair && (pair[0].alias?.value ?? pair[0].name.value);
  if (!pair) return { type: 'FieldsConflict', text: '', node: nodes[0] };
  const [first, second] = pair;
  const reason =
    first.name.value === second.name.value
      ? 'they have differing arguments'
      : `${first.name.value} and ${second.name.value} are different fields`;
  return { type: 'FieldsConflict', text: `${key}: ${reason}`, node: nodes[0] };
};

/** The innermost two fields of one response key that are not the same call. */
function conflictingPair(fields: readonly FieldNode[]): readonly [FieldNode, FieldNode] | null {
  const keyOf = (node: FieldNode): string => node.alias?.value ?? node.name.value;
  const callOf = (node: FieldNode): string =>
    node.name.value + (node.arguments ?? []).map((argument) => print(argument)).join();
  for (const first of fields.toReversed()) {
    const second = fields.find(
      (node) => node !== first && keyOf(node) === keyOf(first) && callOf(node) !== callOf(first),
    );
    if (second) return [second, first];
  }
  const [first, second] = fields;
  return first && second ? [first, second] : null;
}

function fieldOf(document: ASTNode, selectionSet: ASTNode): FieldNode | undefined {
  const pending: unknown[] = [document];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (Array.isArray(node)) pending.push(...(node as unknown[]));
    else if (node !== null && typeof node === 'object' && 'kind' in node) {
      const candidate = node as ASTNode;
      if (candidate.kind === 'Field' && candidate.selectionSet === selectionSet) return candidate;
      for (const [key, value] of Object.entries(candidate)) if (key !== 'loc') pending.push(value);
    }
  }
  return undefined;
}

/** Each rule with graphql-java's name and sentence for what it finds. */
export const rules: readonly (readonly [ValidationRule, Phrase])[] = [
  [
    ExecutableDefinitionsRule,
    named('NonExecutableDefinition', (n) => `The '${n}' definition is not executable.`),
  ],
  [
    KnownOperationTypesRule,
    named('UnknownOperation', () => 'The operation is not supported by the schema'),
  ],
  [
    UniqueOperationNamesRule,
    named('DuplicateOperationName', (n) => `There can be only one operation named '${n}'`, 1),
  ],
  [
    LoneAnonymousOperationRule,
    named('LoneAnonymousOperationViolation', () => 'Anonymous operation with other operations.'),
  ],
  [KnownTypeNamesRule, named('UnknownType', (n) => `Unknown type ${n}`)],
  [FragmentsOnCompositeTypesRule, wrongCondition],
  [
    VariablesAreInputTypesRule,
    (nodes) => ({
      type: 'NonInputTypeOnVariable',
      text: `Input variables type ${nodes[0] ? print(nodes[0]) : ''} is not an input type`,
      node: nodes[0],
    }),
  ],
  [ScalarLeafsRule, scalarLeafs],
  NoEmptySelections,
  [FieldsOnCorrectTypeRule, fieldUndefined],
  [
    UniqueFragmentNamesRule,
    named('DuplicateFragmentName', (n) => `There can be only one fragment named '${n}'`, 1),
  ],
  [KnownFragmentNamesRule, named('UndefinedFragment', (n) => `Undefined fragment ${n}`)],
  [NoUnusedFragmentsRule, named('UnusedFragment', (n) => `Unused fragment ${n}`)],
  [PossibleFragmentSpreadsRule, impossibleSpread],
  [NoFragmentCyclesRule, named('FragmentCycle', () => 'Fragment cycles not allowed')],
  [
    UniqueVariableNamesRule,
    named('DuplicateVariableName', (n) => `There can be only one variable named '${n}'`, 1),
  ],
  [NoUndefinedVariablesRule, named('UndefinedVariable', (n) => `Undefined variable ${n}`)],
  [NoUnusedVariablesRule, named('UnusedVariable', (n) => `Unused variable ${n}`)],
  [KnownDirectivesRule, unknownDirective],
  [
    UniqueDirectivesPerLocationRule,
    named(
      'DuplicateDirectiveName',
      (n) =>
        `Non repeatable directives must be uniquely named within a location. The directive '${n}' is not unique`,
      1,
    ),
  ],
  [KnownArgumentNamesRule, named('UnknownArgument', (n) => `Unknown field argument ${n}`)],
  [
    UniqueArgumentNamesRule,
    named('DuplicateArgumentNames', (n) => `There can be only one argument named '${n}'`, 1),
  ],
  ArgumentsOfCorrectType,
  VariableDefaultValuesOfCorrectType,
  RequiredArguments,
  [VariablesInAllowedPositionRule, wrongPosition],
  [OverlappingFieldsCanBeMergedRule, fieldsConflict],
  [
    UniqueInputFieldNamesRule,
    named('UniqueObjectFieldName', (n) => `There can be only one field named '${n}'`, 1),
  ],
];
