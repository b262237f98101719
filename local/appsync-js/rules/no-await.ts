import type { Rule } from './rule.ts';

export const noAwait: Rule = {
  name: 'no-await',
  visit: {
    AwaitExpression: (node, { report }) =>
      report(
        node,
        'await is not supported: data sources are called by the request object a handler returns',
      ),
  },
};
