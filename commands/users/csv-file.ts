import type { FieldProblem } from '../../model/errors.ts';
import { findLostJson } from '../../functions/lib/json-text.ts';
import type { JsonField } from '../../model/field-rows.ts';
import { isJsonField } from '../../model/json-fields.ts';
import { USER_FIELDS } from '../../model/user-fields.ts';
import { findStart, type Start } from './csv-delimiter.ts';
import type { ReadRows, Row } from './csv-dialect.ts';
import type { Column } from './csv-header.ts';
import { createNaming, readHeader } from './csv-header.ts';
import { UsageError } from './errors.ts';
import { readCell } from './formula.ts';
import type { FileFlags } from './input-file.ts';
import type { Heading, InputLine } from './input-line.ts';
import { isInputField, parseJson, REQUIRED } from './input-line.ts';
import { memberOf } from './member-columns.ts';
import { REASON_COLUMN, withoutReason } from './refused-row.ts';

interface Header {
  readonly columns: readonly Column[];
  readonly heading: Heading;
  /** What a row of refused rows was before it got a reason; of any other, the row. */
  readonly original: (text: string) => string;
}

/** The rows of a CSV text whose first row names the fields; rows of empty cells are left out. */
export async function* readCsv(
  texts: AsyncIterable<string>,
  flags: FileFlags,
  readRows: ReadRows,
): AsyncGenerator<InputLine> {
  const pieces = texts[Symbol.asyncIterator]();
  const first = await pieces.next();
  const name = createNaming(flags);
  const isKnown = (title: string) => name(title) !== undefined;
  const start = findStart(first.done ? '' : first.value, flags.delimiter, isKnown);
  const text = async function* () {
    yield start.text;
    yield* { [Symbol.asyncIterator]: () => pieces };
  };
  let header: Header | null = null;
  for await (const row of readRows(text(), { ...start, file: flags.file })) {
    if (header) yield readRow(header, row);
    else header = readFirstRow(row, flags, start);
  }
  if (header) return;
  throw new UsageError(`${flags.file} is empty: its first row must name the fields.`);
}

function readFirstRow(
  { cells, text }: Row,
  flags: FileFlags,
  { delimiter, sepLine }: Start,
): Header {
  const columns = readHeader(cells, flags, delimiter);
  const heading = { text, delimiter, sepLine };
  if (columns[0]?.title !== REASON_COLUMN) return { columns, heading, original: (row) => row };
  const original = (row: string) => withoutReason(row, heading);
  return { columns, heading: { ...heading, text: original(text) }, original };
}

function readRow({ columns, heading, original }: Header, row: Row): InputLine {
  const { line } = row;
  const cells = row.cells.map(readCell);
  const text = original(row.text);
  const misplaced = findMisplaced(columns, cells);
  if (misplaced) return { line, text, heading, input: null, problems: [misplaced] };
  const given = columns.flatMap(({ title, target }, index) => {
    const cell = cells[index] ?? '';
    return target === null || title === '' || cell.trim() === '' ? [] : [[target, cell] as const];
  });
  const { input, problems } = readFields(given);
  return { line, text, heading, input, problems: [...findNameless(columns, cells), ...problems] };
}

/**
 * Spreadsheets leave out empty cells at the end of a row, and add some. A row that lacks a cell that
 * must be there, or has a filled one too many, may be out of step with the names.
 */
function findMisplaced(columns: readonly Column[], cells: readonly string[]): FieldProblem | null {
  const hasRequired = REQUIRED.every(
    (field) => columns.findIndex(({ target }) => target === field) < cells.length,
  );
  const tooMany = cells.slice(columns.length).some((cell) => cell.trim() !== '');
  if (hasRequired && !tooMany) return null;
  const message = `The line has ${cells.length} columns, the first one ${columns.length}.`;
  return { field: 'line', rule: 'columns', message };
}

function findNameless(columns: readonly Column[], cells: readonly string[]): FieldProblem[] {
  return columns.flatMap(({ title }, index) => {
    if (title !== '' || (cells[index] ?? '').trim() === '') return [];
    const message = `Column ${index + 1} has a value in this line, but no name in the first row.`;
    return [{ field: 'line', rule: 'columns', message }];
  });
}

function readFields(given: readonly (readonly [string, string])[]) {
  const input: Record<string, unknown> = {};
  const problems: FieldProblem[] = [];
  for (const [target, cell] of given) {
    const member = memberOf(target);
    if (member) {
      input[member.field] = { ...(input[member.field] as object), [member.name]: cell };
    } else if (isJsonField(target)) {
      const value = parseJson(cell);
      const problem = value === undefined ? noJson(target) : findLost(target, cell);
      if (problem) problems.push(problem);
      else input[target] = value;
    } else input[target] = isEnum(target) ? cell.trim().toUpperCase() : cell;
  }
  return { input, problems };
}

/** People write roles as they write names of columns, in any case; JSON has the schema's own values. */
const isEnum = (target: string) => isInputField(target) && USER_FIELDS[target].check === 'role';

const noJson = (field: JsonField): FieldProblem => ({
  field,
  rule: 'json',
  message: `${field} must be a JSON object.`,
});

function findLost(field: JsonField, text: string): FieldProblem | null {
  const lost = findLostJson(text, field);
  return lost && { field, ...lost, message: `${lost.path} ${lost.message}` };
}
