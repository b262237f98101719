import { isObject } from '../is-object.ts';
import { joinedEvent, joinedMembers, plainMembers, type Members } from './joined-names.ts';
import { OPERATORS, type Operators } from './operators/index.ts';
import { anyOf, type Matcher } from './operators/operator.ts';

/** Tells whether an event matches. */
export type EventPattern = (event: unknown) => boolean;

/** Why something is no pattern. */
export class PatternError extends Error {
  override readonly name = 'PatternError';
}

/** What differs between the services that have patterns. */
interface Dialect {
  readonly operators: Operators;
  readonly membersOf: (pattern: JsonObject) => Members;
}

type JsonObject = Readonly<Record<string, unknown>>;

/**
 * Reads a pattern of SNS or Lambda, where a dot in a name is a part of it.
 * https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html
 * @param pattern JSON text
 * @throws PatternError
 */
export function compilePattern(pattern: string, operators: Operators): EventPattern {
  return objectPattern(objectIn(pattern), { operators, membersOf: plainMembers });
}

/**
 * Reads a pattern of EventBridge, which joins names with dots.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html
 * @param pattern JSON text
 * @throws PatternError
 */
export function compileEventPattern(pattern: string): EventPattern {
  const dialect = { operators: OPERATORS, membersOf: joinedMembers };
  const matches = objectPattern(objectIn(pattern), dialect);
  return (event) => matches(joinedEvent(event));
}

function objectIn(pattern: string): JsonObject {
  let parsed: unknown;
  try {
    parsed = JSON.parse(pattern);
  } catch {
    throw new PatternError('is no JSON');
  }
  if (!isObject(parsed)) throw new PatternError('is no JSON object');
  return parsed;
}

/** All members must match; `$or` holds alternatives. Of a list, one element must. */
function objectPattern(pattern: JsonObject, dialect: Dialect): Matcher {
  const members = dialect.membersOf(pattern).map(([name, rule]): Matcher => {
    if (name === '$or' && Array.isArray(rule)) {
      const ways = rule.map((way) => {
        if (isObject(way)) return objectPattern(way, dialect);
        throw new PatternError('$or takes objects');
      });
      return (value) => ways.some((matches) => matches(value));
    }
    const matches = memberPattern(name, rule, dialect);
    return (value) =>
      matches(isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined);
  });
  const matches = (value: unknown): boolean =>
    Array.isArray(value) && value.length > 0
      ? value.some(matches)
      : members.every((member) => member(value));
  return matches;
}

function memberPattern(name: string, rule: unknown, dialect: Dialect): Matcher {
  if (isObject(rule)) return objectPattern(rule, dialect);
  if (!Array.isArray(rule)) {
    throw new PatternError(`${name} must be a list of rules or an object`);
  }
  if (rule.length === 0) throw new PatternError(`${name} must not be an empty list`);
  const ways = rule.map((item) => leafPattern(item, dialect.operators));
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
