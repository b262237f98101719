import { createRequire } from 'node:module';
import type * as Velocity from 'velocityjs';
import type { Node } from './nodes.ts';

/** A template that is no Velocity; the message is in AWS's form. */
export class TemplateSyntaxError extends Error {}

let parser: typeof Velocity.parse | undefined;

/** Loaded with the first template: most APIs have none. */
function velocity(): typeof Velocity.parse {
  parser ??= (createRequire(import.meta.url)('velocityjs') as typeof Velocity).parse;
  return parser;
}

/**
 * The nodes of a template.
 * @throws TemplateSyntaxError
 */
export function parseTemplate(source: string): readonly Node[] {
  requireEnds(source);
  try {
    // Its types know neither blocks nor what a node of each type has.
    return velocity()(readable(source)) as unknown as readonly Node[];
  } catch (error) {
    throw new TemplateSyntaxError(messageOf(error));
  }
}

/** What `#return` is given, with the text in it and one level of brackets. */
const RETURNED = /#return\(((?:"[^"]*"|'[^']*'|\([^()]*\)|[^()"'])*)\)/g;
/** A text, or the bracket of a map or list with the spaces around it. */
const BRACKETS = /"[^"]*"|'[^']*'|[ \t]*([{}[\]])[ \t]*/g;

/**
 * Forms of Velocity that the parser takes for text, `#return` without a value and `#{if}`, or that it does not know:
 * spaces within a map or list that `#return` is given.
 */
function readable(source: string): string {
  return source
    .replace(/#\{(if|elseif|foreach|set|return|break|macro)\}/g, '#$1')
    .replace(/#return(?![\w(]|\s*\()/g, '#return()')
    .replace(/#return\s+\(/g, '#return(')
    .replaceAll(RETURNED, (directive) =>
      directive.replaceAll(BRACKETS, (text, bracket?: string) => bracket ?? text),
    );
}

/** What the generated parser throws. */
interface ParseFailure {
  readonly hash?: {
    readonly text: string;
    readonly loc?: { readonly first_line: number; readonly first_column: number };
  };
}

function messageOf(error: unknown): string {
  const { hash } = error as ParseFailure;
  if (!hash?.loc) return (error instanceof Error ? error.message : String(error)).trim();
  const { first_line: line, first_column: column } = hash.loc;
  return encountered(hash.text === '' ? '<EOF>' : hash.text, { line, column: column + 1 });
}

interface Place {
  readonly line: number;
  readonly column: number;
}

/** As recorded from AWS: `Encountered "in" at velocity[line 7, column 30]`. */
const encountered = (text: string, { line, column }: Place): string =>
  `Encountered "${text}" at velocity[line ${line}, column ${column}]`;

const WITHOUT_DIRECTIVES = /##[^\n]*|#\*[\s\S]*?\*#|#\[\[[\s\S]*?\]\]#|\\#/g;
const OPENS_OR_ENDS = /#\{?(if|foreach|macro|define)\}?\s*\(|#(?:\{end\}|end(?!\w))/g;

/** The parser does not miss an `#end`. */
function requireEnds(source: string): void {
  const blanked = source.replace(WITHOUT_DIRECTIVES, (text) => text.replace(/[^\n]/g, ' '));
  let open = 0;
  for (const found of blanked.matchAll(OPENS_OR_ENDS)) {
    open += found[1] === undefined ? -1 : 1;
    if (open < 0) throw new TemplateSyntaxError(encountered('#end', placeOf(source, found.index)));
  }
  if (open > 0) throw new TemplateSyntaxError(encountered('<EOF>', placeOf(source, source.length)));
}

function placeOf(source: string, offset: number): Place {
  const before = source.slice(0, offset).split('\n');
  return { line: before.length, column: (before.at(-1) ?? '').length + 1 };
}
