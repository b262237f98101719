import {
  GraphQLError,
  isInputType,
  isRequiredArgument,
  print,
  typeFromAST,
  type ASTNode,
  type GraphQLArgument,
  type ValidationContext,
  type ValidationRule,
} from 'graphql';
import { literalProblem } from './literal-problem.ts';
import type { Phrase } from './problem.ts';

// Rules of our own stand where graphql-java's problem holds more than graphql-js's error tells.

/** The problem's text travels in the error's message. */
const ownText =
  (type: string): Phrase =>
  ([node], _context, { message }) => ({ type, text: message, node });

const argumentsOfCorrectType: ValidationRule = (context) => ({
  Argument(node) {
    const definition = context.getArgument();
    const problem = definition && literalProblem(node.name.value, node.value, definition.type);
    if (problem) context.reportError(new GraphQLError(problem, { nodes: node }));
  },
});

/** Literals of arguments: WrongType. */
export const ArgumentsOfCorrectType = [argumentsOfCorrectType, ownText('WrongType')] as const;

const defaultsOfCorrectType: ValidationRule = (context) => ({
  VariableDefinition(node) {
    const type = typeFromAST(context.getSchema(), node.type);
    if (!node.defaultValue || !type || !isInputType(type)) return;
    if (literalProblem(node.variable.name.value, node.defaultValue, type) === null) return;
    const text = `Bad default value ${print(node.defaultValue)} for type ${print(node.type)}`;
    context.reportError(new GraphQLError(text, { nodes: node }));
  },
});

/** Defaults of variables: BadValueForDefaultArg. */
export const VariableDefaultValuesOfCorrectType = [
  defaultsOfCorrectType,
  ownText('BadValueForDefaultArg'),
] as const;

const requiredArguments: ValidationRule = (context) => ({
  Field(node) {
    report(context, node, 'field', context.getFieldDef()?.args ?? [], node.arguments ?? []);
  },
  Directive(node) {
    report(context, node, 'directive', context.getDirective()?.args ?? [], node.arguments ?? []);
  },
});

function report(
  context: ValidationContext,
  node: ASTNode,
  owner: string,
  definitions: readonly GraphQLArgument[],
  given: readonly { readonly name: { readonly value: string } }[],
): void {
  for (const definition of definitions) {
    if (!isRequiredArgument(definition)) continue;
    if (given.some(({ name }) => name.value === definition.name)) continue;
    const text = `Missing ${owner} argument ${definition.name}`;
    context.reportError(new GraphQLError(text, { nodes: node }));
  }
}

/** MissingFieldArgument and MissingDirectiveArgument. */
export const RequiredArguments = [
  requiredArguments,
  (([node], _context, { message }) => ({
    type: node?.kind === 'Directive' ? 'MissingDirectiveArgument' : 'MissingFieldArgument',
    text: message,
    node,
  })) satisfies Phrase,
] as const;

const emptySelections: ValidationRule = (context) => ({
  SelectionSet(node) {
    if (node.selections.length > 0) return;
    const text = `Invalid syntax with offending token '}'`;
    context.reportError(new GraphQLError(text, { nodes: node }));
  },
});

/** graphql-js parses `{}`; AppSync's parser does not. */
export const NoEmptySelections = [emptySelections, ownText('InvalidSyntax')] as const;
