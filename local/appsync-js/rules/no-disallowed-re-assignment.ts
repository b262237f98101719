import type { AnyNode, MemberExpression, Pattern } from 'acorn';
import { memberName } from '../compile/names.ts';
import { targetsIn } from '../compile/patterns.ts';
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

function check(left: AnyNode, context: RuleContext): void {
  if (left.type === 'VariableDeclaration') return;
  for (const target of targetsIn(left as Pattern)) checkTarget(target, context);
}

function checkTarget(target: AnyNode, context: RuleContext): void {
  if (isContext(target, context))
    context.report(target, 'the context cannot be re-assigned: use another variable');
  else if (target.type === 'MemberExpression' && isContext(target.object, context)) {
    context.report(
      target,
      `${describe(target)} cannot be assigned or deleted: change what is in it, or use ctx.stash`,
    );
  }
}

function describe(node: MemberExpression): string {
  const name = memberName(node);
  return name === '' ? 'a member of the context' : `ctx.${name}`;
}

export const noDisallowedReAssignment: Rule = {
  name: 'no-disallowed-re-assignment',
  visit: {
    AssignmentExpression: (node, context) => check(node.left, context),
    UpdateExpression: (node, context) => checkTarget(node.argument, context),
    UnaryExpression: (node, context) => {
      if (node.operator === 'delete') checkTarget(node.argument, context);
    },
    ForInStatement: (node, context) => check(node.left, context),
    ForOfStatement: (node, context) => check(node.left, context),
  },
};
