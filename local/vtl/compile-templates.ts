import { compileTemplate } from './compile-template.ts';
import { RUNTIME } from './expressions.ts';

/** A template and the file that it came from. */
interface Source {
  readonly source: string;
  readonly file: string;
}

/** The templates of a resolver or function; one that is left out is AppSync's own. */
export interface TemplatePair {
  readonly request: Source;
  readonly response: Source;
}

/** Both as the body of a function that takes the runtime of templates and returns their handlers. */
export interface CompiledTemplates {
  readonly body: string;
  /** Templates that are no Velocity: `file: Encountered "in" at velocity[line 7, column 30]`. */
  readonly problems: readonly string[];
  /** Where a line of the body is: `file:line:1`; columns are not kept. */
  readonly placeOf: (line: number) => string;
}

/** @param runtime name of the parameter that is the runtime of templates */
export function compileTemplates(
  { request, response }: TemplatePair,
  runtime: string,
): CompiledTemplates {
  const first = compileTemplate(request.source, 1);
  const second = compileTemplate(response.source, first.lines + 1);
  const body =
    `"use strict"; const ${RUNTIME} = ${runtime}; const a = ${first.code}` +
    `\n`.repeat(1 + first.lines - lineCount(first.code)) +
    `const b = ${second.code}; return ${RUNTIME}.handlers({ run: a, changes: ${changes(request)} }, { run: b, changes: ${changes(response)} });`;
  return {
    body,
    problems: [problem(request, first.problem), problem(response, second.problem)].filter(
      (text) => text !== null,
    ),
    placeOf: (line) =>
      line <= first.lines
        ? `${request.file}:${line}:1`
        : `${response.file}:${line - first.lines}:1`,
  };
}

const CHANGES =
  /\.(?:put|putAll|putIfAbsent|replace|remove|removeAll|retainAll|add|addAll|set|clear)\s*\(|#set\s*\(\s*\$!?\{?\w+[.[]/;

/** Whether a template may change a map or a list. */
const changes = ({ source }: Source): boolean => CHANGES.test(source);

const lineCount = (code: string): number => code.split('\n').length;

const problem = ({ file }: Source, text: string | null): string | null =>
  text === null ? null : `${file}: ${text}`;
