import { exportedNames } from '../compile/exported-names.ts';
import type { Rule } from './rule.ts';

export const requiredHandlers: Rule = {
  name: 'required-handlers',
  visit: {
    Program(node, { report }) {
      const names = exportedNames(node);
      for (const handler of ['request', 'response']) {
        if (!names.includes(handler))
          report(
            { start: 0 },
            `the file must export ${handler}: export function ${handler}(ctx) { ... }`,
          );
      }
    },
  },
};
