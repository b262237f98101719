import {
  GraphQLError,
  Kind,
  isInputType,
  print,
  typeFromAST,
  type ValidationRule,
  type VariableDefinitionNode,
} from 'graphql';
import { javaLiteral } from './java-literal.ts';
import { literalProblem } from './literal-problem.ts';
import { ownText } from './problem.ts';

const defaultsOfCorrectType: ValidationRule = (context) => ({
  VariableDefinition(node) {
    const type = typeFromAST(context.getSchema(), node.type);
    if (!node.defaultValue || !type || !isInputType(type)) return;
    if (literalProblem(node.variable.name.value, node.defaultValue, type) === null) return;
    // graphql-java prints a type's own name, and lists and non-null types have none.
    const typeName = node.type.kind === Kind.NAMED_TYPE ? node.type.name.value : 'null';
    const text = `Bad default value ${javaLiteral(node.defaultValue)} for type ${typeName}`;
    context.reportError(new GraphQLError(text, { nodes: node }));
  },
});

/** Defaults of variables: BadValueForDefaultArg. */
export const VariableDefaultValuesOfCorrectType = [
  defaultsOfCorrectType,
  ownText('BadValueForDefaultArg'),
] as const;

const variablesAreInputTypes: ValidationRule = (context) => ({
  VariableDefinition(node) {
    const type = typeFromAST(context.getSchema(), node.type);
    if (!type || isInputType(type)) return;
    context.reportError(new GraphQLError('Wrong type for a variable', { nodes: node }));
  },
});

/** Variables of object, interface and union types: NonInputTypeOnVariable. */
export const VariablesAreInputTypes = [
  variablesAreInputTypes,
  ownText('NonInputTypeOnVariable'),
] as const;

const variablesInAllowedPosition: ValidationRule = (context) => ({
  OperationDefinition: {
    leave(operation) {
      for (const { node, type, defaultValue } of context.getRecursiveVariableUsages(operation)) {
        const definition = operation.variableDefinitions?.find(
          ({ variable }) => variable.name.value === node.name.value,
        );
        if (!definition || !type) continue;
        if (typeFromAST(context.getSchema(), definition.type) === undefined) continue;
        const [given, wanted] = [typeText(definition), String(type)];
        // Where a default stands, a variable that may be null is good enough.
        if (fits(given, defaultValue === undefined ? wanted : wanted.replace(/!$/, ''))) continue;
        const text = `Variable type '${given}' doesn't match expected type '${wanted}'`;
        context.reportError(new GraphQLError(text, { nodes: node }));
      }
    },
  },
});

/** A variable with a default other than null is told, and counts, as one that is never null. */
function typeText({ type, defaultValue }: VariableDefinitionNode): string {
  const isNeverNull = defaultValue !== undefined && defaultValue.kind !== Kind.NULL;
  return isNeverNull && type.kind !== Kind.NON_NULL_TYPE ? `${print(type)}!` : print(type);
}

/** Whether every value of one input type, given as text, is one of another. */
function fits(given: string, wanted: string): boolean {
  if (given === wanted) return true;
  if (given.endsWith('!')) return fits(given.slice(0, -1), wanted.replace(/!$/, ''));
  if (wanted.endsWith('!') || !given.startsWith('[') || !wanted.startsWith('[')) return false;
  return fits(given.slice(1, -1), wanted.slice(1, -1));
}

/** Variables where another type is wanted: VariableTypeMismatch. */
export const VariablesInAllowedPosition = [
  variablesInAllowedPosition,
  ownText('VariableTypeMismatch'),
] as const;
