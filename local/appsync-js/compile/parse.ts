import { parse } from 'acorn';
import type { Program } from 'acorn';

/** A bundle as a syntax tree, or where it stops being JavaScript. */
export type Parsed =
  | { readonly kind: 'parsed'; readonly program: Program }
  | { readonly kind: 'invalid'; readonly offset: number; readonly message: string };

/** Parses one ESM bundle; module code is always strict. */
export function parseBundle(source: string): Parsed {
  try {
    const program = parse(source, {
      ecmaVersion: 'latest',
      sourceType: 'module',
      allowHashBang: false,
    });
    return { kind: 'parsed', program };
  } catch (error) {
    if (!(error instanceof SyntaxError) || !('pos' in error)) throw error;
    return {
      kind: 'invalid',
      offset: Number(error.pos),
      message: error.message.replace(/ \(\d+:\d+\)$/, ''),
    };
  }
}
