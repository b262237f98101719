import { dirname, relative, resolve, sep } from 'node:path';
import type { Rule } from 'eslint';

/** Files that may not import others; all paths as seen from the repository. */
export interface Zone {
  /** Who may not: a file, or a folder with all below it. */
  readonly target: string;
  /** Whom. */
  readonly from: string | readonly string[];
  /** What of `from` all may import, as seen from there. */
  readonly except?: readonly string[];
  /** Said instead of the paths alone. */
  readonly message?: string;
}

/** What the rule is told. */
export interface RestrictedPaths {
  readonly zones: readonly Zone[];
  /** Packages of this repository: name -> folder. */
  readonly packages: Readonly<Record<string, string>>;
}

/**
 * The rule that zones are kept to, by imports of values and of types. Imports name files in full here, so that no
 * resolver is asked.
 */
export const restrictedPaths: Rule.RuleModule = {
  meta: {
    type: 'problem',
    schema: false,
    messages: { restricted: '{{file}} may not import {{path}}. {{reason}}' },
  },
  create(context) {
    const { zones, packages } = context.options[0] as RestrictedPaths;
    const { cwd, filename } = context;
    const own = zones.filter(({ target }) => isWithin(filename, resolve(cwd, target)));
    const check = (node: Rule.Node, source: unknown): void => {
      const path = typeof source === 'string' ? pathOf(source, { cwd, filename, packages }) : null;
      if (path === null) return;
      for (const { from, except = [], message = '' } of own) {
        const folder = [from].flat().find((one) => isWithin(path, resolve(cwd, one)));
        if (folder === undefined) continue;
        if (except.some((one) => isWithin(path, resolve(cwd, folder, one)))) continue;
        const data = { file: shown(filename, cwd), path: shown(path, cwd), reason: message };
        context.report({ node, messageId: 'restricted', data });
      }
    };
    if (own.length === 0) return {};
    return {
      ImportDeclaration: (node) => check(node, node.source.value),
      ExportNamedDeclaration: (node) => check(node, node.source?.value),
      ExportAllDeclaration: (node) => check(node, node.source.value),
      ImportExpression: (node) =>
        check(node, node.source.type === 'Literal' ? node.source.value : undefined),
    };
  },
};

interface Importer extends Pick<RestrictedPaths, 'packages'> {
  readonly cwd: string;
  readonly filename: string;
}

/** The full path that a text of an import stands for; null: a module of Node's. */
function pathOf(source: string, { cwd, filename, packages }: Importer): string | null {
  const [path = ''] = source.split('?');
  if (path.startsWith('.')) return resolve(dirname(filename), path);
  if (path.startsWith('node:')) return null;
  const name = Object.keys(packages).find((one) => path === one || path.startsWith(`${one}/`));
  const folder = name === undefined ? undefined : packages[name];
  return name === undefined || folder === undefined
    ? resolve(cwd, 'node_modules', path)
    : resolve(cwd, folder, `.${path.slice(name.length)}`);
}

const isWithin = (path: string, place: string): boolean =>
  path === place || `${path}.ts` === place || path.startsWith(place + sep);

const shown = (path: string, cwd: string): string => relative(cwd, path).replaceAll(sep, '/');
