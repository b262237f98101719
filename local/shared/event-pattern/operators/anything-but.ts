import { isObject } from '../../is-object.ts';
import { equalsIgnoreCase } from './equals-ignore-case.ts';
import { anyOf, isLeaf, type Matcher, type Operator } from './operator.ts';
import { prefix } from './prefix.ts';
import { suffix } from './suffix.ts';
import { wildcard } from './wildcard.ts';

/** Rules that it turns round, each with one operand or a list of them. */
const INNER: ReadonlyMap<string, Operator> = new Map([
  ['prefix', prefix],
  ['suffix', suffix],
  ['equals-ignore-case', equalsIgnoreCase],
  ['wildcard', wildcard],
]);

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html#eb-filtering-anything-but */
export const anythingBut: Operator = (operand) => {
  if (isObject(operand)) return turnedRound(operand);
  const refused: readonly unknown[] = Array.isArray(operand) ? operand : [operand];
  if (refused.some((value) => typeof value !== 'string' && typeof value !== 'number')) return null;
  return anyOf((value) => isLeaf(value) && !refused.includes(value));
};

function turnedRound(rule: Readonly<Record<string, unknown>>): Matcher | null {
  const [[name, operands] = ['', null], ...others] = Object.entries(rule);
  const inner = INNER.get(name);
  if (!inner || others.length > 0) return null;
  const all: readonly unknown[] = Array.isArray(operands) ? operands : [operands];
  const isAffix = name === 'prefix' || name === 'suffix';
  // Every text has an empty beginning and end.
  if (all.some((part) => typeof part !== 'string' || (isAffix && part === ''))) return null;
  const matchers = all.map(inner).filter((matches) => matches !== null);
  if (matchers.length < all.length || all.length === 0) return null;
  return (value) => isLeaf(value) && !matchers.some((matches) => matches(value));
}
