import { parse } from 'acorn';
import type { Comment, Program } from 'acorn';

/** A bundle as a syntax tree, or where it stops being JavaScript. */
export type Parsed =
  | { readonly kind: 'parsed'; readonly program: Program; readonly comments: readonly Comment[] }
  | { readonly kind: 'invalid'; readonly offset: number; readonly message: string };

/** Parses one ESM bundle; module code is always strict. */
export function parseBundle(source: string): Parsed {
  const comments: Comment[] = [];
  try {
    const program = parse(source, {
      ecmaVersion: 'latest',
      sourceType: 'module',
      locations: true,
      onComment: comments,
    });
    return { kind: 'parsed', program, comments };
  } catch (error) {
    if (!(error instanceof SyntaxError) || !('pos' in error)) throw error;
    return {
      kind: 'invalid',
      offset: Number(error.pos),
      message: error.message.replace(/ \(\d+:\d+\)$/, ''),
    };
  }
}
