import { extname } from 'node:path';
import { readCsv } from './csv-file.ts';
import { readRows } from './csv-rows.ts';
import { UsageError } from './errors.ts';
import type { InputLine } from './input-line.ts';
import { readText } from './input-text.ts';
import { readJsonLines } from './jsonl-file.ts';
import type { ImportFlags } from './options.ts';

/** What says how an input file is to be read. */
export type FileFlags = Pick<ImportFlags, 'file' | 'ignore' | 'map' | 'delimiter' | 'encoding'>;

const READERS: Readonly<Record<string, typeof readCsv>> = {
  '.csv': readCsv,
  '.tsv': readCsv,
  // What Excel calls "Unicode text".
  '.txt': readCsv,
  '.jsonl': readJsonLines,
  '.ndjson': readJsonLines,
};

/**
 * The lines of a file, read bit by bit. Throws UsageError when the file as a whole is not readable,
 * which may show at its end only.
 */
export function readInputFile(flags: FileFlags): AsyncIterable<InputLine> {
  const read = READERS[extname(flags.file).toLowerCase()];
  if (read) return read(readText(flags.file, flags.encoding), flags, readRows);
  throw new UsageError(
    `${flags.file} must be a .csv or .jsonl file (also .tsv, .txt, .ndjson). ` +
      'In a spreadsheet: Save As > CSV UTF-8.',
  );
}
