import type { CheckedField } from '../../model/user-fields.ts';
import type { Patch } from './change-user.ts';
import { validationFailed } from './errors.ts';
import { checkFieldOf } from './field-checks.ts';
import { createCollector } from './validation.ts';

/**
 * The checked patch of an input: fields that are left out stay, null clears those that a record may be without.
 * Throws ValidationFailed with every broken rule, or when no field is given.
 * @param texts what `attributes` may have been given as
 */
export function readPatch<Field extends CheckedField>(
  input: Readonly<Partial<Record<Field, unknown>>>,
  fields: readonly Field[],
  texts: readonly string[] = [],
): Patch {
  const given = fields.filter((field) => input[field] !== undefined);
  if (given.length === 0) {
    const message = `input must change at least one of ${fields.join(', ')}.`;
    throw validationFailed([{ field: 'input', rule: 'notEmpty', message }]);
  }
  const check = checkFieldOf(texts);
  const collector = createCollector();
  const entries = given.map((field) => {
    const value = collector.take(field, input[field], check);
    return [field, value ?? undefined] as const;
  });
  collector.finish();
  return Object.fromEntries(entries);
}
