import type { Rule } from './rule.ts';

export const noContinue: Rule = {
  name: 'no-continue',
  visit: {
    ContinueStatement: (node, { report }) =>
      report(node, 'continue is not supported: put the rest of the loop into an if'),
  },
};
