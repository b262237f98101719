import {
  ExecutableDefinitionsRule,
  FieldsOnCorrectTypeRule,
  KnownArgumentNamesRule,
  KnownDirectivesRule,
  KnownFragmentNamesRule,
  KnownOperationTypesRule,
  KnownTypeNamesRule,
  NoUndefinedVariablesRule,
  NoUnusedFragmentsRule,
  NoUnusedVariablesRule,
  PossibleFragmentSpreadsRule,
  ScalarLeafsRule,
  UniqueArgumentNamesRule,
  UniqueDirectivesPerLocationRule,
  UniqueFragmentNamesRule,
  UniqueInputFieldNamesRule,
  UniqueOperationNamesRule,
  UniqueVariableNamesRule,
  getNamedType,
  isLeafType,
  isWrappingType,
  type ASTNode,
  type FieldNode,
  type GraphQLOutputType,
  type OperationDefinitionNode,
  type ValidationRule,
} from 'graphql';
import { NoFragmentCycles } from './fragment-cycles.ts';
import { OverlappingFieldsCanBeMerged } from './overlapping-fields.ts';
import {
  ArgumentsOfCorrectType,
  FragmentsOnCompositeTypes,
  LoneAnonymousOperation,
  NoEmptySelections,
  RequiredArguments,
} from './own-rules.ts';
import { nameIn, type Phrase } from './problem.ts';
import {
  VariableDefaultValuesOfCorrectType,
  VariablesAreInputTypes,
  VariablesInAllowedPosition,
} from './variable-rules.ts';

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

const unknownDirective: Phrase = ([node], context) =>
  context.getSchema().getDirective(nameIn(node))
    ? { type: 'MisplacedDirective', text: `Directive ${nameIn(node)} not allowed here`, node }
    : { type: 'UnknownDirective', text: `Unknown directive ${nameIn(node)}`, node };

const unknownArgument: Phrase = ([node], context) => {
  const [type, owner] = context.getDirective()
    ? ['UnknownDirective', 'directive']
    : ['UnknownArgument', 'field'];
  return { type, text: `Unknown ${owner} argument ${nameIn(node)}`, node };
};

/** Blames the operation, where graphql-js blames its name. */
const duplicateOperation: Phrase = ([, name], context) => ({
  type: 'DuplicateOperationName',
  text: `There can be only one operation named '${nameIn(name)}'`,
  node: context
    .getDocument()
    .definitions.find((node) => 'name' in node && node.name !== undefined && node.name === name),
});

interface OperationVisitor {
  readonly OperationDefinition: (node: OperationDefinitionNode) => void;
}

/** The rule at the end of each operation: its problems come after those of the operation's fields. */
function atTheEndOf(rule: ValidationRule): ValidationRule {
  return (context) => {
    const { OperationDefinition: leave } = rule(context) as OperationVisitor;
    return { OperationDefinition: { leave } };
  };
}

const notExecutable: Phrase = ([node]) => ({
  type: 'NonExecutableDefinition',
  text: `The ${nameIn(node) || 'schema'} definition is not executable.`,
  node,
});

const unusedFragment: Phrase = ([node]) => ({
  type: 'UnusedFragment',
  text: `Unused fragment ${nameIn(node)}`,
  node,
  isOfDocument: true,
});

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

/**
 * Each rule with graphql-java's name and sentence for what it finds, in the order in which graphql-java
 * asks them. What a document may hold is GraphQL's; the words are those of graphql-java 9, which
 * AppSync's answers are in.
 */
export const rules: readonly (readonly [ValidationRule, Phrase])[] = [
  [ExecutableDefinitionsRule, notExecutable],
  ArgumentsOfCorrectType,
  [FieldsOnCorrectTypeRule, fieldUndefined],
  FragmentsOnCompositeTypes,
  [KnownArgumentNamesRule, unknownArgument],
  [KnownDirectivesRule, unknownDirective],
  [KnownFragmentNamesRule, named('UndefinedFragment', (n) => `Undefined fragment ${n}`)],
  [KnownTypeNamesRule, named('UnknownType', (n) => `Unknown type ${n}`)],
  NoFragmentCycles,
  [
    atTheEndOf(NoUndefinedVariablesRule),
    named('UndefinedVariable', (n) => `Undefined variable ${n}`),
  ],
  [NoUnusedFragmentsRule, unusedFragment],
  [atTheEndOf(NoUnusedVariablesRule), named('UnusedVariable', (n) => `Unused variable ${n}`)],
  OverlappingFieldsCanBeMerged,
  [PossibleFragmentSpreadsRule, impossibleSpread],
  RequiredArguments,
  [ScalarLeafsRule, scalarLeafs],
  VariableDefaultValuesOfCorrectType,
  VariablesAreInputTypes,
  VariablesInAllowedPosition,
  LoneAnonymousOperation,
  [UniqueOperationNamesRule, duplicateOperation],
  // graphql-java 9 has none of these; the words are those of later versions.
  [
    KnownOperationTypesRule,
    named('UnknownOperation', () => 'The operation is not supported by the schema'),
  ],
  NoEmptySelections,
  [
    UniqueFragmentNamesRule,
    named('DuplicateFragmentName', (n) => `There can be only one fragment named '${n}'`, 1),
  ],
  [
    UniqueVariableNamesRule,
    named('DuplicateVariableName', (n) => `There can be only one variable named '${n}'`, 1),
  ],
  [
    UniqueDirectivesPerLocationRule,
    named(
      'DuplicateDirectiveName',
      (n) =>
        `Non repeatable directives must be uniquely named within a location. The directive '${n}' is not unique`,
      1,
    ),
  ],
  [
    UniqueArgumentNamesRule,
    named('DuplicateArgumentNames', (n) => `There can be only one argument named '${n}'`, 1),
  ],
  [
    UniqueInputFieldNamesRule,
    named('UniqueObjectFieldName', (n) => `There can be only one field named '${n}'`, 1),
  ],
];
