import type { AnyNode, Function as FunctionNode, Identifier, Pattern, Program } from 'acorn';
import { childrenOf } from './tree.ts';

/** A name as one scope declares it. */
export interface Binding {
  readonly name: string;
  readonly kind: 'import' | 'function' | 'variable' | 'parameter';
  /** The function that the name stands for, when that can be seen. */
  readonly value: FunctionNode | null;
  /** For imports: the module. */
  readonly source: string | null;
}

export interface Scopes {
  /** What a reference stands for; null for a global, undefined for a node that is no reference. */
  bindingOf(node: AnyNode): Binding | null | undefined;
}

type Scope = {
  readonly parent: Scope | null;
  readonly names: Map<string, Binding>;
  readonly ofFunction: boolean;
};

const OPENS_BLOCK = [
  'BlockStatement',
  'ForStatement',
  'ForInStatement',
  'ForOfStatement',
  'SwitchStatement',
  'CatchClause',
];

export const isFunction = (node: AnyNode | null | undefined): node is FunctionNode & AnyNode =>
  node?.type === 'FunctionDeclaration' ||
  node?.type === 'FunctionExpression' ||
  node?.type === 'ArrowFunctionExpression';

/** Resolves every identifier of a bundle that reads or writes a variable. */
export function analyzeScopes(program: Program): Scopes {
  const references = new Map<AnyNode, Scope>();
  const scopeOf = new Map<AnyNode, Scope>();
  declareAll(program, { parent: null, names: new Map(), ofFunction: true }, scopeOf);
  collect(program, null, scopeOf.get(program) as Scope, scopeOf, references);
  return {
    bindingOf(node) {
      const scope = references.get(node);
      if (scope === undefined || node.type !== 'Identifier') return undefined;
      for (let at: Scope | null = scope; at !== null; at = at.parent) {
        const binding = at.names.get(node.name);
        if (binding !== undefined) return binding;
      }
      return null;
    },
  };
}

function declareAll(node: AnyNode, scope: Scope, scopeOf: Map<AnyNode, Scope>): void {
  let inner = scope;
  if (node.type === 'Program') scopeOf.set(node, scope);
  else if (isFunction(node)) {
    if (node.type === 'FunctionDeclaration' && node.id)
      declare(scope, node.id.name, 'function', node);
    inner = open(scope, true);
    scopeOf.set(node, inner);
    if (node.type === 'FunctionExpression' && node.id)
      declare(inner, node.id.name, 'function', node);
    for (const parameter of node.params) declarePattern(inner, parameter, 'parameter', null);
  } else if (OPENS_BLOCK.includes(node.type)) {
    inner = open(scope, false);
    scopeOf.set(node, inner);
    if (node.type === 'CatchClause' && node.param)
      declarePattern(inner, node.param, 'variable', null);
  }
  declareHere(node, inner);
  for (const child of childrenOf(node)) declareAll(child.node, inner, scopeOf);
}

function declareHere(node: AnyNode, scope: Scope): void {
  if (node.type === 'VariableDeclaration') {
    let target = scope;
    if (node.kind === 'var') while (!target.ofFunction && target.parent) target = target.parent;
    for (const { id, init } of node.declarations) {
      declarePattern(target, id, 'variable', isFunction(init) ? init : null);
    }
  } else if (node.type === 'ClassDeclaration' && node.id)
    declare(scope, node.id.name, 'variable', null);
  else if (node.type === 'ImportDeclaration') {
    for (const specifier of node.specifiers) {
      const { name } = specifier.local;
      scope.names.set(name, {
        name,
        kind: 'import',
        value: null,
        source: String(node.source.value),
      });
    }
  }
}

const open = (parent: Scope, ofFunction: boolean): Scope => ({
  parent,
  names: new Map(),
  ofFunction,
});

function declare(
  scope: Scope,
  name: string,
  kind: Binding['kind'],
  value: FunctionNode | null,
): void {
  scope.names.set(name, { name, kind, value, source: null });
}

function declarePattern(
  scope: Scope,
  pattern: Pattern,
  kind: Binding['kind'],
  value: FunctionNode | null,
): void {
  for (const { name } of namesIn(pattern)) declare(scope, name, kind, value);
}

/** The identifiers that a pattern binds. */
export function namesIn(pattern: Pattern): Identifier[] {
  switch (pattern.type) {
    case 'Identifier':
      return [pattern];
    case 'ObjectPattern':
      return pattern.properties.flatMap((property) =>
        namesIn(property.type === 'RestElement' ? property.argument : property.value),
      );
    case 'ArrayPattern':
      return pattern.elements.flatMap((element) => (element === null ? [] : namesIn(element)));
    case 'AssignmentPattern':
      return namesIn(pattern.left);
    case 'RestElement':
      return namesIn(pattern.argument);
    case 'MemberExpression':
      return [];
  }
}

function collect(
  node: AnyNode,
  parent: { node: AnyNode; key: string } | null,
  scope: Scope,
  scopeOf: ReadonlyMap<AnyNode, Scope>,
  references: Map<AnyNode, Scope>,
): void {
  const inner = scopeOf.get(node) ?? scope;
  if (node.type === 'Identifier' && parent !== null && isReference(parent.node, parent.key))
    references.set(node, scope);
  for (const { node: child, key } of childrenOf(node))
    collect(child, { node, key }, inner, scopeOf, references);
}

function isReference(parent: AnyNode, key: string): boolean {
  switch (parent.type) {
    case 'MemberExpression':
      return key === 'object' || parent.computed;
    case 'Property':
      return key === 'value' || parent.computed;
    case 'FunctionDeclaration':
    case 'FunctionExpression':
    case 'ClassDeclaration':
    case 'ClassExpression':
      return key !== 'id';
    case 'MethodDefinition':
    case 'PropertyDefinition':
      return key === 'value' || parent.computed;
    case 'ExportSpecifier':
      return key === 'local';
    case 'ImportSpecifier':
    case 'ImportDefaultSpecifier':
    case 'ImportNamespaceSpecifier':
    case 'LabeledStatement':
    case 'BreakStatement':
    case 'ContinueStatement':
    case 'MetaProperty':
      return false;
    default:
      return true;
  }
}
