import type { InfoRecord } from 'csv-parse/sync';
import { CsvError, parse } from 'csv-parse/sync';
import type { FieldProblem } from '../lib/errors.ts';
import { UsageError } from './errors.ts';
import type { InputLine } from './input-file.ts';
import { INPUT_FIELDS, isInputField, parseJson } from './input-file.ts';
import type { ImportFlags } from './options.ts';

type Flags = Pick<ImportFlags, 'file' | 'ignore' | 'delimiter'>;

interface Row {
  readonly line: number;
  readonly cells: readonly string[];
}

const ATTRIBUTE = 'attributes.';
const REQUIRED = ['email', 'firstName', 'lastName'];

/** The rows of a CSV text whose first row names the fields. */
export function readCsv(text: string, flags: Flags): InputLine[] {
  const [header, ...rows] = readRows(text, flags);
  if (!header) throw new UsageError(`${flags.file} is empty: its first row must name the fields.`);
  checkHeader(header.cells, flags);
  return rows.map((row) => readRow(header.cells, row, new Set(flags.ignore)));
}

function readRows(text: string, { file, delimiter }: Flags): Row[] {
  const bytes = Buffer.from(text);
  let end = 0;
  let line = 1;
  // The parser's own line count goes wrong after empty lines, so lines are counted by its bytes.
  const rows: Row[] = [];
  for (const { info, record } of parseRecords(bytes, file, delimiter)) {
    for (; isLineEnd(bytes[end]); end += 1) if (bytes[end] === NEWLINE) line += 1;
    rows.push({ line, cells: record });
    for (; end < info.bytes; end += 1) if (bytes[end] === NEWLINE) line += 1;
  }
  return rows;
}

const NEWLINE = 0x0a;
const isLineEnd = (byte: number | undefined) => byte === NEWLINE || byte === 0x0d;

interface ParsedRecord {
  readonly info: InfoRecord & { readonly bytes: number };
  readonly record: readonly string[];
}

function parseRecords(bytes: Buffer, file: string, delimiter: string): readonly ParsedRecord[] {
  try {
    const records = parse(bytes, {
      delimiter,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
    });
    // With `info` the parser answers these pairs, which its types do not tell.
    return records as unknown as ParsedRecord[];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new UsageError(`${file} is no CSV: ${error.message}. Nothing was imported.`);
  }
}

function checkHeader(columns: readonly string[], { file, ignore, delimiter }: Flags): void {
  const isKnown = (name: string) =>
    isInputField(name) || name.startsWith(ATTRIBUTE) || ignore.includes(name);
  const refuse = (message: string): never => {
    throw new UsageError(`${file}: ${message}`);
  };
  const missing = REQUIRED.filter((name) => !columns.includes(name));
  if (columns.length === 1 && missing.length > 0) {
    refuse(`the first row has one column. Is "${delimiter}" what separates them (--delimiter)?`);
  }
  const unknown = columns.filter((name) => !isKnown(name));
  if (unknown.length > 0) {
    const known = [...INPUT_FIELDS, `${ATTRIBUTE}<name>`].join(', ');
    const names = unknown.map((name) => `"${name}"`).join(', ');
    refuse(`unknown columns ${names}. Known: ${known}. Leave out: --ignore ${unknown.join(',')}`);
  }
  if (missing.length > 0) refuse(`the column ${missing.join(', ')} is missing.`);
  const twice = columns.find((name, index) => columns.indexOf(name) !== index);
  if (twice !== undefined) refuse(`the column "${twice}" is there twice.`);
  const used = columns.filter((name) => !ignore.includes(name));
  if (used.includes('attributes') && used.some((name) => name.startsWith(ATTRIBUTE))) {
    refuse('attributes come as one JSON column or as attributes.<name> columns, not both.');
  }
}

function readRow(
  columns: readonly string[],
  { line, cells }: Row,
  ignore: ReadonlySet<string>,
): InputLine {
  if (cells.length !== columns.length) {
    const message = `The line has ${cells.length} columns, the first one ${columns.length}.`;
    return { line, input: {}, problems: [{ field: 'line', rule: 'columns', message }] };
  }
  const pairs = columns.map((name, index) => [name, unescapeFormula(cells[index] ?? '')] as const);
  const given = pairs.filter(([name, cell]) => cell !== '' && !ignore.has(name));
  const flat = given.filter(([name]) => name.startsWith(ATTRIBUTE));
  const named = flat.map(([name, cell]) => [name.slice(ATTRIBUTE.length), cell] as const);
  const plain = given.filter(([name]) => !name.startsWith(ATTRIBUTE));
  const input: Record<string, unknown> = Object.fromEntries(plain);
  if (named.length > 0) input['attributes'] = Object.fromEntries(named);
  return { line, ...readAttributes(input) };
}

/** Spreadsheets, and `export`, mark with ' a text that would else be taken for a formula. */
const unescapeFormula = (cell: string) =>
  cell.replace(/^'(?=[=+\-@\uFF1D\uFF0B\uFF0D\uFF20])/u, '');

function readAttributes(input: Record<string, unknown>): Omit<InputLine, 'line'> {
  const { attributes } = input;
  if (typeof attributes !== 'string') return { input, problems: [] };
  const value = parseJson(attributes);
  if (value !== undefined) return { input: { ...input, attributes: value }, problems: [] };
  const problem: FieldProblem = {
    field: 'attributes',
    rule: 'json',
    message: 'attributes must be a JSON object.',
  };
  return { input, problems: [problem] };
}
