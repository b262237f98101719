import type { Program } from 'acorn';
import { nameOf } from '../compile/names.ts';
import { namesIn } from '../compile/patterns.ts';
import type { Rule } from './rule.ts';

function exportedNames(program: Program): string[] {
  return program.body.flatMap((statement) => {
    if (statement.type !== 'ExportNamedDeclaration') return [];
    const { declaration, specifiers } = statement;
    if (!declaration) return specifiers.map((specifier) => nameOf(specifier.exported));
    if (declaration.type !== 'VariableDeclaration') return [declaration.id.name];
    return declaration.declarations.flatMap(({ id }) => namesIn(id).map(({ name }) => name));
  });
}

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
