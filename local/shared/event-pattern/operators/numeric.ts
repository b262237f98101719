import { anyOf, type Operator } from './operator.ts';

const COMPARISONS: ReadonlyMap<unknown, (value: number, bound: number) => boolean> = new Map([
  ['=', (value: number, bound: number) => value === bound],
  ['<', (value: number, bound: number) => value < bound],
  ['<=', (value: number, bound: number) => value <= bound],
  ['>', (value: number, bound: number) => value > bound],
  ['>=', (value: number, bound: number) => value >= bound],
]);

/** One comparison, or a range from below. */
const FORM = /^(?:=|<=?|>=?|>=? <=?)$/;

/**
 * Numbers only: a stream record's `N` is text, and never matches, as in AWS.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html#filtering-numeric-matching
 */
export const numeric: Operator = (operand) => {
  if (!Array.isArray(operand) || !FORM.test(operand.filter((_, at) => at % 2 === 0).join(' '))) {
    return null;
  }
  const tests: ((value: number) => boolean)[] = [];
  for (let index = 0; index < operand.length; index += 2) {
    const compare = COMPARISONS.get(operand[index]);
    const bound: unknown = operand[index + 1];
    if (!compare || typeof bound !== 'number') return null;
    tests.push((value) => compare(value, bound));
  }
  return anyOf((value) => typeof value === 'number' && tests.every((holds) => holds(value)));
};
