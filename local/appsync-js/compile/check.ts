import type { AnyNode, Program } from 'acorn';
import type { Code } from '../../assembly/model.ts';
import { rules as allRules } from '../rules/index.ts';
import type { Rule, RuleContext } from '../rules/rule.ts';
import { ResolverCodeError } from './resolver-code-error.ts';
import { parseBundle } from './parse.ts';
import { analyzeScopes } from './scopes.ts';
import type { Scopes } from './scopes.ts';
import { createPositions } from './source-positions.ts';
import { childrenOf } from './tree.ts';

/** One broken rule. */
export interface Problem {
  readonly rule: string;
  /** Offset in the bundle. */
  readonly offset: number;
  /** Characters it spans; -1 if that is not known. */
  readonly span: number;
  readonly instead: string;
}

/** A bundle that keeps all rules. */
export interface CheckedBundle {
  readonly program: Program;
  readonly scopes: Scopes;
}

/** The rule of code that is no JavaScript at all. */
export const SYNTAX = 'syntax';

/** Every rule that a parsed bundle breaks, in the order of the source. */
export function findProblems(
  source: string,
  { program, scopes }: CheckedBundle,
  rules: readonly Rule[],
): Problem[] {
  const problems: Problem[] = [];
  const rulesOf = byNodeType(rules);
  const visit = (node: AnyNode, ancestors: readonly AnyNode[]): void => {
    for (const { name, check } of rulesOf.get(node.type) ?? []) {
      check(node, {
        program,
        source,
        scopes,
        ancestors,
        report: ({ start, end }, instead) => {
          const span = end === undefined ? -1 : end - start;
          problems.push({ rule: name, offset: start, span, instead });
        },
      });
    }
    const below = [node, ...ancestors];
    for (const child of childrenOf(node)) visit(child.node, below);
  };
  visit(program, []);
  return problems.sort((first, second) => first.offset - second.offset);
}

interface Check {
  readonly name: string;
  readonly check: (node: AnyNode, context: RuleContext) => void;
}

/** What is to be checked of each type of node. */
function byNodeType(rules: readonly Rule[]): ReadonlyMap<string, readonly Check[]> {
  const checks = new Map<string, Check[]>();
  for (const { name, visit } of rules) {
    for (const [type, check] of Object.entries(visit) as [string, Check['check']][]) {
      checks.set(type, [...(checks.get(type) ?? []), { name, check }]);
    }
  }
  return checks;
}

/**
 * Parses a bundle and checks it against the language.
 * @throws ResolverCodeError with every broken rule
 */
export function checkBundle({ source, file }: Code): CheckedBundle {
  const parsed = parseBundle(source);
  const positions = createPositions(source, file);
  if (parsed.kind === 'invalid') {
    const { offset, message: instead } = parsed;
    throw new ResolverCodeError(file, [{ rule: SYNTAX, offset, span: -1, instead }], positions);
  }
  const bundle = { program: parsed.program, scopes: analyzeScopes(parsed.program) };
  const problems = findProblems(source, bundle, allRules);
  if (problems.length > 0) throw new ResolverCodeError(file, problems, positions);
  return bundle;
}
