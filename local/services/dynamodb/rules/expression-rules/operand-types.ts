import { bare, type Expression } from '../expressions/syntax.ts';
import { typeOf, type ExpressionRule, type Placeholders } from './types.ts';

const ORDERED = new Set(['S', 'N', 'B']);
const SIZED = new Set(['S', 'B', 'SS', 'NS', 'BS', 'L', 'M']);
const PREFIXED = new Set(['S', 'B']);
const TYPES = new Set(['B', 'BOOL', 'BS', 'L', 'M', 'N', 'NS', 'NULL', 'S', 'SS']);
const NEED_PATH = new Set(['attribute_exists', 'attribute_not_exists']);

/** Types that no item can make right: those of values and of `size`. */
export const operandTypes: ExpressionRule = ({ all, parsed }, given) => {
  if (parsed.kind !== 'condition') return null;
  for (const expression of all) {
    const problem = problemOf(expression, given);
    if (problem !== null) return problem;
  }
  return null;
};

function problemOf(expression: Expression, given: Placeholders): string | null {
  switch (expression.kind) {
    case 'comparison': {
      const { operator, parts } = expression;
      const isEquality = operator === '=' || operator === '<>';
      return isEquality ? null : onlyOf(ORDERED, operator, parts, given);
    }
    case 'between':
      return onlyOf(ORDERED, 'BETWEEN', expression.parts, given) ?? bounds(expression.parts, given);
    case 'function':
      return ofFunction(expression.name, expression.parts, given);
    default:
      return null;
  }
}

function ofFunction(
  name: string,
  parts: readonly Expression[],
  given: Placeholders,
): string | null {
  const first = parts[0] && bare(parts[0]);
  if (NEED_PATH.has(name) && first && first.kind !== 'path')
    return `Operator or function requires a document path; operator or function: ${name}`;
  if (name === 'size') return onlyOf(SIZED, name, parts, given);
  if (name === 'begins_with') return onlyOf(PREFIXED, name, parts, given);
  return name === 'attribute_type' ? typeName(parts[1], given) : null;
}

function onlyOf(
  allowed: ReadonlySet<string>,
  operator: string,
  parts: readonly Expression[],
  given: Placeholders,
): string | null {
  for (const part of parts) {
    const type = knownType(part, given);
    if (type !== null && !allowed.has(type)) return wrongType(operator, type);
  }
  return null;
}

const wrongType = (operator: string, type: string): string =>
  `Incorrect operand type for operator or function; operator or function: ${operator}, operand type: ${type}`;

function knownType(expression: Expression, { values }: Placeholders): string | null {
  const inner = bare(expression);
  if (inner.kind === 'value') return typeOf(values[inner.name]);
  return inner.kind === 'function' && inner.name === 'size' ? 'N' : null;
}

function typeName(part: Expression | undefined, { values }: Placeholders): string | null {
  const inner = part && bare(part);
  if (inner?.kind === 'path') return wrongType('attribute_type', 'PATH');
  if (inner?.kind !== 'value') return null;
  const value = values[inner.name];
  const type = typeOf(value);
  if (type === null) return null;
  if (type !== 'S') return wrongType('attribute_type', type);
  const { S: name } = value as { readonly S: unknown };
  if (typeof name !== 'string' || TYPES.has(name)) return null;
  return `Invalid attribute type name found; type: ${name}, valid types: {B,NULL,SS,BOOL,L,BS,N,NS,S,M}`;
}

/** Both bounds as values: of one type, and the lower not above the upper. */
function bounds(parts: readonly Expression[], { values }: Placeholders): string | null {
  const [, lower, upper] = parts.map((part) => {
    const inner = bare(part);
    return inner.kind === 'value' ? values[inner.name] : undefined;
  });
  const [type, other] = [typeOf(lower), typeOf(upper)];
  if (type === null || other === null) return null;
  const shown = `lower bound operand: ${print(lower)}, upper bound operand: ${print(upper)}`;
  if (type !== other)
    return `The BETWEEN operator requires same data type for lower and upper bounds; ${shown}`;
  if (!isAbove(content(lower), content(upper), type)) return null;
  return `The BETWEEN operator requires upper bound to be greater than or equal to lower bound; ${shown}`;
}

const content = (value: unknown): string => String(Object.values(value as object)[0]);
const print = (value: unknown): string => `AttributeValue: {${typeOf(value)}:${content(value)}}`;

function isAbove(left: string, right: string, type: string): boolean {
  if (type === 'N') return Number(left) > Number(right);
  const encoding = type === 'B' ? 'base64' : 'utf8';
  return Buffer.compare(Buffer.from(left, encoding), Buffer.from(right, encoding)) > 0;
}
