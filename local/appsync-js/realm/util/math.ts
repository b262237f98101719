import { floor, max, min, random, round } from '../kernel/primordials.ts';

/**
 * util.math.
 * @see https://docs.aws.amazon.com/appsync/latest/devguide/math-helpers-in-util-math-js.html
 */
export const math = {
  /** Nearest integer, halves up, as Java's Math.round. */
  roundNum: (input: number) => round(input),
  minVal: (first: number, second: number) => min(first, second),
  maxVal: (first: number, second: number) => max(first, second),
  randomDouble: () => random(),
  /** Both ends included; AWS does not say so of the upper one. */
  randomWithinRange: (start: number, end: number) => start + floor(random() * (end - start + 1)),
};
