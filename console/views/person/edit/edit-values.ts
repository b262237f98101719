import type { UpdateUserInput, User } from 'user-manager-client';
import { UPDATE_FIELDS } from '../../../../model/user-fields.ts';
import type { AttributesInput } from './attribute-values.ts';
import { canonical, readAttributes, rowsOf } from './attribute-values.ts';

/** A field that can be edited. */
export type EditField = (typeof UPDATE_FIELDS)[number];
type TextField = Exclude<EditField, 'attributes' | 'role'>;

/** What the form holds. */
export type EditValues = { readonly [Field in TextField]: string } & {
  readonly role: User['role'];
  readonly attributes: AttributesInput;
};

/** The user that the edit started from. */
export type EditBase = Pick<User, EditField | 'id' | 'version'>;

/** The form as it is filled for a user. */
export function valuesOf(user: EditBase): EditValues {
  return {
    email: user.email,
    firstName: user.firstName,
    lastName: user.lastName,
    phone: user.phone ?? '',
    role: user.role,
    attributes: { mode: 'form', rows: rowsOf(user.attributes ?? null) },
  };
}

/** A field in a form in which two can be compared. */
function comparable(field: EditField, values: EditValues): string {
  if (field !== 'attributes') return values[field];
  const read = readAttributes(values.attributes);
  return 'value' in read ? canonical(read.value) : JSON.stringify(values.attributes);
}

/** Fields in which two forms differ. */
export const differingFields = (one: EditValues, other: EditValues): EditField[] =>
  UPDATE_FIELDS.filter((field) => comparable(field, one) !== comparable(field, other));

/** What updateUser is sent: the changed fields alone, and the version that they were changed at. */
export function inputOf(base: EditBase, values: EditValues): UpdateUserInput {
  const changed = differingFields(valuesOf(base), values);
  const entries = changed.map((field) => [field, inputValue(field, values)] as const);
  return { id: base.id, expectedVersion: base.version, ...Object.fromEntries(entries) };
}

function inputValue(field: EditField, values: EditValues): unknown {
  if (field === 'phone') return values.phone.trim() === '' ? null : values.phone;
  if (field !== 'attributes') return values[field];
  // A text goes as it is, so that the API judges what JSON.parse would lose.
  const { attributes } = values;
  if (attributes.mode === 'json' && attributes.text.trim() !== '') return attributes.text;
  const read = readAttributes(attributes);
  return 'value' in read ? read.value : null;
}

/** What takes an update back: the fields it changed, as they were. */
export function undoOf(base: EditBase, values: EditValues, version: number): UpdateUserInput {
  const before = valuesOf(base);
  const entries = differingFields(before, values).map(
    (field) => [field, inputValue(field, before)] as const,
  );
  return { id: base.id, expectedVersion: version, ...Object.fromEntries(entries) };
}

/** Where somebody else changed the same person meanwhile. */
export interface Divergence {
  /** Changed by both, differently. */
  readonly conflicts: readonly EditField[];
  /** Changed by the others alone. */
  readonly theirsOnly: readonly EditField[];
}

/** What the others changed since the edit began; null when nothing of it is in the way of the edit. */
export function divergenceOf(
  base: EditBase,
  values: EditValues,
  present: EditBase,
): Divergence | null {
  if (present.version === base.version) return null;
  const theirs = valuesOf(present);
  const changedByThem = differingFields(valuesOf(base), theirs);
  const changedByMe = new Set(differingFields(valuesOf(base), values));
  const differing = new Set(differingFields(values, theirs));
  const conflicts = changedByThem.filter((field) => changedByMe.has(field) && differing.has(field));
  const theirsOnly = changedByThem.filter((field) => !changedByMe.has(field));
  return conflicts.length + theirsOnly.length === 0 ? null : { conflicts, theirsOnly };
}

/** The form with these fields as somebody else has them. */
export function withTheirs(
  values: EditValues,
  present: EditBase,
  fields: readonly EditField[],
): EditValues {
  const theirs = valuesOf(present);
  const taken = fields.map((field) => [field, theirs[field]] as const);
  return { ...values, ...(Object.fromEntries(taken) as Partial<EditValues>) };
}
