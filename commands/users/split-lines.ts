import { LONGEST_LINE } from './input-line.ts';

/**
 * Cuts at CRLF, LF and CR, wherever the pieces of text end: at nothing else, as the line ends that Unicode has
 * besides may be in a text of JSON.
 * @param tooLong makes what is thrown for a line that is longer than any
 */
export async function* splitLines(
  texts: AsyncIterable<string>,
  tooLong: (problem: string) => Error,
): AsyncGenerator<string> {
  let rest = '';
  let line = 1;
  for await (const text of texts) {
    // A CR at the end may be half of a CRLF.
    const lines = (rest + text).split(/\r\n|\r(?!$)|\n/u);
    rest = lines.pop() ?? '';
    line += lines.length;
    yield* lines;
    if (rest.length > LONGEST_LINE) {
      throw tooLong(`line ${line} has more than ${LONGEST_LINE} characters.`);
    }
  }
  yield rest;
}
