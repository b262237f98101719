import type { AnyNode, Program } from 'acorn';
import type { Code } from '../../assembly/model.ts';
import { rules as allRules } from '../rules/index.ts';
import type { Rule, RuleContext } from '../rules/rule.ts';
import { ResolverCodeError, describeProblem } from './resolver-code-error.ts';
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
  /** Nothing says that AWS refuses it: it is told, and the code runs. */
  readonly isInferred: boolean;
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
        report: ({ start, end }, instead, evidence) => {
          const span = end === undefined ? -1 : end - start;
          const isInferred = evidence === 'inferred';
          problems.push({ rule: name, offset: start, span, instead, isInferred });
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
 * @returns the bundle, with a line `file:line:col rule: what to write instead` for each thing that AWS
 * is not known to take, nor to refuse
 * @throws ResolverCodeError with every broken rule
 */
export function checkBundle(
  { source, file }: Code,
  rules: readonly Rule[] = allRules,
): CheckedBundle & {
  readonly warnings: readonly string[];
} {
  const parsed = parseBundle(source);
  const positions = createPositions(source, file);
  if (parsed.kind === 'invalid') {
    const { offset, message: instead } = parsed;
    const problem = { rule: SYNTAX, offset, span: -1, instead, isInferred: false };
    throw new ResolverCodeError(file, [problem], positions);
  }
  const bundle = { program: parsed.program, scopes: analyzeScopes(parsed.program) };
  const found = findProblems(source, bundle, rules);
  const problems = found.filter(({ isInferred }) => !isInferred);
  if (problems.length > 0) throw new ResolverCodeError(file, problems, positions);
  return { ...bundle, warnings: found.map((problem) => describeProblem(problem, positions)) };
}
