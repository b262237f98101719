import { readFileSync } from 'node:fs';
import { extname } from 'node:path';
import type { CreateUserInput } from '../../generated/schema-types.ts';
import type { FieldProblem } from '../lib/errors.ts';
import { readCsv } from './csv-file.ts';
import { UsageError } from './errors.ts';
import type { ImportFlags } from './options.ts';

/** One user of an input file, not yet checked. */
export interface InputLine {
  /** Where it begins, as an editor counts. */
  readonly line: number;
  readonly input: Readonly<Record<string, unknown>>;
  /** What is wrong with its form. */
  readonly problems: readonly FieldProblem[];
}

/** The fields a line may give. Its token is made of them. */
export const INPUT_FIELDS = [
  'email',
  'firstName',
  'lastName',
  'phone',
  'role',
  'attributes',
] as const satisfies readonly (keyof CreateUserInput)[];

export const isInputField = (name: string) => (INPUT_FIELDS as readonly string[]).includes(name);

/** All lines of a .csv or .jsonl file. Throws UsageError when the file as a whole is not readable. */
export function readInputFile(
  flags: Pick<ImportFlags, 'file' | 'ignore' | 'delimiter'>,
): InputLine[] {
  const type = extname(flags.file).toLowerCase();
  if (type === '.csv') return readCsv(readText(flags.file), flags);
  if (type === '.jsonl') return readJsonLines(readText(flags.file), flags);
  throw new UsageError(`${flags.file} must be a .csv or .jsonl file.`);
}

/** Without a byte order mark. A name in another encoding would be spoilt for good, hence refused. */
function readText(file: string): string {
  const bytes = readBytes(file);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new UsageError(`${file} is not UTF-8: save it with that encoding.`);
  }
}

function readBytes(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new UsageError(`${file} cannot be read (${code}).`);
  }
}

function readJsonLines(text: string, { ignore }: Pick<ImportFlags, 'ignore'>): InputLine[] {
  return text.split('\n').flatMap((source, index) => {
    if (source.trim() === '') return [];
    return { line: index + 1, ...readJsonLine(source, new Set(ignore)) };
  });
}

function readJsonLine(source: string, ignore: ReadonlySet<string>): Omit<InputLine, 'line'> {
  const value = parseJson(source);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    const message = 'The line must be one JSON object.';
    return { input: {}, problems: [{ field: 'line', rule: 'json', message }] };
  }
  const members = Object.entries(value).filter(([name]) => !ignore.has(name));
  const unknown = members.filter(([name]) => !isInputField(name));
  const problems = unknown.map(([name]) => ({
    field: name,
    rule: 'unknownField',
    message: `${name} is none of ${INPUT_FIELDS.join(', ')}; leave it out with --ignore ${name}.`,
  }));
  return { input: Object.fromEntries(members), problems };
}

/** Undefined when the text is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
