import { relative } from 'node:path';

/** What is wrong with the app's sources, and where; null where that is not known. */
export interface Problem {
  /** In full. */
  readonly file: string | null;
  /** From 1. */
  readonly line: number | null;
  /** From 1. */
  readonly column: number | null;
  readonly reason: string;
}

/** `file:line:column reason`, the file as seen from the project. */
export function problemLine(
  { file, line, column, reason }: Problem,
  projectFolder: string,
): string {
  const path = file === null ? '' : fromProject(file, projectFolder);
  const place = [path, line, line === null ? null : column]
    .filter((part) => part !== null)
    .join(':');
  const [text = ''] = reason.trim().split('\n');
  return [place, text].filter((part) => part !== '').join(' ');
}

function fromProject(file: string, projectFolder: string): string {
  const path = relative(projectFolder, file);
  return path.startsWith('..') ? file : path;
}

/** At most so many lines, the last one says how many more there are. */
export function problemLines(
  problems: readonly Problem[],
  projectFolder: string,
  most: number,
): string[] {
  const lines = [...new Set(problems.map((problem) => problemLine(problem, projectFolder)))];
  if (lines.length <= most) return lines;
  return [...lines.slice(0, most - 1), `and ${lines.length - most + 1} more`];
}
