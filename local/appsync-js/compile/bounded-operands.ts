import type {
  AnyNode,
  AssignmentExpression,
  CallExpression,
  Expression,
  MemberExpression,
  Pattern,
  PrivateIdentifier,
  SpreadElement,
} from 'acorn';
import { memberName } from './names.ts';

/** Names of the functions that judge what is gone through, joined to a text, and assigned as an index. */
export const SIZED = '__appsync_sized';
export const PIECE = '__appsync_piece';
export const INDEX = '__appsync_index';
/** Name of the function that judges an object whose members are all copied. */
export const COPIED = '__appsync_copied';
/** Name of the function that judges what `for (k in value)` makes the keys of. */
export const KEYS = '__appsync_keys';

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
    case 'ObjectExpression':
      return node.properties.flatMap((property) =>
        property.type === 'SpreadElement' ? [[COPIED, property.argument] as const] : [],
      );
    case 'NewExpression':
      return spreadsOf(node.arguments);
    case 'CallExpression':
      return [...spreadsOf(node.arguments), ...receiverOf(node)];
    case 'ForInStatement':
      return [[KEYS, node.right]];
    case 'BinaryExpression':
      return node.operator === '+' ? piecesOf(node.left, node.right) : [];
    case 'TemplateLiteral':
      return node.expressions.map((expression) => [PIECE, expression] as const);
    case 'AssignmentExpression':
      return ofAssignment(node);
    case 'VariableDeclarator':
      return node.init ? ofPattern(node.id, node.init) : [];
    default:
      return [];
  }
}

/** `[...rest]` and `{ ...rest }` make a list and an object of what is left. */
function ofPattern(pattern: Pattern, value: Expression): Bounded {
  if (pattern.type === 'ArrayPattern') return [[SIZED, value]];
  const isRest =
    pattern.type === 'ObjectPattern' &&
    pattern.properties.some(({ type }) => type === 'RestElement');
  return isRest ? [[COPIED, value]] : [];
}

function spreadsOf(elements: readonly (Expression | SpreadElement | null)[]): Bounded {
  return elements.flatMap((element) =>
    element?.type === 'SpreadElement' ? [[SIZED, element.argument] as const] : [],
  );
}

/** What is joined before counts as a piece when it is joined again. */
const piecesOf = (...operands: readonly (Expression | PrivateIdentifier)[]): Bounded =>
  operands.flatMap((operand) =>
    operand.type === 'Literal' || operand.type === 'PrivateIdentifier' || isJoined(operand)
      ? []
      : [[PIECE, operand] as const],
  );

const isJoined = (node: Expression): boolean =>
  node.type === 'BinaryExpression' && node.operator === '+';

function receiverOf(call: CallExpression): Bounded {
  const receiver = judgedReceiver(call);
  return receiver === null || isWithinChain(receiver) ? [] : [[SIZED, receiver]];
}

function judgedReceiver({ callee }: CallExpression): Expression | null {
  if (callee.type !== 'MemberExpression' || callee.object.type === 'Super') return null;
  const name = memberName(callee);
  return METHODS.has(name) || (callee.computed && name === '') ? callee.object : null;
}

/** What a call within a chain of `?.` goes through: see optional-chains.ts. */
export function receiverInChain(call: CallExpression): Expression | null {
  const receiver = judgedReceiver(call);
  return receiver !== null && isWithinChain(receiver) ? receiver : null;
}

/** Whether `(a?.b.slice)(0)` goes through what a chain in parentheses gives. */
export function goesThroughChain({ callee }: CallExpression): boolean {
  if (callee.type !== 'ChainExpression' || callee.expression.type !== 'MemberExpression')
    return false;
  const name = memberName(callee.expression);
  return METHODS.has(name) || name === '';
}

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
