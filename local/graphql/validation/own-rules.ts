import {
  GraphQLError,
  isCompositeType,
  isRequiredArgument,
  typeFromAST,
  type ASTNode,
  type FragmentDefinitionNode,
  type GraphQLArgument,
  type InlineFragmentNode,
  type ValidationContext,
  type ValidationRule,
} from 'graphql';
import { literalProblem } from './literal-problem.ts';
import { ownText, type Phrase } from './problem.ts';

// Rules of our own stand where graphql-java's problem holds more than graphql-js's error tells.

const argumentsOfCorrectType: ValidationRule = (context) => ({
  Argument(node) {
    const definition = context.getArgument();
    const problem = definition && literalProblem(node.name.value, node.value, definition.type);
    if (problem) context.reportError(new GraphQLError(problem, { nodes: node }));
  },
});

/** Literals of arguments: WrongType. */
export const ArgumentsOfCorrectType = [argumentsOfCorrectType, ownText('WrongType')] as const;

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

const fragmentsOnCompositeTypes: ValidationRule = (context) => {
  const check = (node: InlineFragmentNode | FragmentDefinitionNode): void => {
    const type = node.typeCondition && typeFromAST(context.getSchema(), node.typeCondition);
    if (!type || isCompositeType(type)) return;
    context.reportError(new GraphQLError('not composite', { nodes: node }));
  };
  return { InlineFragment: check, FragmentDefinition: check };
};

/** FragmentTypeConditionInvalid and InlineFragmentTypeConditionInvalid. */
export const FragmentsOnCompositeTypes = [
  fragmentsOnCompositeTypes,
  (([node]) => {
    const [type, name] =
      node?.kind === 'InlineFragment'
        ? ['InlineFragmentTypeConditionInvalid', 'Inline fragment']
        : ['FragmentTypeConditionInvalid', 'Fragment'];
    const text = `${name} type condition is invalid, must be on Object/Interface/Union`;
    return { type, text, node };
  }) satisfies Phrase,
] as const;

const loneAnonymousOperation: ValidationRule = (context) => {
  let isFirst = true;
  let afterAnonymous = false;
  return {
    OperationDefinition(node) {
      const name = node.name?.value;
      const text =
        name === undefined
          ? 'Anonymous operation with other operations.'
          : `Operation ${name} is following anonymous operation.`;
      const isWrong = name === undefined ? !isFirst : afterAnonymous;
      if (isWrong) context.reportError(new GraphQLError(text, { nodes: node }));
      isFirst = false;
      afterAnonymous ||= name === undefined;
    },
  };
};

/** An operation without a name beside others: LoneAnonymousOperationViolation. */
export const LoneAnonymousOperation = [
  loneAnonymousOperation,
  ownText('LoneAnonymousOperationViolation'),
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
