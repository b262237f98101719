import { boundMethods } from './bounded.ts';
import { checkLength, copied, countKeys, measure, spend } from './budget.ts';
import { harden } from './harden.ts';
import { javaReplace } from './java-replace.ts';
import {
  TypeErrorClass,
  construct,
  apply as reflectApply,
  defineProperty,
  deleteProperty,
  freeze,
  getOwnPropertyDescriptor,
  getOwnPropertyNames,
  isArray,
  jsonParse,
  jsonStringify,
  toText,
} from './primordials.ts';
import { callHost } from './state.ts';

/** String-keyed functions that stay, by class. What is not here throws and names itself. */
const STATICS: Record<string, readonly string[]> = {
  Object: ['assign', 'entries', 'hasOwn', 'keys', 'values'],
  String: ['raw'],
  Number: ['isFinite', 'isNaN'],
  Array: ['isArray'],
  Math: ['random', 'min', 'max', 'round', 'floor', 'ceil'],
  JSON: ['parse', 'stringify'],
  Boolean: [],
};

/** Names of methods kept beside the documented ones: implicit conversions use toString and valueOf. */
const METHODS: Record<string, readonly string[]> = {
  String:
    'charAt concat endsWith includes indexOf lastIndexOf replace replaceAll slice split startsWith substring toLowerCase toUpperCase trim trimEnd trimStart toString valueOf'.split(
      ' ',
    ),
  Number: ['toString', 'toFixed', 'valueOf'],
  Boolean: ['toString', 'valueOf'],
  Array:
    'concat every fill filter find findIndex findLast findLastIndex flat flatMap forEach includes indexOf join lastIndexOf map pop push reduce reduceRight reverse shift slice some sort splice toString unshift'.split(
      ' ',
    ),
  Function: ['toString'],
};

/** What AWS does not list, and is not known to refuse: it runs, with a warning at the start. */
const UNLISTED_STATICS: Record<string, readonly string[]> = {
  Object: ['fromEntries', 'groupBy'],
  Number: ['isInteger', 'isSafeInteger'],
  Date: ['UTC', 'now', 'parse'],
  Math: getOwnPropertyNames(Math),
};
const UNLISTED_METHODS: Record<string, readonly string[]> = {
  String: ['at', 'substr', 'codePointAt', 'normalize', 'trimLeft', 'trimRight'],
  Array: ['at'],
  Number: ['toPrecision', 'toExponential'],
  // AWS's plugin denies the others: those that set, and those of a locale.
  Date: getOwnPropertyNames(Date.prototype).filter((name) => !/^set|Locale|GMT/.test(name)),
};
const UNLISTED_GLOBALS = [
  'isNaN',
  'isFinite',
  'parseInt',
  'parseFloat',
  'encodeURIComponent',
  'decodeURIComponent',
];

const GLOBAL_FUNCTIONS = ['Object', 'String', 'Number', 'Boolean', 'Array', 'Math', 'JSON', 'Date'];

const unsupported = (name: string) => () => {
  throw new TypeErrorClass(`${name} is not supported by APPSYNC_JS`);
};

function restrict(
  target: object,
  owner: string,
  ...lists: (readonly string[] | undefined)[]
): void {
  for (const name of getOwnPropertyNames(target)) {
    const descriptor = getOwnPropertyDescriptor(target, name);
    if (name === 'constructor' || typeof descriptor?.value !== 'function') continue;
    if (lists.some((kept) => kept?.includes(name) === true)) continue;
    defineProperty(target, name, { value: unsupported(`${owner}.${name}`) });
  }
}

/** Members of Object.prototype that objects may still have by the same name of their own. */
function softenObjectPrototype(prototype: object): void {
  for (const name of getOwnPropertyNames(prototype)) {
    if (name !== 'toString' && name !== 'valueOf') {
      deleteProperty(prototype, name);
      continue;
    }
    const inherited: unknown = freeze(getOwnPropertyDescriptor(prototype, name)?.value);
    defineProperty(prototype, name, {
      get: () => inherited,
      set(this: object, value: unknown) {
        defineProperty(this, name, { value, writable: true, enumerable: true, configurable: true });
      },
    });
  }
}

interface Classes {
  String: StringConstructor;
  Array: ArrayConstructor;
  Object: ObjectConstructor;
}

type Static = (...args: readonly unknown[]) => unknown;

/** Functions of Object and String that go through what they are given. */
function patchStatics({ Object: object, String: string }: Classes): void {
  const bound = (owner: object, name: string): void => {
    const original = (owner as Record<string, Static>)[name] as Static;
    const value: Static = (...args) => {
      for (const arg of args) {
        if (isArray(arg) || typeof arg === 'string') countKeys(arg);
        else copied(arg);
      }
      return reflectApply(original, owner, args);
    };
    defineProperty(owner, name, { value });
  };
  for (const name of ['assign', 'entries', 'fromEntries', 'groupBy', 'keys', 'values'])
    bound(object, name);
  const { raw } = string;
  defineProperty(string, 'raw', {
    value(template: { raw: ArrayLike<unknown> }, ...values: readonly unknown[]) {
      checkLength(template.raw);
      for (const value of values) measure(value);
      return reflectApply(raw, string, [template, ...values]) as string;
    },
  });
}

function patchMethods(scope: Record<string, Record<string, unknown>>): void {
  const classes = scope as unknown as Classes;
  const { String: string, Array: array } = classes;
  patchStatics(classes);
  boundMethods(array.prototype, string.prototype);
  const { sort } = array.prototype;
  defineProperty(string.prototype, 'replace', {
    value(this: unknown, pattern: unknown, replacement: unknown) {
      return javaReplace(toText(this), pattern, replacement, false);
    },
  });
  defineProperty(string.prototype, 'replaceAll', {
    value(this: unknown, pattern: unknown, replacement: unknown) {
      return javaReplace(toText(this), pattern, replacement, true);
    },
  });
  const sortArray = (list: unknown[]): unknown[] => reflectApply(sort, list, []) as unknown[];
  defineProperty(array.prototype, 'sort', {
    value(this: unknown[], comparator?: unknown) {
      if (comparator !== undefined)
        throw new TypeErrorClass('Array.prototype.sort takes no arguments in APPSYNC_JS');
      return sortArray(this);
    },
  });
}

/** A Date that asks the host for the time, as util.time does. */
function patchDate(scope: Record<string, unknown>): void {
  const DateClass = Date;
  const now = (): number => callHost('time.now') as number;
  const clocked = function (...args: readonly unknown[]): Date | string {
    const isMade = (new.target as unknown) !== undefined;
    if (!isMade) return new DateClass(now()).toString();
    return args.length === 0 ? new DateClass(now()) : (construct(DateClass, args) as Date);
  };
  for (const name of getOwnPropertyNames(DateClass)) {
    const descriptor = getOwnPropertyDescriptor(DateClass, name);
    if (descriptor) defineProperty(clocked, name, descriptor);
  }
  defineProperty(clocked, 'now', { value: now });
  defineProperty(DateClass.prototype, 'constructor', { value: clocked });
  defineProperty(scope, 'Date', { value: clocked });
}

/** AWS: text that is not JSON gives an empty string. */
function parse(text: unknown, ...rest: readonly unknown[]): unknown {
  if (rest.length > 0 && rest[0] !== undefined) {
    throw new TypeErrorClass('JSON.parse takes no reviver in APPSYNC_JS');
  }
  if (typeof text === 'string') spend(checkLength(text));
  try {
    return jsonParse(text as string);
  } catch {
    return '';
  }
}

/**
 * Leaves in the realm what APPSYNC_JS has and freezes it, so that one bundle cannot change another's
 * language.
 * @see https://docs.aws.amazon.com/appsync/latest/devguide/supported-features.html
 */
export function lockdown(globals: Record<string, unknown>): void {
  const realm = globalThis;
  const scope = realm as unknown as Record<string, Record<string, unknown>>;
  const error = Error as unknown as { stackTraceLimit: number };
  error.stackTraceLimit = 30;
  patchMethods(scope);
  patchDate(scope);
  defineProperty(JSON, 'parse', { value: parse });
  defineProperty(JSON, 'stringify', {
    value: (value: unknown, replacer?: unknown, space?: unknown) => {
      if (typeof replacer === 'function') {
        throw new TypeErrorClass('JSON.stringify takes no function in APPSYNC_JS');
      }
      measure(value);
      return space === undefined && replacer == null
        ? jsonStringify(value)
        : (jsonStringify as typeof JSON.stringify)(
            value,
            replacer as string[] | null,
            space as number,
          );
    },
  });
  for (const name of GLOBAL_FUNCTIONS) {
    const owner = scope[name] as { prototype?: object };
    restrict(owner, name, STATICS[name], UNLISTED_STATICS[name]);
    if (owner.prototype !== undefined && name !== 'Object') {
      restrict(owner.prototype, `${name}.prototype`, METHODS[name], UNLISTED_METHODS[name]);
    }
  }
  softenObjectPrototype(Object.prototype);
  restrict(Function.prototype, 'Function.prototype', METHODS.Function);
  const kept = [...GLOBAL_FUNCTIONS, ...UNLISTED_GLOBALS, 'NaN', 'Infinity', 'undefined'];
  for (const name of getOwnPropertyNames(realm)) {
    if (!kept.includes(name)) deleteProperty(realm, name);
  }
  for (const name in globals) {
    defineProperty(realm, name, { value: globals[name], writable: false, configurable: false });
  }
  // Rules refuse generators and async functions; were one let through, it would find these frozen too.
  harden([realm, function* () {}, async () => {}]);
}
