import type { Rule, Scope } from 'eslint';

/** What has to say what it is for: functions, classes and types. */
const KINDS: ReadonlySet<string> = new Set([
  'FunctionDeclaration',
  'ClassDeclaration',
  'TSInterfaceDeclaration',
  'TSTypeAliasDeclaration',
]);

/** A node as the parser of TypeScript makes it, with kinds that ESLint has no types for. */
interface Declared {
  readonly type: string;
  readonly parent?: Declared | null;
  readonly id?: { readonly name?: string } | null;
  readonly init?: { readonly type: string } | null;
  readonly declarations?: readonly Declared[];
}

/** ESLint's types know JavaScript alone. */
const declaredBy = (node: object): Declared => node as Declared;

/** The rule that whatever a module exports of these kinds has a doc comment. */
export const documentedExports: Rule.RuleModule = {
  meta: {
    type: 'suggestion',
    schema: [],
    messages: { missing: '{{name}} is exported: say in a doc comment (/** … */) what it is for.' },
  },
  create(context) {
    const { sourceCode } = context;
    const isDocumented = (node: Declared): boolean =>
      sourceCode
        .getCommentsBefore(node as unknown as Rule.Node)
        .some(({ type, value }) => type === 'Block' && value.startsWith('*'));
    const check = (declared: Declared, statement: Declared): void => {
      for (const one of declared.declarations ?? [declared]) {
        const needed = KINDS.has(one.type) || one.init?.type === 'ArrowFunctionExpression';
        if (!needed || isDocumented(statement)) continue;
        const node = one as unknown as Rule.Node;
        context.report({ node, messageId: 'missing', data: { name: one.id?.name ?? 'This' } });
      }
    };
    return {
      ExportNamedDeclaration(node) {
        if (node.declaration) check(declaredBy(node.declaration), declaredBy(node));
        if (node.source) return;
        const scope = sourceCode.getScope(node);
        for (const { local } of node.specifiers) {
          if (local.type !== 'Identifier') continue;
          const declared = declarationOf(scope.set.get(local.name));
          if (declared) check(declared, declared);
        }
      },
      ExportDefaultDeclaration: (node) => check(declaredBy(node.declaration), declaredBy(node)),
    };
  },
};

/** The statement that a name comes from; null: an import. */
function declarationOf(variable: Scope.Variable | undefined): Declared | null {
  const node = variable?.defs[0]?.node as Declared | undefined;
  if (!node) return null;
  if (node.type === 'VariableDeclarator') return node.parent ?? null;
  return KINDS.has(node.type) ? node : null;
}
