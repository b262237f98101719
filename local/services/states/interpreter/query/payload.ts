import { isObject } from '../../../../shared/is-object.ts';
import { callIntrinsic } from '../intrinsics/call.ts';
import { StateError } from '../state-error.ts';
import { valueAt } from './paths.ts';
import type { Moment } from './query-language.ts';

/**
 * A template with the values that names with `.$` at their end stand for.
 * https://docs.aws.amazon.com/step-functions/latest/dg/input-output-inputpath-params.html
 * @param root what `$` is
 */
export function filledIn(template: unknown, root: unknown, moment: Moment): unknown {
  if (Array.isArray(template)) {
    return template.map((one: unknown) => filledIn(one, root, moment));
  }
  if (!isObject(template)) return template;
  const entries = Object.entries(template).map(([name, value]) =>
    name.endsWith('.$')
      ? [name.slice(0, -2), computed(String(value), root, moment, name)]
      : [name, filledIn(value, root, moment)],
  );
  return Object.fromEntries(entries) as unknown;
}

/**
 * What a path or an intrinsic function gives.
 * @param field that has it, for errors
 */
export function computed(text: string, root: unknown, moment: Moment, field: string): unknown {
  const find = (path: string): unknown => {
    const value = valueAt(path, root, moment);
    if (value !== undefined) return value;
    throw new StateError(
      'States.ParameterPathFailure',
      `The JSONPath '${path}' specified for the field '${field}' could not be found in the input`,
    );
  };
  return text.startsWith('$') ? find(text) : callIntrinsic(text, find);
}
