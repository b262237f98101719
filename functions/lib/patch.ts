import type { UserRole } from '../../generated/schema-types.ts';
import type { Patch } from './change-user.ts';
import { validationFailed } from './errors.ts';
import {
  checkAttributesOf,
  checkEmail,
  checkName,
  checkOneOf,
  checkPhone,
  createCollector,
} from './validation.ts';

const ROLES = ['ADMIN', 'MEMBER'] as const satisfies readonly UserRole[];

export const checkRole = checkOneOf(ROLES);

const CHECKS = {
  email: checkEmail,
  firstName: checkName,
  lastName: checkName,
  phone: checkPhone,
  role: checkRole,
  attributes: checkAttributesOf(),
} as const;

export type PatchField = keyof typeof CHECKS;

/**
 * The checked patch of an input: fields that are left out stay, null clears phone and attributes.
 * Throws ValidationFailed with every broken rule, or when no field is given.
 * @param texts what `attributes` may have been given as
 */
export function readPatch(
  input: Readonly<Partial<Record<PatchField, unknown>>>,
  fields: readonly PatchField[],
  texts: readonly string[] = [],
): Patch {
  const given = fields.filter((field) => input[field] !== undefined);
  if (given.length === 0) {
    const message = `input must change at least one of ${fields.join(', ')}.`;
    throw validationFailed([{ field: 'input', rule: 'notEmpty', message }]);
  }
  const checks = { ...CHECKS, attributes: checkAttributesOf(texts) };
  const collector = createCollector();
  const entries = given.map((field) => {
    const value = collector.take<unknown>(field, input[field], checks[field]);
    return [field, value ?? undefined] as const;
  });
  collector.finish();
  return Object.fromEntries(entries);
}
