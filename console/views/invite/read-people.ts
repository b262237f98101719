import { parse, type Options } from 'csv-parse/sync';
import { decodeText } from '../../../commands/users/decode-text.ts';
import type { ReadRows, Row } from '../../../commands/users/csv-dialect.ts';
import { peekRow, rowParsing } from '../../../commands/users/csv-dialect.ts';
import { findStart } from '../../../commands/users/csv-delimiter.ts';
import { readCsv } from '../../../commands/users/csv-file.ts';
import { createNaming } from '../../../commands/users/csv-header.ts';
import { REQUIRED, type InputLine } from '../../../commands/users/input-line.ts';
import { readJsonLines } from '../../../commands/users/jsonl-file.ts';
import { createLineRules, type JudgedLine } from '../../../commands/users/line-rules.ts';
import type { FieldProblem } from '../../../model/errors.ts';
import type { CreateField } from '../../../model/user-fields.ts';

/** One line as it would be invited, or why it cannot be. */
export interface PersonLine {
  readonly line: number;
  /** As it is in the file. */
  readonly text: string;
  readonly user: Extract<JudgedLine, { user: unknown }>['user'] | null;
  readonly problems: readonly FieldProblem[];
}

/** What a file or a pasted text says, judged line by line. */
export interface PeopleRead {
  readonly lines: readonly PersonLine[];
  /** The row that names the columns, where the text has one; with the line before it that tells what separates them. */
  readonly header: string | null;
  /** Columns that nobody knows, which are left out. */
  readonly leftOut: readonly string[];
}

/** The first row lacks the names of these fields. */
export class MissingColumns extends Error {
  readonly fields: readonly CreateField[];

  constructor(fields: readonly CreateField[]) {
    super(fields.join(', '));
    this.fields = fields;
  }
}

const JSON_LINES = /\.(?:jsonl|ndjson)$/iu;
const naming = createNaming({ ignore: [] });

/**
 * Reads a file with the reader and the checks of `npm run users -- import`.
 * @throws MissingColumns; UsageError, whose message says what to do, when the file as a whole is not readable
 */
export async function readPeopleFile(file: File): Promise<PeopleRead> {
  const bytes = async function* () {
    yield new Uint8Array(await file.arrayBuffer());
  };
  let text = '';
  for await (const piece of decodeText(bytes(), file.name)) text += piece;
  return readPeople(file.name, text);
}

/** Reads what was pasted: rows of a spreadsheet, or `Name <address>` on each line. */
export async function readPastedPeople(text: string): Promise<PeopleRead> {
  const whole = withHeader(text);
  const read = await readPeople('', whole);
  return whole === text ? read : { ...read, header: null, lines: read.lines.map(withoutHeader) };
}

/** Lines as they were pasted, without the header that they were given. */
const withoutHeader = (line: PersonLine): PersonLine => ({
  ...line,
  line: line.line - 1,
  problems: line.problems.map((problem) => ({
    ...problem,
    message: problem.message.replace(/(?<=line )\d+/u, (number) => String(Number(number) - 1)),
  })),
});

async function readPeople(file: string, whole: string): Promise<PeopleRead> {
  if (JSON_LINES.test(file)) {
    const lines = await judge(readJsonLines(textOf(whole), { file, ignore: [] }));
    return { lines, header: null, leftOut: [] };
  }
  const isKnown = (title: string) => naming(title) !== undefined;
  const { text, delimiter, sepLine } = findStart(whole, undefined, isKnown);
  const titles = peekRow(text, delimiter);
  const missing = REQUIRED.filter((field) => titles.every((title) => naming(title) !== field));
  if (missing.length > 0) throw new MissingColumns(missing);
  const leftOut = titles.filter((title) => naming(title) === undefined);
  const lines = await judge(readCsv(textOf(whole), { file, ignore: leftOut }, readRowsAtOnce));
  return { lines, header: sepLine + firstRowOf(text), leftOut };
}

const firstRowOf = (text: string): string =>
  text.split(/\r\n|\r|\n/u).find((row) => row.trim() !== '') ?? '';

const SEPARATOR = /^sep=/iu;

/** Whether a text begins with the names of its columns: a row of a person has an address, or no such name in it. */
const isHeader = (row: string): boolean =>
  SEPARATOR.test(row) ||
  (!row.includes('@') &&
    row.split(/[\t;,]/u).some((cell) => Boolean(naming(cell.replaceAll('"', '').trim()))));

const textOf = async function* (text: string) {
  yield await Promise.resolve(text);
};

/** A page has the whole text anyway. */
const readRowsAtOnce: ReadRows = async function* (texts, of) {
  let whole = '';
  for await (const text of texts) whole += text;
  const { options, explained } = rowParsing(of);
  try {
    // The types do not tell what the parser hands over with `raw`.
    yield* parse(whole, options as unknown as Options) as unknown as Row[];
  } catch (error) {
    throw explained(error);
  }
};

async function judge(lines: AsyncIterable<InputLine>): Promise<readonly PersonLine[]> {
  const rules = createLineRules();
  const judged: PersonLine[] = [];
  for await (const input of lines) {
    const { line, text } = input;
    const result = rules(input);
    judged.push(
      'user' in result
        ? { line, text, user: result.user, problems: [] }
        : { line, text, user: null, problems: result.problems },
    );
  }
  return judged;
}

const NAME_AND_ADDRESS =
  /^\s*"?(?<firstName>[^"<,;\t]*?)\s+(?<lastName>[^\s"<,;\t]+)"?\s*<(?<email>[^>]+)>[,;]?\s*$/u;

/**
 * A header for rows that come without one: the cell with an @ is the address. Among rows of a table some may be
 * `Name <address>`, and the other way round.
 */
function withHeader(text: string): string {
  const rows = text.split(/\r\n|\r|\n/u);
  const first = firstRowOf(text);
  if (isHeader(first)) return text;
  const isNamed = NAME_AND_ADDRESS.test(first);
  const delimiter = isNamed ? ',' : (['\t', ';', ','].find((sign) => first.includes(sign)) ?? ',');
  const at = first.split(delimiter).findIndex((cell) => cell.includes('@'));
  const names = ['firstName', 'lastName'];
  names.splice(isNamed || at < 0 ? names.length : Math.min(at, names.length), 0, 'email');
  const row = (cells: Readonly<Record<string, string>>): string =>
    names.map((name) => `"${cells[name] ?? ''}"`).join(delimiter);
  const table = rows.map((written) => {
    const { groups } = NAME_AND_ADDRESS.exec(written) ?? {};
    if (groups) return row(groups);
    const isCell = isNamed && written.trim() !== '' && !written.includes(delimiter);
    return isCell ? row({ email: written }) : written;
  });
  return `${names.join(delimiter)}\n${table.join('\n')}`;
}
