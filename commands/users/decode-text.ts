import { UsageError } from './errors.ts';
import { countLineEnds } from './line-ends.ts';

/** Named by its class, which Node and browsers have as a global. */
type Decoder = InstanceType<typeof TextDecoder>;

const IS_NO_TEXT =
  'is an Excel workbook, whatever its name says. In Excel: Save As > CSV UTF-8. Nothing was imported.';
const UTF_32 = 'is UTF-32, which nothing else writes: save it as UTF-8. Nothing was imported.';

/** How files begin that are not read, the longer beginnings first. */
const REFUSED_BEGINNINGS = [
  { bytes: [0x50, 0x4b, 0x03, 0x04], message: IS_NO_TEXT },
  { bytes: [0xd0, 0xcf, 0x11, 0xe0], message: IS_NO_TEXT },
  { bytes: [0xff, 0xfe, 0x00, 0x00], message: UTF_32 },
  { bytes: [0x00, 0x00, 0xfe, 0xff], message: UTF_32 },
] as const;

const BYTE_ORDER_MARKS = [
  { bytes: [0xef, 0xbb, 0xbf], encoding: 'utf-8' },
  { bytes: [0xff, 0xfe], encoding: 'utf-16le' },
  { bytes: [0xfe, 0xff], encoding: 'utf-16be' },
] as const;

const HOW_TO_SAVE =
  'In Excel: Save As > "CSV UTF-8 (Comma delimited)"; in LibreOffice: character set Unicode (UTF-8); ' +
  'or say which it is: --encoding windows-1252 for Windows in Western Europe. Nothing was imported.';

/**
 * The text of bytes, piece by piece, without its byte order mark. UTF-8, or UTF-16 if a mark says so:
 * a name in another encoding would be spoilt for good, hence refused (UsageError).
 * @param file what messages call them
 * @param unmarked the encoding of a file without a mark
 */
export async function* decodeText(
  pieces: AsyncIterable<Uint8Array>,
  file: string,
  unmarked?: string,
): AsyncGenerator<string> {
  let decoder: Decoder | null = null;
  let line = 1;
  let before = '';
  for await (const bytes of pieces) {
    decoder ??= new TextDecoder(encodingOf(bytes, file, unmarked), { fatal: true });
    const text = decode(decoder, bytes);
    if (text === null) throw notReadable(file, decoder.encoding, line + linesBeforeBreak(bytes));
    line += countLineEnds(text, before);
    before = text;
    yield text;
  }
  if (decoder && decode(decoder) === null) throw notReadable(file, decoder.encoding, line);
}

function encodingOf(bytes: Uint8Array, file: string, unmarked: string | undefined): string {
  const begins = (sign: { readonly bytes: readonly number[] }) =>
    sign.bytes.every((byte, index) => bytes[index] === byte);
  const refused = REFUSED_BEGINNINGS.find(begins);
  if (refused) throw new UsageError(`${file} ${refused.message}`);
  const marked = BYTE_ORDER_MARKS.find(begins);
  if (marked) return marked.encoding;
  if (unmarked !== undefined) return unmarked;
  if (bytes.subarray(0, 4).includes(0)) {
    const message = 'seems to be UTF-16 without a byte order mark: save it as UTF-8.';
    throw new UsageError(`${file} ${message} Nothing was imported.`);
  }
  return 'utf-8';
}

/** Null when the bytes are not of the encoding. */
function decode(decoder: Decoder, bytes?: Uint8Array): string | null {
  try {
    return bytes ? decoder.decode(bytes, { stream: true }) : decoder.decode();
  } catch {
    return null;
  }
}

const linesBeforeBreak = (bytes: Uint8Array) =>
  countLineEnds(new TextDecoder().decode(bytes).split('\uFFFD')[0] ?? '');

function notReadable(file: string, encoding: string, line: number): UsageError {
  if (encoding === 'utf-8') {
    return new UsageError(
      `${file} is not UTF-8: line ${line} has letters in another code page. ${HOW_TO_SAVE}`,
    );
  }
  const message = `${file} is not whole ${encoding.toUpperCase()} (line ${line}): save it again as UTF-8.`;
  return new UsageError(`${message} Nothing was imported.`);
}
