import type { FieldProblem } from '../../model/errors.ts';
import { findLostJson } from '../../functions/lib/json-text.ts';
import { UsageError } from './errors.ts';
import type { InputLine } from './input-line.ts';
import { INPUT_FIELDS, isInputField, parseJson } from './input-line.ts';
import type { ImportFlags } from './options.ts';
import { splitLines } from './split-lines.ts';

type Flags = Pick<ImportFlags, 'file' | 'ignore'>;

/** The lines of a file with a JSON object on each; empty lines are none. */
export async function* readJsonLines(
  texts: AsyncIterable<string>,
  { file, ignore }: Flags,
): AsyncGenerator<InputLine> {
  const ignored = new Set(ignore);
  const tooLong = (problem: string) => new UsageError(`${file}: ${problem} Nothing was imported.`);
  let line = 0;
  let isFirst = true;
  for await (const source of splitLines(texts, tooLong)) {
    line += 1;
    const text = source.trim();
    if (text === '') continue;
    if (isFirst && (text === '[' || text === '{')) throw oneDocument(file);
    isFirst = false;
    yield { line, text, heading: null, ...readJsonLine(text, ignored) };
  }
}

const oneDocument = (file: string) =>
  new UsageError(
    `${file} is one JSON document, not an object on each line: ` +
      `jq -c ".[]?" ${file} > people.jsonl. Nothing was imported.`,
  );

function readJsonLine(
  source: string,
  ignored: ReadonlySet<string>,
): Pick<InputLine, 'input' | 'problems'> {
  const value = parseJson(source);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    const message = 'The line must be one JSON object.';
    return { input: null, problems: [{ field: 'line', rule: 'json', message }] };
  }
  const members = Object.entries(value).filter(([name]) => !ignored.has(name));
  const unknown = members.filter(([name]) => !isInputField(name));
  const problems = unknown.map(([name]) => ({
    field: name,
    rule: 'unknownField',
    message: `${name} is none of ${INPUT_FIELDS.join(', ')}; leave it out with --ignore ${name}.`,
  }));
  const lost = findLost(source);
  const isLost = lost !== null && members.some(([name]) => name === lost.field);
  return { input: Object.fromEntries(members), problems: isLost ? [...problems, lost] : problems };
}

/** What the object has lost of its text. */
function findLost(source: string): FieldProblem | null {
  const lost = findLostJson(source, 'line');
  if (!lost) return null;
  const path = lost.path.replace(/^line\./u, '');
  const field = /^[\w-]+/u.exec(path)?.[0] ?? 'line';
  return { field, path, rule: lost.rule, message: `${path} ${lost.message}` };
}
