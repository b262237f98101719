import type {
  AnyNode,
  Expression,
  Function as FunctionNode,
  ImportDeclaration,
  Pattern,
  Program,
  VariableDeclaration,
} from 'acorn';
import { nameOf } from './names.ts';
import { namesIn } from './patterns.ts';
import { childrenOf } from './tree.ts';

/** A name as one scope declares it. */
export interface Binding {
  readonly name: string;
  readonly kind: 'import' | 'function' | 'variable' | 'parameter';
  /** `const`. */
  readonly isConstant: boolean;
  /** What a variable of a plain name is declared with. */
  readonly initial: Expression | null;
  /** The function that the name stands for, when that can be seen. */
  readonly value: FunctionNode | null;
  /** For imports: the module and the name it is exported by, `*` for all of it. */
  readonly from: { readonly module: string; readonly name: string } | null;
}

/** A binding while the program is read: a function may be assigned to it later on. */
type Draft = { -readonly [Key in keyof Binding]: Binding[Key] };

/** What the names in a program stand for. */
export interface Scopes {
  /** What a reference stands for; null for a global, undefined for a node that is no reference. */
  bindingOf(node: AnyNode): Binding | null | undefined;
}

type Scope = {
  readonly parent: Scope | null;
  readonly names: Map<string, Draft>;
  readonly ofFunction: boolean;
};

/** An identifier that reads or writes a variable. */
interface Reference {
  readonly scope: Scope;
  readonly parent: AnyNode;
}

const OPENS_BLOCK = [
  'BlockStatement',
  'ForStatement',
  'ForInStatement',
  'ForOfStatement',
  'SwitchStatement',
  'CatchClause',
];

/** Whether a node is a function of any form. */
export const isFunction = (node: AnyNode | null | undefined): node is FunctionNode & AnyNode =>
  node?.type === 'FunctionDeclaration' ||
  node?.type === 'FunctionExpression' ||
  node?.type === 'ArrowFunctionExpression';

/** Resolves every identifier of a bundle that reads or writes a variable. */
export function analyzeScopes(program: Program): Scopes {
  const references = new Map<AnyNode, Reference>();
  const scopeOf = new Map<AnyNode, Scope>();
  declareAll(program, { parent: null, names: new Map(), ofFunction: true }, scopeOf);
  collect(program, null, scopeOf.get(program) as Scope, scopeOf, references);
  const bindingOf = (node: AnyNode): Draft | null | undefined => {
    const reference = references.get(node);
    if (reference === undefined || node.type !== 'Identifier') return undefined;
    for (let at: Scope | null = reference.scope; at !== null; at = at.parent) {
      const binding = at.names.get(node.name);
      if (binding !== undefined) return binding;
    }
    return null;
  };
  // `f = () => 1` names a function as `const f = () => 1` does.
  for (const [node, { parent }] of references) {
    if (parent.type !== 'AssignmentExpression' || parent.left !== node) continue;
    const binding = isFunction(parent.right) ? bindingOf(node) : null;
    if (binding) binding.value ??= parent.right as FunctionNode;
  }
  return { bindingOf };
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
    for (const parameter of node.params) declarePattern(inner, parameter, 'parameter');
  } else if (OPENS_BLOCK.includes(node.type)) {
    inner = open(scope, false);
    scopeOf.set(node, inner);
    if (node.type === 'CatchClause' && node.param) declarePattern(inner, node.param, 'variable');
  }
  declareHere(node, inner);
  for (const child of childrenOf(node)) declareAll(child.node, inner, scopeOf);
}

function declareHere(node: AnyNode, scope: Scope): void {
  if (node.type === 'VariableDeclaration') declareVariables(node, scope);
  else if (node.type === 'ClassDeclaration' && node.id)
    declare(scope, node.id.name, 'variable', null);
  else if (node.type === 'ImportDeclaration') declareImports(node, scope);
}

function declareVariables(node: VariableDeclaration, scope: Scope): void {
  let target = scope;
  if (node.kind === 'var') while (!target.ofFunction && target.parent) target = target.parent;
  for (const { id, init } of node.declarations) {
    const isConstant = node.kind === 'const';
    if (id.type === 'Identifier') {
      const value = isFunction(init) ? init : null;
      declare(target, id.name, 'variable', value, { isConstant, initial: init ?? null });
    } else declarePattern(target, id, 'variable', { isConstant });
  }
}

function declareImports(node: ImportDeclaration, scope: Scope): void {
  const module = String(node.source.value);
  for (const specifier of node.specifiers) {
    const name =
      specifier.type === 'ImportNamespaceSpecifier'
        ? '*'
        : specifier.type === 'ImportDefaultSpecifier'
          ? 'default'
          : nameOf(specifier.imported);
    declare(scope, specifier.local.name, 'import', null, { from: { module, name } });
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
  more: Partial<Binding> = {},
): void {
  const plain = { name, kind, value, isConstant: false, initial: null, from: null };
  scope.names.set(name, { ...plain, ...more });
}

function declarePattern(
  scope: Scope,
  pattern: Pattern,
  kind: Binding['kind'],
  more?: Partial<Binding>,
): void {
  for (const { name } of namesIn(pattern)) declare(scope, name, kind, null, more);
}

function collect(
  node: AnyNode,
  parent: { node: AnyNode; key: string } | null,
  scope: Scope,
  scopeOf: ReadonlyMap<AnyNode, Scope>,
  references: Map<AnyNode, Reference>,
): void {
  const inner = scopeOf.get(node) ?? scope;
  if (node.type === 'Identifier' && parent !== null && isReference(parent.node, parent.key))
    references.set(node, { scope, parent: parent.node });
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
