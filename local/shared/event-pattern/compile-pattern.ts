import { isObject } from '../is-object.ts';
import type { Operators } from './operators/index.ts';
import { anyOf, type Matcher } from './operators/operator.ts';

/** Tells whether an event matches. */
export type EventPattern = (event: unknown) => boolean;

/** Why something is no pattern. */
export class PatternError extends Error {
  override readonly name = 'PatternError';
}

/**
 * Reads a pattern.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html
 * @param pattern JSON text
 * @throws PatternError
 */
export function compilePattern(pattern: string, operators: Operators): EventPattern {
  let parsed: unknown;
  try {
    parsed = JSON.parse(pattern);
  } catch {
    throw new PatternError('is no JSON');
  }
  if (!isObject(parsed)) throw new PatternError('is no JSON object');
  return objectPattern(parsed, operators);
}

/** All members must match; `$or` holds alternatives. Of a list, one element must. */
function objectPattern(pattern: Readonly<Record<string, unknown>>, operators: Operators): Matcher {
  const members = Object.entries(pattern).map(([name, rule]): Matcher => {
    if (name === '$or' && Array.isArray(rule)) {
      const ways = rule.map((way) => {
        if (isObject(way)) return objectPattern(way, operators);
        throw new PatternError('$or takes objects');
      });
      return (value) => ways.some((matches) => matches(value));
    }
    const matches = memberPattern(name, rule, operators);
    return (value) => matches(isObject(value) ? value[name] : undefined);
  });
  const matches = (value: unknown): boolean =>
    Array.isArray(value) && value.length > 0
      ? value.some(matches)
      : members.every((member) => member(value));
  return matches;
}

function memberPattern(name: string, rule: unknown, operators: Operators): Matcher {
  if (isObject(rule)) return objectPattern(rule, operators);
  if (!Array.isArray(rule)) {
    throw new PatternError(`${name} must be a list of rules or an object`);
  }
  const ways = rule.map((item) => leafPattern(item, operators));
  return (value) => ways.some((matches) => matches(value));
}

function leafPattern(rule: unknown, operators: Operators): Matcher {
  if (!isObject(rule)) return anyOf((value) => value === rule);
  const [[name, operand] = ['', null], ...others] = Object.entries(rule);
  const operator = operators.get(name);
  if (!operator || others.length > 0) {
    throw new PatternError(`unknown rule ${JSON.stringify(rule)}`);
  }
  const matches = operator(operand);
  if (matches) return matches;
  throw new PatternError(`operand of ${name} is not of the right kind`);
}
