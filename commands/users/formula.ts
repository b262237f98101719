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
export const unescapeFormula = (cell: string) => cell.replace(ESCAPED, '');
