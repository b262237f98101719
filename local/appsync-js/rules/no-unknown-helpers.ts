import type { AnyNode, MemberExpression } from 'acorn';
import { memberName } from '../compile/names.ts';
import type { Scopes } from '../compile/scopes.ts';
import { MODULES } from '../realm/modules/names.ts';
import { HELPERS } from './helper-names.ts';
import type { HelperNames } from './helper-names.ts';
import type { Rule } from './rule.ts';

interface Helper {
  /** As the code writes it, for the message. */
  readonly written: string;
  readonly names: HelperNames;
}

/** The object of helpers that an expression is, if it is one. */
function helperOf(node: AnyNode, scopes: Scopes): Helper | null {
  if (node.type === 'Identifier') return rootOf(node.name, scopes.bindingOf(node));
  if (node.type !== 'MemberExpression') return null;
  const owner = helperOf(node.object, scopes);
  const name = memberName(node);
  return owner && withNames(`${owner.written}.${name}`, namesAt(owner.names, name));
}

function rootOf(written: string, binding: ReturnType<Scopes['bindingOf']>): Helper | null {
  if (binding === null) return withNames(written, namesAt(HELPERS, written));
  const from = binding?.from;
  if (!from) return null;
  const exported = exportsOf(from.module);
  return withNames(
    written,
    from.name === '*' ? exported : exported && namesAt(exported, from.name),
  );
}

function exportsOf(module: string): HelperNames | null {
  const names = Object.hasOwn(MODULES, module) ? MODULES[module] : undefined;
  return names ? Object.fromEntries(names.map((name) => [name, namesAt(HELPERS, name)])) : null;
}

const namesAt = (names: HelperNames, name: string): HelperNames | null =>
  Object.hasOwn(names, name) ? (names[name] ?? null) : null;

const withNames = (written: string, names: HelperNames | null): Helper | null =>
  names && { written, names };

/** AWS finds these with TypeScript, from the types of @aws-appsync/utils. */
export const noUnknownHelpers: Rule = {
  name: 'no-unknown-helpers',
  visit: {
    MemberExpression(node: MemberExpression, { report, scopes }) {
      const owner = helperOf(node.object, scopes);
      const name = memberName(node);
      if (owner === null || name === '' || Object.hasOwn(owner.names, name)) return;
      const there = Object.keys(owner.names).join(', ');
      report(node.property, `${owner.written} has no ${name}: there are ${there}`);
    },
  },
};
