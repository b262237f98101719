/** What makes a spreadsheet take a text for a formula. */
const STARTS_FORMULA = String.raw`'*[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]`;
const FORMULA = new RegExp(`^${STARTS_FORMULA}`, 'u');
const ESCAPED = new RegExp(`^'(?=${STARTS_FORMULA})`, 'u');

/**
 * Marks with ' what a spreadsheet would run, and what is marked by itself, so that reading gives back
 * exactly this text.
 */
export const escapeFormula = (text: string) => (FORMULA.test(text) ? `'${text}` : text);

/** Takes the mark off again. */
const unescapeFormula = (cell: string) => cell.replace(ESCAPED, '');

/** How programs keep Excel from taking `0049` for a number. */
const TEXT_FORMULA = /^="((?:[^"]|"")*)"$/u;

/** The text that a cell stands for: without the mark, or without the formula that is only a text, `="0049"`. */
export function readCell(cell: string): string {
  const [, text] = TEXT_FORMULA.exec(cell) ?? [];
  return text === undefined ? unescapeFormula(cell) : text.replaceAll('""', '"');
}
