import { peekRow } from './csv-dialect.ts';
import { countLineEnds } from './line-ends.ts';

const CANDIDATES = [',', ';', '\t'] as const;

/** A line that tells Excel the delimiter: `sep=;`, which a spreadsheet may have saved as a cell. */
const SEP_LINE = /^(?:[^\S\r\n]*(?:\r\n?|\n))*"?sep=([^\r\n])"?[,;\t ]*(?:\r\n?|\n|$)/iu;

/** How a CSV text is to be read. */
export interface Start {
  readonly delimiter: string;
  /** Stands before the rows, where nobody would find out the delimiter without it or was told it so; else ''. */
  readonly sepLine: string;
  /** The text without the line that tells the delimiter. */
  readonly text: string;
  /** The number of its first line. */
  readonly firstLine: number;
}

/**
 * Finds out what separates the columns of a text that has a whole first row: what a flag or a `sep=`
 * line says, else what lets the most names of the first row be known. In doubt it is the comma.
 * @param isKnown whether a column's name is
 */
export function findStart(
  text: string,
  given: string | undefined,
  isKnown: (title: string) => boolean,
): Start {
  const [told = '', sign] = SEP_LINE.exec(text) ?? [];
  const rest = text.slice(told.length);
  const delimiter = given ?? sign ?? detect(rest, isKnown);
  const isFound = sign === undefined && CANDIDATES.some((known) => known === delimiter);
  const sepLine = isFound ? '' : `sep=${delimiter}\n`;
  return { delimiter, sepLine, text: rest, firstLine: 1 + countLineEnds(told) };
}

function detect(text: string, isKnown: (title: string) => boolean): string {
  const ranked = CANDIDATES.map((delimiter) => {
    const titles = peekRow(text, delimiter).filter((title) => title.trim() !== '');
    return { delimiter, known: titles.filter(isKnown).length, columns: titles.length };
  }).sort((a, b) => b.known - a.known || b.columns - a.columns);
  const [best, second] = ranked;
  if (!best || !second) return CANDIDATES[0];
  const isTie = best.known === second.known && best.columns === second.columns;
  return isTie ? CANDIDATES[0] : best.delimiter;
}
