import type { Rule } from './rule.ts';

export const noBigint: Rule = {
  name: 'no-bigint',
  visit: {
    Literal(node, { report }) {
      if (typeof node.bigint === 'string')
        report(node, 'big integers are not supported: use a number or a string', 'inferred');
    },
  },
};
