import type { Options } from 'csv-parse';
import { CsvError, parse } from 'csv-parse';
import { parse as parseWhole } from 'csv-parse/sync';
import { Readable } from 'node:stream';
import { UsageError } from './errors.ts';
import { LONGEST_LINE } from './input-line.ts';
import { countLineEnds } from './input-text.ts';

/** A row of a CSV file that is not empty. */
export interface Row {
  /** Where it begins, as an editor counts. */
  readonly line: number;
  readonly cells: readonly string[];
  /** As it is in the file, without its end. */
  readonly text: string;
}

/** How spreadsheets write: quotes within a cell that does not begin with one are its own. */
const DIALECT = {
  record_delimiter: ['\r\n', '\n', '\r'],
  relax_column_count: true,
  relax_quotes: true,
  trim: true,
  max_record_size: LONGEST_LINE,
};

/** What the parser hands over when it is told to keep the text. */
interface RawRecord {
  readonly record: readonly string[];
  readonly raw: string;
}

const isBlank = (cell: string) => cell.trim() === '';

/**
 * The rows of a text that are not all empty cells.
 * @param firstLine the number of the text's first line
 */
export async function* readRows(
  texts: AsyncIterable<string>,
  { file, delimiter, firstLine }: { file: string; delimiter: string; firstLine: number },
): AsyncGenerator<Row> {
  let next = firstLine;
  const on_record = ({ record: cells, raw }: RawRecord): Row | null => {
    const line = next;
    // Of a CRLF the parser keeps the CR only, but each row has its one end.
    next += Math.max(countLineEnds(raw), 1);
    return cells.every(isBlank) ? null : { line, cells, text: raw.replace(/[\r\n]+$/u, '') };
  };
  // The types do not tell what the parser hands over with `raw`.
  const options = { ...DIALECT, delimiter, raw: true, on_record } as unknown as Options;
  const parser = parse(options);
  try {
    const rows = Readable.from(texts).compose(parser) as AsyncIterable<Row>;
    for await (const row of rows) yield row;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new UsageError(
      `${file} is no CSV: line ${next}: ${explain(error)} Nothing was imported.`,
    );
  }
}

const LOST_QUOTE = 'a quote opens here that is not closed. Write a quote within a cell twice ("").';

/** By the parser's codes. */
const EXPLANATIONS: Readonly<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: LOST_QUOTE,
  CSV_MAX_RECORD_SIZE: `the row has more than ${LONGEST_LINE} characters, or ${LOST_QUOTE}`,
  CSV_NON_TRIMABLE_CHAR_AFTER_CLOSING_QUOTE:
    'a cell goes on after its closing quote. Write a quote within a cell twice ("").',
};

const explain = ({ code, message }: CsvError) => EXPLANATIONS[code] ?? `${message}.`;

/** The first row that is not empty, were this the delimiter; none when it cannot be. */
export function peekRow(text: string, delimiter: string): readonly string[] {
  try {
    const options = { ...DIALECT, delimiter, to: 1, skip_records_with_empty_values: true };
    return parseWhole(text, options)[0] ?? [];
  } catch (error) {
    if (error instanceof CsvError) return [];
    throw error;
  }
}
