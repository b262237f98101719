import { median } from '../statistics.ts';

const MEGABYTE = 1e6;

/** A Markdown table; columns from the given one on are set right. */
export function table(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  firstNumber = 1,
): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const rule = head.map((_, column) => (column < firstNumber ? '---' : '---:'));
  return [line(head), line(rule), ...rows.map(line)].join('\n');
}

/** A number with so many decimals and thousands apart; a dash for none. */
export function number(value: number, decimals = 0): string {
  if (!Number.isFinite(value)) return '–';
  return value.toLocaleString('en-US', {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
}

/** A share as `12.3 %`; a dash for what was not measured. */
export const percent = (share: number): string =>
  Number.isFinite(share) ? `${number(share * 100)} %` : '–';

/** Bytes as `12.3 MB`. */
export const megabytes = (bytes: number): string => `${number(bytes / MEGABYTE)} MB`;

/** `median [smallest..largest]`. */
export function spread(values: readonly number[], decimals = 0): string {
  const ends = [Math.min(...values), Math.max(...values)].map((end) => number(end, decimals));
  return `${number(median(values), decimals)} [${ends.join('..')}]`;
}
