import { checkLength, keep, measure, spend } from './budget.ts';
import { apply, defineProperty, isArray, keys } from './primordials.ts';

type Method = (this: unknown, ...args: readonly unknown[]) => unknown;
type Methods = Record<string, Method>;

/** So many times as long as an element a sorted one takes. */
const SORTED = 10;

function defineAll(target: object, methods: Methods): void {
  for (const name of keys(methods)) defineProperty(target, name, { value: methods[name] });
}

/**
 * Bounds the methods that make one list or text of several, however often each of them occurs. Of the
 * others the compiler lets the receiver be judged: see rewrite.ts.
 */
export function boundMethods(array: object, string: object): void {
  const { concat, flat, join, map, sort } = array as Methods & Record<Joining, Method>;
  const { concat: concatText } = string as { concat: Method };
  const flatten = (list: unknown, depth: unknown): unknown => {
    measure(list);
    return apply(flat, list, [depth]);
  };
  defineAll(array, {
    concat(...args) {
      let length = checkLength(this);
      for (const arg of args) if (isArray(arg)) length += checkLength(arg);
      spend(checkLength({ length }));
      return apply(concat, this, args);
    },
    flat(depth = 1) {
      return flatten(this, depth);
    },
    flatMap(...args) {
      return flatten(apply(map, this, args), 1);
    },
    join(separator = ',') {
      measure(this);
      const between = typeof separator === 'string' ? separator.length : 1;
      spend(checkLength({ length: (checkLength(this) * (1 + between)) / 4 }));
      return apply(join, this, [separator]);
    },
    sort(...args) {
      // It compares elements as texts, again and again, and cannot be stopped in between.
      measure(this);
      spend(checkLength({ length: checkLength(this) * SORTED }));
      return apply(sort, this, args);
    },
  });
  defineAll(string, {
    concat(...args) {
      for (const arg of args) measure(arg);
      return apply(concatText, this, args);
    },
  });
}

type Joining = 'concat' | 'flat' | 'join' | 'map' | 'sort';

/** Bounds what the helpers of util and its like are given: many go through all of it. */
export function boundHelpers<T extends object>(helpers: T): T {
  const copy: Record<string, unknown> = {};
  for (const name of keys(helpers)) {
    const helper = (helpers as Record<string, unknown>)[name];
    if (typeof helper === 'function') copy[name] = boundHelper(helper as Method);
    else if (typeof helper === 'object' && helper !== null) copy[name] = boundHelpers(helper);
    else copy[name] = helper;
  }
  return copy as T;
}

function boundHelper(helper: Method): Method {
  const isKept = helper.name === 'appendError';
  if (helper.length === 0 && !isKept) return helper;
  return (...args) => {
    if (isKept) keep(args);
    else for (const arg of args) measure(arg);
    return apply(helper, undefined, args);
  };
}
