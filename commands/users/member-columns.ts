import type { JsonField } from '../../model/field-rows.ts';
import { JSON_FIELDS } from '../../model/json-fields.ts';

/** What a column of its own says of a field of AWSJSON: one member, whose value is a text. */
export interface Member {
  readonly field: JsonField;
  /** The user's own, to the letter. */
  readonly name: string;
}

/** The member that a column is for, by a title such as `attributes.team`; the field's name in any case. */
export function memberOf(title: string): Member | null {
  const text = title.trim();
  const field = JSON_FIELDS.find((one) => text.toLowerCase().startsWith(`${one.toLowerCase()}.`));
  const name = field === undefined ? '' : text.slice(field.length + 1).trim();
  return field === undefined || name === '' ? null : { field, name };
}

/** The title of the column of a member. */
export const memberTitle = ({ field, name }: Member): string => `${field}.${name}`;

/** How columns of members are called, of each field that has such: `attributes.<name>`. */
export const MEMBER_TITLES = JSON_FIELDS.map((field) => memberTitle({ field, name: '<name>' }));
