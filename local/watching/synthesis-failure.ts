import { existsSync } from 'node:fs';
import { isAbsolute, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Problem } from './problem.ts';
import type { RecordedFailure, SynthesisRecord } from './synthesis-record.ts';

/** What is known of a synthesis that failed. */
export interface FailedSynthesis {
  readonly projectFolder: string;
  /** What the command printed, its end at least. */
  readonly output: string;
  /** Null when nothing of it ran in Node. */
  readonly record: SynthesisRecord | null;
}

/**
 * Why a synthesis failed, each thing once: what esbuild said, else the error that ended the app where it
 * was thrown in the app's own files, else what compilers and interpreters print, else its last line.
 */
export function synthesisProblems(failed: FailedSynthesis): readonly Problem[] {
  const { record } = failed;
  if (record && record.failures.length > 0) return record.failures;
  const thrown = record?.error ? [problemOfError(record.error, failed)] : [];
  const printed = printedProblems(failed);
  const placed = [...thrown, ...printed].filter(({ file }) => file !== null);
  const all = placed.length > 0 ? placed : thrown;
  return all.length > 0 ? oncePerLine(all) : [lastLine(failed)];
}

/** The same error is thrown and printed. */
function oncePerLine(problems: readonly Problem[]): readonly Problem[] {
  const places = problems.map(({ file, line }) => `${file ?? ''}:${line ?? ''}`);
  return problems.filter((_problem, index) => places.indexOf(places[index] ?? '') === index);
}

/** Node's form, and the CDK's, which has no column. */
const FRAME =
  /(?:\(|at |^)(?<path>(?:file:\/\/)?[^()\s][^()\n]*?):(?<line>\d+)(?::(?<column>\d+))?(?: \(:\)|\))?$/;

function problemOfError(
  { name, message, stack }: RecordedFailure,
  failed: FailedSynthesis,
): Problem {
  const reason = `${name}: ${withoutPlace(message)}`;
  const own = stack
    .split('\n')
    .map((line) => FRAME.exec(line.trim())?.groups)
    .find((frame) => isOwn(frame?.['path'] ?? 'node:', failed.projectFolder));
  if (!own) return { file: null, line: null, column: null, reason };
  const { path = '', line, column } = own;
  return {
    file: pathOf(path),
    line: Number(line),
    column: column === undefined ? null : Number(column),
    reason,
  };
}

/** Its first line, and the second where that has the reason. Module loaders name the file that asked. */
function withoutPlace(message: string): string {
  const [first = '', second = ''] = message.split('\n');
  const text = first.endsWith(':') ? `${first} ${second.replace(/^- /, '')}` : first;
  return text.replace(/ imported from .*$/, '');
}

const pathOf = (path: string): string => (path.startsWith('file:') ? fileURLToPath(path) : path);

function isOwn(path: string, projectFolder: string): boolean {
  if (path.startsWith('node:')) return false;
  const within = relative(projectFolder, resolve(projectFolder, pathOf(path)));
  return (
    !within.startsWith('..') && !isAbsolute(within) && !/(?:^|[\\/])node_modules[\\/]/.test(within)
  );
}

/** Forms in which a place is printed: each gives file, line, column and reason by name. */
const PRINTED = [
  // Node, of what it cannot compile: the line, what is on it, a mark below, the reason.
  /^(?<file>(?:file:\/\/)?\/\S.*?|[A-Z]:\\.*?):(?<line>\d+)\n(?<text>.*)\n(?<mark>\s*)\^+\s*\n+(?:.*\n){0,2}?(?<reason>\w*Error\b.*)$/gm,
  // tsc and ts-node.
  /^(?<file>[^\s(:][^(:\n]*)(?:\((?<line>\d+),(?<column>\d+)\): |:(?<line2>\d+):(?<column2>\d+) - )error (?<reason>TS\d+: .*)$/gm,
  // esbuild, and what is built on it.
  /\[ERROR\] (?<reason>.*)\n\n\s+(?<file>\S.*?):(?<line>\d+):(?<column>\d+):$/gm,
  // tsx, of what it cannot transform.
  /^(?:Error: Transform failed.*\n)?(?<file>\/\S.*?):(?<line>\d+):(?<column>\d+): ERROR: (?<reason>.*)$/gm,
  // Python.
  /^ {2}File "(?<file>[^"]+)", line (?<line>\d+)(?:, in .*)?\n(?:.*\n){1,2}?(?<reason>\w+(?:Error|Exception)\b.*)$/gm,
];

function printedProblems({ output, projectFolder }: FailedSynthesis): readonly Problem[] {
  return PRINTED.flatMap((form) =>
    [...output.matchAll(form)].flatMap(({ groups = {} }) => {
      const { file = '', line, line2, column, column2, mark, reason = '' } = groups;
      if (!isOwn(file, projectFolder)) return [];
      const path = resolve(projectFolder, pathOf(file));
      if (!existsSync(path)) return [];
      const at = column ?? column2 ?? (mark === undefined ? undefined : mark.length + 1);
      return [
        {
          file: path,
          line: Number(line ?? line2),
          column: at === undefined ? null : Number(at),
          reason,
        },
      ];
    }),
  );
}

/** Of what tells nothing of its place: most put the reason last. */
function lastLine({ output }: FailedSynthesis): Problem {
  const lines = output.split('\n').map((line) => line.trim());
  const said = lines.filter((line) => line !== '' && !/^(?:at |\}|\^|Node\.js v)/.test(line));
  const reason = said.findLast((line) => /error|exception|not found/i.test(line)) ?? said.at(-1);
  return { file: null, line: null, column: null, reason: reason ?? 'It printed nothing.' };
}

/** Where all of it is. */
export const outputFileOf = (dataFolder: string): string => join(dataFolder, 'synthesis.log');
