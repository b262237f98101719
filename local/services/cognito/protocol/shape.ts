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
  /** As in the API reference; the whole text must match. */
  readonly pattern?: string;
  readonly oneOf?: readonly string[];
  /** The value stays out of the error: AWS has it so for names, passwords and tokens. */
  readonly sensitive?: boolean;
}

/** A string; the rules break with AWS's own validation texts. */
export function string(rules: StringRules = {}): Shape<string> {
  const { min, max, pattern, oneOf, sensitive = false } = rules;
  const form = pattern === undefined ? null : wholeMatch(pattern);
  return {
    parse(value, path, problems) {
      if (isAbsent(value)) {
        problems.push(absent(path, sensitive));
        return '';
      }
      const text = typed(value, 'string');
      const shown = sensitive ? '' : ` '${text}'`;
      const fail = (rule: string) => problems.push(broken(path, shown, rule));
      if (min !== undefined && text.length < min) {
        fail(`have length greater than or equal to ${String(min)}`);
      }
      if (max !== undefined && text.length > max) {
        fail(`have length less than or equal to ${String(max)}`);
      }
      if (form?.test(text) === false) {
        fail(`satisfy regular expression pattern: ${pattern ?? ''}`);
      }
      if (oneOf !== undefined && !oneOf.includes(text)) {
        fail(`satisfy enum value set: [${oneOf.join(', ')}]`);
      }
      return text;
    },
  };
}

/** A whole number between two bounds. */
export function integer(rules: { min?: number; max?: number } = {}): Shape<number> {
  return {
    parse(value, path, problems) {
      if (isAbsent(value)) {
        problems.push(absent(path, false));
        return 0;
      }
      const number = typed(value, 'number');
      if (!Number.isInteger(number))
        throw serialization('NUMBER_VALUE can not be converted to an Integer');
      const shown = ` '${String(number)}'`;
      if (rules.min !== undefined && number < rules.min) {
        const rule = `have value greater than or equal to ${String(rules.min)}`;
        problems.push(broken(path, shown, rule));
      }
      if (rules.max !== undefined && number > rules.max) {
        const rule = `have value less than or equal to ${String(rules.max)}`;
        problems.push(broken(path, shown, rule));
      }
      return number;
    },
  };
}

/** true or false. */
export function boolean(): Shape<boolean> {
  return {
    parse(value, path, problems) {
      if (!isAbsent(value)) return typed(value, 'boolean');
      problems.push(absent(path, false));
      return false;
    },
  };
}

/** A list whose members all have one shape. */
export function list<T>(member: Shape<T>): Shape<readonly T[]> {
  return {
    parse(value, path, problems) {
      if (isAbsent(value)) {
        problems.push(absent(path, false));
        return [];
      }
      if (!Array.isArray(value)) throw unexpected(value);
      return value.map((item: unknown, index) =>
        member.parse(item, `${path}.${String(index + 1)}.member`, problems),
      );
    },
  };
}

/** A map from strings to strings. */
export function stringMap(): Shape<Readonly<Record<string, string>>> {
  const member = string({ max: 131_072, sensitive: true });
  return {
    parse(value, path, problems) {
      if (isAbsent(value)) {
        problems.push(absent(path, false));
        return {};
      }
      const entries = Object.entries(record(value)).filter(([, item]) => !isAbsent(item));
      return Object.fromEntries(
        entries.map(([key, item]) => [key, member.parse(item, `${path}.${key}.member`, problems)]),
      );
    },
  };
}

/** An object that whoever takes it checks. */
export function document(): Shape<Readonly<Record<string, unknown>>> {
  return {
    parse(value, path, problems) {
      if (!isAbsent(value)) return record(value);
      problems.push(absent(path, true));
      return {};
    },
  };
}

/** An object with known fields; others are ignored, as AWS does. */
export function object<F extends Fields>(fields: F): Shape<Parsed<F>> {
  return {
    parse(value, path, problems) {
      const source = record(value);
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
 *   for a value of the wrong JSON type
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

const kindNames = { string: 'a String', number: 'an Integer', boolean: 'a Boolean' } as const;

function typed<K extends keyof Primitives>(value: unknown, kind: K): Primitives[K] {
  if (typeof value === kind) return value as Primitives[K];
  if (typeof value === 'object') throw unexpected(value);
  const found = typeof value === 'boolean' ? String(value) : typeof value;
  throw serialization(`${found.toUpperCase()}_VALUE can not be converted to ${kindNames[kind]}`);
}

function record(value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw unexpected(value);
  return value as Record<string, unknown>;
}

function isAbsent(value: unknown): value is null | undefined {
  return value === null || value === undefined;
}

function absent(path: string, sensitive: boolean): string {
  return broken(path, sensitive ? '' : ' null', 'not be null');
}

function broken(path: string, shown: string, rule: string): string {
  return `Value${shown} at '${path}' failed to satisfy constraint: Member must ${rule}`;
}

/** A list, a map or a plain value where another of them belongs. */
function unexpected(value: unknown): CognitoError {
  if (Array.isArray(value)) return serialization('Start of list found where not expected');
  return serialization(
    typeof value === 'object'
      ? 'Start of structure or map found where not expected.'
      : 'Unexpected field type',
  );
}

function serialization(message: string): CognitoError {
  return new CognitoError('SerializationException', message);
}

function wholeMatch(pattern: string): RegExp {
  // Only the patterns with Unicode classes are valid under the flag.
  return new RegExp(`^(?:${pattern})$`, pattern.includes('\\p{') ? 'u' : '');
}

function lowerFirst(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}
