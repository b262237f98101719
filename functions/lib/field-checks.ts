import { USER_ROLES } from '../../generated/enum-values.ts';
import type { CheckedValues } from '../../model/field-rows.ts';
import type { CheckedField } from '../../model/user-fields.ts';
import { USER_FIELDS } from '../../model/user-fields.ts';
import type { Checked } from './checked.ts';
import { checkAttributesOf, checkEmail, checkName, checkOneOf, checkPhone } from './validation.ts';

type Checks = {
  readonly [Name in keyof CheckedValues]: (
    field: string,
    value: unknown,
  ) => Checked<CheckedValues[Name] | null>;
};

const CHECKS: Checks = {
  email: checkEmail,
  name: checkName,
  phone: checkPhone,
  role: checkOneOf(USER_ROLES),
  attributes: checkAttributesOf(),
};

/**
 * The check of a field of the user, by its row in model/user-fields.ts, which messages call `name`. No value
 * passes where a record may have none.
 * @param texts what `attributes` may have been given as
 */
export function checkFieldOf(texts?: readonly string[]) {
  const checks = { ...CHECKS, attributes: checkAttributesOf(texts) };
  return (field: CheckedField, value: unknown, name: string = field): Checked<unknown> => {
    const { required, check } = USER_FIELDS[field];
    if (!required && (value === null || value === undefined)) return { value: null };
    return checks[check](name, value);
  };
}
