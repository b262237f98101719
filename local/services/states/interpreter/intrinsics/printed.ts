import { isObject } from '../../../../shared/is-object.ts';

/** A value as Java prints it, which is how States.Format writes what is no text. */
export function printed(value: unknown): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return `[${value.map(printed).join(', ')}]`;
  if (!isObject(value)) return value === undefined ? '' : JSON.stringify(value);
  const members = Object.entries(value).map(([name, member]) => `${name}=${printed(member)}`);
  return `{${members.join(', ')}}`;
}
