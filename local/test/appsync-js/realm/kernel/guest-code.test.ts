import { globSync, readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { basename, join } from 'node:path';
import type { AnyNode } from 'acorn';
import { describe, expect, test } from 'vitest';
import { parseBundle } from '../../../../appsync-js/compile/parse.ts';
import { analyzeScopes } from '../../../../appsync-js/compile/scopes.ts';
import { childrenOf } from '../../../../appsync-js/compile/tree.ts';

const ROOT = join(import.meta.dirname, '../../../../appsync-js');

/** Globals that stay after lockdown. */
const STAYING = ['undefined', 'NaN', 'Infinity', 'String'];
/** Files that run wholly before lockdown, and what else they take while they are loaded. */
const AT_LOAD: Readonly<Record<string, readonly string[]>> = {
  'primordials.ts': [
    'JSON',
    'Object',
    'Array',
    'Math',
    'Number',
    'RegExp',
    'TypeError',
    'Reflect',
    'Function',
    'Set',
  ],
  'lockdown.ts': ['globalThis', 'Error', 'JSON', 'Math', 'Object', 'Function', 'Date'],
  'state.ts': ['Error'],
  'filter-expression.ts': ['Error'],
  'subscription-filter.ts': ['Error'],
};

function globalsOf(file: string): string[] {
  const parsed = parseBundle(stripTypeScriptTypes(readFileSync(join(ROOT, file), 'utf8')));
  if (parsed.kind === 'invalid') throw new Error(parsed.message);
  const scopes = analyzeScopes(parsed.program);
  const names = new Set<string>();
  const visit = (node: AnyNode): void => {
    if (node.type === 'Identifier' && scopes.bindingOf(node) === null) names.add(node.name);
    for (const child of childrenOf(node)) visit(child.node);
  };
  visit(parsed.program);
  return [...names];
}

describe('code that runs inside the realm: uses no global that lockdown removes', () => {
  test.each(globSync('realm/{kernel,util,modules}/*.ts', { cwd: ROOT }))('%s', (file) => {
    const allowed = [...STAYING, ...(AT_LOAD[basename(file)] ?? [])];
    expect(globalsOf(file).filter((name) => !allowed.includes(name))).toEqual([]);
  });
});
