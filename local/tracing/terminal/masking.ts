/**
 * An address of mail, a phone number in E.164. It begins where a word begins: tried from each place of a long word,
 * it would take the square of its length.
 */
const PERSONAL =
  /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]+@[\p{L}\p{N}.-]+\.\p{L}{2,}|(?<![\w-])\+\d{7,15}\b/gu;

/** Text without addresses and phone numbers of people. */
export const withoutPersonal = (text: string): string => text.replaceAll(PERSONAL, '***');

/** A value with all texts in it masked: its form stays. */
export function masked(value: unknown): unknown {
  if (typeof value === 'string') return '***';
  if (Array.isArray(value)) return value.map(masked);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, masked(member)]));
}
