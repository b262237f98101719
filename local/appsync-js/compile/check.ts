import type { AnyNode, Program } from 'acorn';
import type { Code } from '../../assembly/model.ts';
import { LocalError } from '../../shared/errors.ts';
import { rules as allRules } from '../rules/index.ts';
import type { Rule, RuleContext } from '../rules/rule.ts';
import { parseBundle } from './parse.ts';
import { analyzeScopes } from './scopes.ts';
import { createPositions } from './source-positions.ts';
import { childrenOf } from './tree.ts';

/** One broken rule. */
export interface Problem {
  readonly rule: string;
  /** Offset in the bundle. */
  readonly offset: number;
  readonly instead: string;
}

/** Every rule that a parsed bundle breaks, in the order of the source. */
export function findProblems(source: string, program: Program, rules: readonly Rule[]): Problem[] {
  const problems: Problem[] = [];
  const scopes = analyzeScopes(program);
  const visit = (node: AnyNode, ancestors: readonly AnyNode[]): void => {
    for (const rule of rules) {
      const check = rule.visit[node.type] as
        ((node: AnyNode, context: RuleContext) => void) | undefined;
      check?.(node, {
        program,
        source,
        scopes,
        ancestors,
        report: ({ start }, instead) => problems.push({ rule: rule.name, offset: start, instead }),
      });
    }
    const below = [node, ...ancestors];
    for (const child of childrenOf(node)) visit(child.node, below);
  };
  visit(program, []);
  return problems.sort((first, second) => first.offset - second.offset);
}

/**
 * Parses a bundle and checks it against the language.
 * @throws LocalError ERR_RESOLVER_CODE with a line `file:line:col rule: what to write instead` for
 * every broken rule, in the TypeScript source when the bundle carries an inline source map
 */
export function checkBundle({ source, file }: Code): Program {
  const parsed = parseBundle(source);
  const problems =
    parsed.kind === 'invalid'
      ? [{ rule: 'syntax', offset: parsed.offset, instead: parsed.message }]
      : findProblems(source, parsed.program, allRules);
  if (parsed.kind === 'parsed' && problems.length === 0) return parsed.program;
  const positions = createPositions(source, file);
  const lines = problems.map(
    ({ rule, offset, instead }) => `${positions.describe(offset)} ${rule}: ${instead}`,
  );
  const count = lines.length === 1 ? 'a rule' : `${lines.length} rules`;
  throw new LocalError(
    'ERR_RESOLVER_CODE',
    `${file} breaks ${count} of APPSYNC_JS; AWS would refuse it:\n${lines.join('\n')}`,
  );
}
