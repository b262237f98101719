import type { Rule } from './rule.ts';

const INSTEAD =
  'await is not supported: data sources are called by the request object a handler returns';

export const noAwait: Rule = {
  name: 'no-await',
  visit: {
    AwaitExpression: (node, { report }) => report(node, INSTEAD),
    ForOfStatement(node, { report }) {
      if (node.await) report(node, INSTEAD);
    },
  },
};
