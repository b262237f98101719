import { LRUCache } from 'lru-cache';
import type { PolicyPatterns, PolicyStatement, Role } from '../../assembly/model.ts';
import { compileCondition, lookupIn, type HoldsFor } from './conditions.ts';
import { compilePattern, type VariableLookup } from './patterns.ts';
import type { Permissions, RequestContext } from './types.ts';

/** How many pairs of action and resource are remembered for a principal. */
const REMEMBERED = 5_000;

interface Session {
  /** ARN of the principal, for the sentence. */
  readonly arn: string;
  /** What is known of every request of the principal. */
  readonly context: () => RequestContext;
}

/**
 * Judges by the policies of a role: allowed by a statement, by the permissions boundary too, and denied
 * by none. What no condition decides is remembered.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function createPermissions(
  { statements, boundary }: Pick<Role, 'statements' | 'boundary'>,
  { arn, context }: Session,
): Permissions {
  const policies: readonly Policy[] = [
    { statements: statements.map(compile), name: 'identity-based policy', article: 'an ' },
    ...(boundary
      ? [{ statements: boundary.map(compile), name: 'permissions boundary', article: 'a ' }]
      : []),
  ];
  const remembered = new LRUCache<string, Verdict>({ max: REMEMBERED });
  const prepare = (action: string, resource: string): Verdict => {
    const sentence = (reason: string | null): string | null =>
      reason &&
      `User: ${arn} is not authorized to perform: ${action} on resource: ${resource} ${reason}`;
    const relevant = policies.map((policy) => narrow(policy, action, resource));
    const judge = (request: RequestContext): string | null =>
      sentence(reasonAgainst(relevant, { action, resource, request }));
    const dependsOnRequest = relevant.some((policy) => policy.statements.some(isConditional));
    return dependsOnRequest ? judge : { refusal: judge({}) };
  };
  return {
    refusal(action, resource, request) {
      const key = `${action} ${resource}`;
      let verdict = remembered.get(key);
      if (verdict === undefined) remembered.set(key, (verdict = prepare(action, resource)));
      if (typeof verdict === 'object') return verdict.refusal;
      return verdict({ ...context(), ...request?.() });
    },
  };
}

type Verdict = { readonly refusal: string | null } | ((request: RequestContext) => string | null);

interface Policy {
  readonly statements: readonly Statement[];
  /** As AWS's sentences call it. */
  readonly name: string;
  readonly article: string;
}

interface Statement {
  readonly effect: 'Allow' | 'Deny';
  readonly actions: Patterns;
  readonly resources: Patterns;
  readonly conditions: readonly HoldsFor[];
}

interface Patterns {
  readonly hasVariables: boolean;
  cover(text: string, valueOf: VariableLookup): boolean;
}

function compile({ effect, actions, resources, conditions = [] }: PolicyStatement): Statement {
  return {
    effect,
    actions: compilePatterns(actions, true),
    resources: compilePatterns(resources, false),
    conditions: conditions.map(compileCondition),
  };
}

function compilePatterns({ patterns, isExcept }: PolicyPatterns, anyCase: boolean): Patterns {
  const compiled = patterns.map((pattern) => compilePattern(pattern, { anyCase }));
  return {
    hasVariables: compiled.some(({ hasVariables }) => hasVariables),
    cover: (text, valueOf) =>
      compiled.some((pattern) => pattern.matches(text, valueOf)) !== isExcept,
  };
}

const NO_VARIABLES: VariableLookup = () => null;

/** The statements that this action on this resource may hang on. */
function narrow(policy: Policy, action: string, resource: string): Policy {
  const statements = policy.statements.filter(
    ({ actions, resources }) =>
      actions.cover(action, NO_VARIABLES) &&
      (resources.hasVariables || resources.cover(resource, NO_VARIABLES)),
  );
  return { ...policy, statements };
}

const isConditional = ({ resources, conditions }: Statement): boolean =>
  resources.hasVariables || conditions.length > 0;

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html */
function reasonAgainst(
  policies: readonly Policy[],
  about: { readonly action: string; readonly resource: string; readonly request: RequestContext },
): string | null {
  const { action, resource, request } = about;
  const valueOf = lookupIn(request);
  const holding = policies.map(({ statements, ...policy }) => ({
    ...policy,
    effects: statements
      .filter(
        ({ resources, conditions }) =>
          resources.cover(resource, valueOf) && conditions.every((holds) => holds(request)),
      )
      .map(({ effect }) => effect),
  }));
  const denying = holding.find(({ effects }) => effects.includes('Deny'));
  if (denying) return `with an explicit deny in ${denying.article}${denying.name}`;
  const silent = holding.find(({ effects }) => !effects.includes('Allow'));
  return silent ? `because no ${silent.name} allows the ${action} action` : null;
}
