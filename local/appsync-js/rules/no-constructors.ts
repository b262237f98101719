import type { Rule } from './rule.ts';

export const noConstructors: Rule = {
  name: 'no-constructors',
  visit: {
    NewExpression(node, { report, scopes }) {
      // Of `new Map()` no-disallowed-globals says what to use.
      if (scopes.bindingOf(node.callee) === null) return;
      report(
        node,
        'new is not supported: return an object from a function, and call that',
        'inferred',
      );
    },
  },
};
