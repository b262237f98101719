import { CognitoError, invalidParameter } from './errors.ts';

/** A declarative input check: says what is wrong in `problems`, returns the typed value. */
export interface Shape<T> {
  parse(value: unknown, path: string, problems: string[]): T;
}

type Fields = Readonly<Record<string, Shape<unknown>>>;

/** The type a table of fields parses to. */
export type Parsed<F extends Fields> = {
  readonly [K in keyof F]: F[K] extends Shape<infer T> ? T : never;
};

interface StringRules {
  readonly min?: number;
  readonly max?: number;
  readonly pattern?: RegExp;
  readonly oneOf?: readonly string[];
}

/** A string; the rules break with AWS's own validation texts. */
export function string(rules: StringRules = {}): Shape<string> {
  return {
    parse(value, path, problems) {
      const text = typed(value, 'string', path, problems);
      if (text === undefined) return '';
      const { min, max, pattern, oneOf } = rules;
      if (pattern !== undefined && !pattern.test(text)) {
        problems.push(fail(path, `satisfy regular expression pattern: ${pattern.source}`));
      }
      if (min !== undefined && text.length < min) {
        problems.push(fail(path, `have length greater than or equal to ${String(min)}`));
      }
      if (max !== undefined && text.length > max) {
        problems.push(fail(path, `have length less than or equal to ${String(max)}`));
      }
      if (oneOf !== undefined && !oneOf.includes(text)) {
        problems.push(fail(path, `satisfy enum value set: [${oneOf.join(', ')}]`));
      }
      return text;
    },
  };
}

/** A whole number between two bounds. */
export function integer(rules: { min?: number; max?: number } = {}): Shape<number> {
  return {
    parse(value, path, problems) {
      const number = typed(value, 'number', path, problems);
      if (number === undefined) return 0;
      if (!Number.isInteger(number)) throw serialization(path);
      if (rules.min !== undefined && number < rules.min) {
        problems.push(fail(path, `have value greater than or equal to ${String(rules.min)}`));
      }
      if (rules.max !== undefined && number > rules.max) {
        problems.push(fail(path, `have value less than or equal to ${String(rules.max)}`));
      }
      return number;
    },
  };
}

/** true or false. */
export function boolean(): Shape<boolean> {
  return {
    parse: (value, path, problems) => typed(value, 'boolean', path, problems) ?? false,
  };
}

/** A list whose members all have one shape. */
export function list<T>(member: Shape<T>, rules: { max?: number } = {}): Shape<readonly T[]> {
  return {
    parse(value, path, problems) {
      if (isAbsent(value)) {
        problems.push(fail(path, 'not be null'));
        return [];
      }
      if (!Array.isArray(value)) throw serialization(path);
      if (rules.max !== undefined && value.length > rules.max) {
        problems.push(fail(path, `have length less than or equal to ${String(rules.max)}`));
      }
      return value.map((item: unknown, index) =>
        member.parse(item, `${path}.${String(index + 1)}.member`, problems),
      );
    },
  };
}

/** A map from strings to strings. */
export function stringMap(): Shape<Readonly<Record<string, string>>> {
  const member = string({ max: 131_072 });
  return {
    parse(value, path, problems) {
      if (isAbsent(value)) {
        problems.push(fail(path, 'not be null'));
        return {};
      }
      const entries = Object.entries(record(value, path)).filter(([, item]) => !isAbsent(item));
      return Object.fromEntries(
        entries.map(([key, item]) => [key, member.parse(item, `${path}.${key}.member`, problems)]),
      );
    },
  };
}

/** An object with known fields; others are ignored, as AWS does. */
export function object<F extends Fields>(fields: F): Shape<Parsed<F>> {
  return {
    parse(value, path, problems) {
      const source = record(value, path);
      const prefix = path === '' ? '' : `${path}.`;
      const entries = Object.entries(fields).map(([name, shape]) => {
        const own = Object.hasOwn(source, name) ? source[name] : undefined;
        return [name, shape.parse(own, `${prefix}${lowerFirst(name)}`, problems)];
      });
      return Object.fromEntries(entries) as Parsed<F>;
    },
  };
}

/** Lets a field be absent or null. */
export function optional<T>(shape: Shape<T>): Shape<T | undefined> {
  return {
    parse: (value, path, problems) =>
      isAbsent(value) ? undefined : shape.parse(value, path, problems),
  };
}

/**
 * Checks an action's input.
 * @throws CognitoError InvalidParameterException that lists every broken rule; SerializationException
 *   for a value of the wrong JSON type. Values are left out of the text: some are passwords.
 */
export function parseInput<T>(shape: Shape<T>, input: unknown): T {
  const problems: string[] = [];
  const value = shape.parse(input, '', problems);
  if (problems.length === 0) return value;
  const plural = problems.length === 1 ? 'error' : 'errors';
  throw invalidParameter(
    `${String(problems.length)} validation ${plural} detected: ${problems.join('; ')}`,
  );
}

interface Primitives {
  string: string;
  number: number;
  boolean: boolean;
}

function typed<K extends keyof Primitives>(
  value: unknown,
  kind: K,
  path: string,
  problems: string[],
): Primitives[K] | undefined {
  if (isAbsent(value)) {
    problems.push(fail(path, 'not be null'));
    return undefined;
  }
  if (typeof value !== kind) throw serialization(path);
  return value as Primitives[K];
}

function record(value: unknown, path: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw serialization(path);
  }
  return value as Record<string, unknown>;
}

function isAbsent(value: unknown): value is null | undefined {
  return value === null || value === undefined;
}

function fail(path: string, rule: string): string {
  return `Value at '${path}' failed to satisfy constraint: Member must ${rule}`;
}

function serialization(path: string): CognitoError {
  const where = path === '' ? 'the request body' : `'${path}'`;
  return new CognitoError('SerializationException', `Unexpected value type in ${where}.`);
}

function lowerFirst(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}
