import type { FieldChange } from 'user-manager-client';
import { useFormats } from '../../texts/use-formats.ts';
import { isKeyOf } from '../../texts/is-key-of.ts';
import { useTexts } from '../../texts/use-texts.tsx';

type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A member of an object that differs. */
export interface Member {
  readonly name: string;
  readonly from: unknown;
  readonly to: unknown;
}

/** Of a field that is an object, the members that differ; null for any other field. */
export function changedMembers({ from, to }: FieldChange): readonly Member[] | null {
  if (!isObject(from) && !isObject(to)) return null;
  const before = isObject(from) ? from : {};
  const after = isObject(to) ? to : {};
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names
    .filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]))
    .map((name) => ({ name, from: before[name], to: after[name] }));
}

/** A field's name in the reader's words, or as the API calls it. */
export function useFieldName(): (field: string) => string {
  const { fields } = useTexts();
  return (field) => (isKeyOf(fields, field) ? fields[field] : field);
}

/** A value in the reader's words: statuses, roles and times are translated; null when there is none. */
export function useValueText(): (field: string, value: unknown) => string | null {
  const { statuses, roles } = useTexts();
  const { dateTime } = useFormats();
  return (field, value) => {
    if (value === null || value === undefined) return null;
    if (typeof value !== 'string') return JSON.stringify(value);
    if (field === 'status' && isKeyOf(statuses, value)) return statuses[value];
    if (field === 'role' && isKeyOf(roles, value)) return roles[value];
    return field.endsWith('At') ? dateTime(value) : value;
  };
}
