import type { Pattern, VariableDeclaration } from 'acorn';
import { namesIn } from '../compile/patterns.ts';
import type { Binding } from '../compile/scopes.ts';
import type { Rule, RuleContext } from './rule.ts';

/** What a name cannot be given anew for, if anything. */
function reasonOf(binding: Binding | null | undefined): string | null {
  if (binding?.isConstant) return 'is a constant: declare it with let';
  if (binding?.kind === 'import') return 'is imported and cannot be assigned: use a variable';
  if (binding?.kind === 'function') return 'is a function and cannot be assigned: use a variable';
  return null;
}

function check(left: Pattern | VariableDeclaration, { report, scopes }: RuleContext): void {
  if (left.type === 'VariableDeclaration') return;
  for (const name of namesIn(left)) {
    const reason = reasonOf(scopes.bindingOf(name));
    if (reason !== null) report(name, `${name.name} ${reason}`);
  }
}

export const noConstAssign: Rule = {
  name: 'no-const-assign',
  visit: {
    AssignmentExpression: ({ left }, context) => check(left, context),
    ForInStatement: ({ left }, context) => check(left, context),
    ForOfStatement: ({ left }, context) => check(left, context),
  },
};
