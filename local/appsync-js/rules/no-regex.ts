import type { Rule } from './rule.ts';

export const noRegex: Rule = {
  name: 'no-regex',
  visit: {
    Literal(node, { report }) {
      if (node.regex) {
        report(
          node,
          "regular expression literals are not supported: give a Java pattern as a string to util.matches or replace, as in util.matches('[a-z]+', text)",
        );
      }
    },
  },
};
