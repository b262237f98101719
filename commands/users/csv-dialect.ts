import { CsvError, parse } from 'csv-parse/sync';
import { UsageError } from './errors.ts';
import { readCell } from './formula.ts';
import { LONGEST_LINE } from './input-line.ts';
import { countLineEnds } from './line-ends.ts';

/** A row of a CSV file that is not empty. */
export interface Row {
  /** Where it begins, as an editor counts. */
  readonly line: number;
  readonly cells: readonly string[];
  /** As it is in the file, without its end. */
  readonly text: string;
}

/** How a text of rows is to be read. */
export interface RowsOf {
  /** What messages call the file. */
  readonly file: string;
  readonly delimiter: string;
  /** The number of the text's first line. */
  readonly firstLine: number;
}

/** Reads the rows of a text that are not all empty cells. */
export type ReadRows = (texts: AsyncIterable<string>, of: RowsOf) => AsyncIterable<Row>;

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

const isBlank = (cell: string) => readCell(cell).trim() === '';

/** How the parser is to read rows, and what its errors mean. */
export function rowParsing({ file, delimiter, firstLine }: RowsOf) {
  let next = firstLine;
  const on_record = ({ record: cells, raw }: RawRecord): Row | null => {
    const line = next;
    // Of a CRLF the parser keeps the CR only, but each row has its one end.
    next += Math.max(countLineEnds(raw), 1);
    return cells.every(isBlank) ? null : { line, cells, text: raw.replace(/[\r\n]+$/u, '') };
  };
  return {
    options: { ...DIALECT, delimiter, raw: true, on_record },
    /** What to throw for an error of the parser: any other as it is. */
    explained: (error: unknown): unknown => {
      // The parser's stream has a class of its own for them.
      if (!(error instanceof Error) || !('code' in error) || !isCsvCode(error.code)) return error;
      return new UsageError(
        `${file} is no CSV: line ${next}: ${explain(error.code, error.message)} Nothing was imported.`,
      );
    },
  };
}

const isCsvCode = (code: unknown): code is string =>
  typeof code === 'string' && code.startsWith('CSV_');

const LOST_QUOTE = 'a quote opens here that is not closed. Write a quote within a cell twice ("").';

/** By the parser's codes. */
const EXPLANATIONS: Readonly<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: LOST_QUOTE,
  CSV_MAX_RECORD_SIZE: `the row has more than ${LONGEST_LINE} characters, or ${LOST_QUOTE}`,
  CSV_NON_TRIMABLE_CHAR_AFTER_CLOSING_QUOTE:
    'a cell goes on after its closing quote. Write a quote within a cell twice ("").',
};

const explain = (code: string, message: string) => EXPLANATIONS[code] ?? `${message}.`;

/** The first row that is not empty, were this the delimiter; none when it cannot be. */
export function peekRow(text: string, delimiter: string): readonly string[] {
  try {
    const options = { ...DIALECT, delimiter, to: 1, skip_records_with_empty_values: true };
    return parse(text, options)[0] ?? [];
  } catch (error) {
    if (error instanceof CsvError) return [];
    throw error;
  }
}
