import type {
  AnyNode,
  AssignmentExpression,
  CallExpression,
  Expression,
  MemberExpression,
  SpreadElement,
} from 'acorn';
import { memberName } from './names.ts';

/** Names of the functions that judge what is gone through, joined to a text, and assigned as an index. */
export const SIZED = '__appsync_sized';
export const PIECE = '__appsync_piece';
export const INDEX = '__appsync_index';

type Bounded = readonly (readonly [judge: string, operand: Expression])[];

/** Methods of the language that take time or memory with the length of what they are called on. */
const METHODS = new Set(
  'fill includes indexOf lastIndexOf map filter reverse shift slice splice unshift charAt endsWith startsWith split substring toLowerCase toUpperCase trim trimEnd trimStart'.split(
    ' ',
  ),
);

/** The operands of a node that may become too long, and the functions that judge them. */
export function bounded(node: AnyNode): Bounded {
  switch (node.type) {
    case 'ArrayExpression':
      return spreadsOf(node.elements);
    case 'NewExpression':
      return spreadsOf(node.arguments);
    case 'CallExpression':
      return [...spreadsOf(node.arguments), ...receiverOf(node)];
    case 'BinaryExpression':
      return node.operator === '+' && node.right.type !== 'Literal' ? [[PIECE, node.right]] : [];
    case 'TemplateLiteral':
      return node.expressions.map((expression) => [PIECE, expression] as const);
    case 'AssignmentExpression':
      return ofAssignment(node);
    case 'VariableDeclarator':
      return node.id.type === 'ArrayPattern' && node.init ? [[SIZED, node.init]] : [];
    default:
      return [];
  }
}

function spreadsOf(elements: readonly (Expression | SpreadElement | null)[]): Bounded {
  return elements.flatMap((element) =>
    element?.type === 'SpreadElement' ? [[SIZED, element.argument] as const] : [],
  );
}

function receiverOf({ callee }: CallExpression): Bounded {
  if (callee.type !== 'MemberExpression' || callee.object.type === 'Super') return [];
  const name = memberName(callee);
  if (!METHODS.has(name) && !(callee.computed && name === '')) return [];
  return isWithinChain(callee.object) ? [] : [[SIZED, callee.object]];
}

/** In `a?.b.map(f)` nothing can be put around `a?.b`: without `a` the rest is not evaluated. */
function isWithinChain(node: AnyNode): boolean {
  if (node.type === 'MemberExpression') return node.optional || isWithinChain(node.object);
  if (node.type === 'CallExpression') return node.optional || isWithinChain(node.callee);
  return false;
}

function ofAssignment({ operator, left, right }: AssignmentExpression): Bounded {
  if (left.type === 'ArrayPattern') return [[SIZED, right]];
  const indexed = left.type === 'MemberExpression' ? indexOf(left) : [];
  if (operator === '+=') return [...indexed, [PIECE, right]];
  const isLength = left.type === 'MemberExpression' && memberName(left) === 'length';
  return isLength ? [...indexed, [INDEX, right]] : indexed;
}

/** `list[i] = value` makes a list as long as it says. */
function indexOf({ computed, property, object }: MemberExpression): Bounded {
  if (!computed || property.type === 'PrivateIdentifier' || object.type === 'Super') return [];
  return [[INDEX, property]];
}
