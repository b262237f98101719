import type { AnyNode, MemberExpression } from 'acorn';
import { isFunction } from '../compile/scopes.ts';
import type { Rule, RuleContext } from './rule.ts';

/** Whether an identifier is the first parameter of a handler. */
function isContext(node: AnyNode, { scopes, ancestors }: RuleContext): boolean {
  if (node.type !== 'Identifier' || scopes.bindingOf(node)?.kind !== 'parameter') return false;
  const owner = ancestors.find(
    (ancestor) =>
      isFunction(ancestor) &&
      ancestor.params.some(
        (parameter) => parameter.type === 'Identifier' && parameter.name === node.name,
      ),
  );
  if (owner === undefined || !isFunction(owner)) return false;
  const [first] = owner.params;
  return first?.type === 'Identifier' && first.name === node.name && isHandler(owner, ancestors);
}

function isHandler(owner: AnyNode, ancestors: readonly AnyNode[]): boolean {
  const above = ancestors[ancestors.indexOf(owner) + 1];
  const name =
    owner.type === 'FunctionDeclaration'
      ? owner.id?.name
      : above?.type === 'VariableDeclarator' && above.id.type === 'Identifier'
        ? above.id.name
        : undefined;
  return name === 'request' || name === 'response';
}

function check(target: AnyNode, context: RuleContext): void {
  if (isContext(target, context))
    context.report(target, 'the context cannot be re-assigned: use another variable');
  else if (target.type === 'MemberExpression' && isContext(target.object, context)) {
    context.report(
      target,
      `${describe(target)} cannot be assigned or deleted: change what is in it, or use ctx.stash`,
    );
  }
}

function describe({ property }: MemberExpression): string {
  const name =
    property.type === 'Identifier'
      ? property.name
      : property.type === 'Literal'
        ? String(property.value)
        : '';
  return name === '' ? 'a member of the context' : `ctx.${name}`;
}

export const noDisallowedReAssignment: Rule = {
  name: 'no-disallowed-re-assignment',
  visit: {
    AssignmentExpression: (node, context) => check(node.left, context),
    UpdateExpression: (node, context) => check(node.argument, context),
    UnaryExpression: (node, context) => {
      if (node.operator === 'delete') check(node.argument, context);
    },
    ForInStatement: (node, context) => check(node.left, context),
    ForOfStatement: (node, context) => check(node.left, context),
  },
};
