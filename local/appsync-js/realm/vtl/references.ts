import { hasOwn, isArray, toText } from '../kernel/primordials.ts';
import { UtilError } from '../kernel/state.ts';
import { Entry, Turn, classOf, isMap } from './java.ts';
import { memberOf, putMember } from './maps.ts';
import { invoke } from './methods/index.ts';
import { indexIn } from './methods/list.ts';
import { JavaException } from './methods/method.ts';

/** `$value.name`: a member of a map, else what Java's getter of that name gives. */
export function property(value: unknown, name: string): unknown {
  if (isMap(value)) return memberOf(value, name);
  if (value instanceof Entry || value instanceof Turn)
    return hasOwn(value, name) ? (value as unknown as Record<string, unknown>)[name] : undefined;
  return name === 'empty' ? invoke(value, 'isEmpty', []) : undefined;
}

/** `$value.name(args)`. The place is told by what Java would throw. */
export function call(
  value: unknown,
  name: string,
  args: readonly unknown[],
  line: number,
  column: number,
): unknown {
  try {
    return invoke(value, name, args);
  } catch (error) {
    throw error instanceof JavaException ? failedCall(value, name, args, line, column) : error;
  }
}

/** As recorded from AWS: `Error invoking method 'get(java.lang.Integer)' in java.util.ArrayList at ...`. */
function failedCall(
  value: unknown,
  name: string,
  args: readonly unknown[],
  line: number,
  column: number,
): UtilError {
  const types = args.map((arg) => classOf(arg)).join(', ');
  return new UtilError(
    `Error invoking method '${name}(${types})' in ${classOf(value)} at velocity[line ${line}, column ${column}]`,
  );
}

/** `$value[key]`. */
export function element(value: unknown, key: unknown, line: number, column: number): unknown {
  if (isArray(value)) return call(value, 'get', [key], line, column);
  return isMap(value) && key !== null && key !== undefined
    ? memberOf(value, toText(key))
    : undefined;
}

/** `#set($target.key = value)` and `#set($target[key] = value)`. */
export function assign(target: unknown, key: unknown, value: unknown): void {
  if (isMap(target)) putMember(target, toText(key), value ?? null);
  else if (isArray(target)) target[indexIn(target, key)] = value ?? null;
}
