/** A Markdown table; columns from the given one on are set right. */
export function table(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  firstNumber: number,
): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const rule = head.map((_, column) => (column < firstNumber ? '---' : '---:'));
  return [line(head), line(rule), ...rows.map(line)].join('\n');
}
