import { basename } from 'node:path';
import type { Row } from './rows.ts';

/** A heading with what stands below it. */
export interface Section {
  readonly title: string;
  /** Paragraphs and tables. */
  readonly body: readonly string[];
}

const MARKS = { supported: 'yes', partly: 'partly', not: 'no' } as const;

/** A table of things, whether they are supported, how far, and the test. */
export function supportTable(thing: string, rows: readonly Row[]): string {
  const hasNotes = rows.some(({ note }) => note !== '');
  const hasTests = rows.some(({ test }) => test !== null);
  return table(
    [thing, 'supported', ...(hasNotes ? ['how'] : []), ...(hasTests ? ['test'] : [])],
    rows.map(({ name, status, note, test }) => [
      code(name),
      MARKS[status],
      ...(hasNotes ? [note] : []),
      ...(hasTests ? [test === null ? '' : link(test)] : []),
    ]),
  );
}

/** Any table. */
export function table(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(columns), line(columns.map(() => '---')), ...rows.map(line)].join('\n');
}

/** Names in code marks, with commas. */
export function codes(names: readonly string[]): string {
  return names.map(code).join(', ');
}

/** A name in code marks. */
export function code(name: string): string {
  return `\`${name}\``;
}

/** A link from docs/ to a file of the repository. */
export function link(file: string): string {
  return `[${basename(file)}](../../${file})`;
}

/** `1,000,000`. */
export function grouped(value: number): string {
  return value.toLocaleString('en-US');
}

/** The page. */
export function page(
  title: string,
  introduction: readonly string[],
  sections: readonly Section[],
): string {
  const contents = sections.map(({ title: name }) => `- [${name}](#${anchor(name)})`).join('\n');
  const parts = sections.flatMap(({ title: name, body }) => [`## ${name}`, ...body]);
  return `${[`# ${title}`, ...introduction, contents, ...parts].join('\n\n')}\n`;
}

const anchor = (title: string): string =>
  title
    .toLowerCase()
    .replaceAll(/[^\w\s-]/g, '')
    .replaceAll(' ', '-');
