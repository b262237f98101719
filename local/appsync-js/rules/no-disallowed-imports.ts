import type { AnyNode } from 'acorn';
import { nameOf } from '../compile/names.ts';
import { MODULES } from '../realm/modules/names.ts';
import type { Rule, RuleContext } from './rule.ts';

const INSTEAD = `only ${Object.keys(MODULES).join(', ')} can be imported: bundle everything else into the file`;

function checkSource(
  node: AnyNode,
  source: unknown,
  { report }: RuleContext,
): readonly string[] | null {
  const names =
    typeof source === 'string' && Object.hasOwn(MODULES, source) ? MODULES[source] : undefined;
  if (names !== undefined) return names;
  report(node, `'${String(source)}': ${INSTEAD}`);
  return null;
}

export const noDisallowedImports: Rule = {
  name: 'no-disallowed-imports',
  visit: {
    ImportDeclaration(node, context) {
      const names = checkSource(node, node.source.value, context);
      if (names === null) return;
      for (const specifier of node.specifiers) {
        if (specifier.type === 'ImportNamespaceSpecifier') continue;
        const name =
          specifier.type === 'ImportDefaultSpecifier' ? 'default' : nameOf(specifier.imported);
        if (!names.includes(name)) {
          context.report(
            specifier,
            `'${String(node.source.value)}' has no ${name}: there are ${names.join(', ')}`,
          );
        }
      }
    },
    ImportExpression: (node, { report }) => report(node, `import() is not supported: ${INSTEAD}`),
    MetaProperty: (node, { report }) =>
      report(node, 'import.meta and new.target are not supported: read ctx.env'),
    ExportAllDeclaration: (node, { report }) =>
      report(node, 'export * is not supported: export request and response'),
    ExportNamedDeclaration(node, { report }) {
      if (node.source) report(node, `export from is not supported: ${INSTEAD}`);
    },
  },
};
