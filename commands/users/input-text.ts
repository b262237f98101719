import { createReadStream } from 'node:fs';
import { decodeText } from './decode-text.ts';
import { codeOf, UsageError } from './errors.ts';

/**
 * The text of a file, piece by piece, as decodeText reads it.
 * @param unmarked the encoding of a file without a byte order mark
 */
export function readText(file: string, unmarked?: string): AsyncGenerator<string> {
  return decodeText(readBytes(file), file, unmarked);
}

async function* readBytes(file: string): AsyncGenerator<Buffer> {
  try {
    yield* createReadStream(file) as AsyncIterable<Buffer>;
  } catch (error) {
    const code = codeOf(error);
    throw new UsageError(`${file} cannot be read (${code})${REASONS[code] ?? ''}.`);
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: ': there is no such file',
  EACCES: ': you may not read it',
  EISDIR: ': it is a folder',
};
