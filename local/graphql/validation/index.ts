import {
  validate,
  visit,
  type ASTNode,
  type ASTVisitor,
  type DocumentNode,
  type GraphQLError,
  type GraphQLSchema,
  type ValidationContext,
  type ValidationRule,
} from 'graphql';
import type { AppSyncError } from '../../shared/graphql-error.ts';
import { locationOf, validationError } from '../execution/errors.ts';
import type { Phrase, Problem } from './problem.ts';
import { rules } from './rules.ts';
import { noIntrospection } from './no-introspection.ts';

/**
 * What is wrong with a document, in the words of graphql-java, which AppSync runs on. graphql-js's
 * rules find it; each says it through its line of the table in rules.ts.
 */
export function validateDocument(
  schema: GraphQLSchema,
  document: DocumentNode,
  introspection: boolean,
): readonly AppSyncError[] {
  const found = introspection ? rules : [...rules, noIntrospection];
  const phrased = new Map<GraphQLError, Problem>();
  const wrapped = found.map(([rule, phrase]) => withPhrase(rule, phrase, phrased));
  return validate(schema, document, wrapped).map((error) => {
    const problem = phrased.get(error);
    return problem ? toError(problem, document) : validationError(error.message, []);
  });
}

/** The rule, noting what AppSync calls each problem that it reports. */
function withPhrase(
  rule: ValidationRule,
  phrase: Phrase,
  phrased: Map<GraphQLError, Problem>,
): ValidationRule {
  return (context): ASTVisitor => {
    const noting = Object.create(context, {
      reportError: {
        value: (error: GraphQLError) => {
          phrased.set(error, phrase(error.nodes ?? [], context, error));
          context.reportError(error);
        },
      },
    }) as ValidationContext;
    return rule(noting);
  };
}

function toError(problem: Problem, document: DocumentNode): AppSyncError {
  const { type, text, node, blamed, isOfDocument } = problem;
  const path = node && !isOfDocument ? queryPath(document, node) : [];
  const at = path.length > 0 ? ` @ '${path.join('/')}'` : '';
  const locations = (blamed ?? (node ? [node] : [])).flatMap(locationOf);
  return validationError(`Validation error of type ${type}: ${text}${at}`, locations);
}

/** Names of the fields and fragments around a node, outermost first. */
function queryPath(document: DocumentNode, target: ASTNode): readonly string[] {
  const names: string[] = [];
  let found: readonly string[] = [];
  visit(document, {
    enter(node) {
      const name = pathName(node);
      if (name !== null) names.push(name);
      if (node === target) found = [...names];
    },
    leave(node) {
      if (pathName(node) !== null) names.pop();
    },
  });
  return found;
}

function pathName(node: ASTNode): string | null {
  return node.kind === 'Field' || node.kind === 'FragmentDefinition' ? node.name.value : null;
}
