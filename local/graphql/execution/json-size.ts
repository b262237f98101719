/** Longer strings are measured in bytes, shorter ones taken as one byte a character. */
const MEASURED = 1_024;

/** Whether a value's JSON is longer than a number of bytes; stops counting when it is. */
export function isLargerThan(value: unknown, bytes: number): boolean {
  return remaining(value, bytes) < 0;
}

/** What is left of the allowance after this value; exact enough at the size of a limit. */
function remaining(value: unknown, allowance: number): number {
  if (typeof value === 'string') {
    return allowance - 2 - (value.length > MEASURED ? Buffer.byteLength(value) : value.length);
  }
  if (value === null || typeof value !== 'object') return allowance - String(value).length;
  let left = allowance - 2;
  if (Array.isArray(value)) {
    for (const item of value as readonly unknown[]) {
      if (left < 0) return left;
      left = remaining(item, left - 1);
    }
    return left;
  }
  for (const [key, member] of Object.entries(value)) {
    if (left < 0) return left;
    left = remaining(member, left - key.length - 4);
  }
  return left;
}
