import {
  charCodeAt,
  codePointAt,
  fromCodePoint,
  numberToString,
  padStart,
  toText,
} from '../kernel/primordials.ts';
import { UtilError } from '../kernel/state.ts';

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const UNRESERVED = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.*';
const REPLACEMENT = 0xfffd;

function utf8(text: string): number[] {
  const bytes: number[] = [];
  for (const character of text) {
    let code = codePointAt(character, 0) ?? REPLACEMENT;
    // Java encodes an unpaired surrogate as a question mark.
    if (code >= 0xd800 && code <= 0xdfff) code = 0x3f;
    if (code < 0x80) bytes.push(code);
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), 0x80 | (code & 63));
    else if (code < 0x10000)
      bytes.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
    else
      bytes.push(
        0xf0 | (code >> 18),
        0x80 | ((code >> 12) & 63),
        0x80 | ((code >> 6) & 63),
        0x80 | (code & 63),
      );
  }
  return bytes;
}

const LEAST = [0, 0x80, 0x800, 0x10000];

function fromUtf8(bytes: readonly number[]): string {
  let text = '';
  let at = 0;
  while (at < bytes.length) {
    const first = bytes[at] ?? 0;
    const more =
      first < 0x80
        ? 0
        : first >= 0xf0 && first < 0xf5
          ? 3
          : first >= 0xe0
            ? 2
            : first >= 0xc2
              ? 1
              : -1;
    let code = more <= 0 ? first : first & (63 >> more);
    let read = 0;
    while (read < more && ((bytes[at + 1 + read] ?? 0) & 0xc0) === 0x80) {
      code = (code << 6) | ((bytes[at + 1 + read] ?? 0) & 63);
      read += 1;
    }
    const valid =
      more >= 0 &&
      read === more &&
      code >= (LEAST[more] ?? 0) &&
      !(code >= 0xd800 && code <= 0xdfff);
    text += fromCodePoint(valid && first < 0xf5 ? code : REPLACEMENT);
    at += 1 + read;
  }
  return text;
}

/** UTF-8 text to base64. */
export function base64Encode(value: unknown): string {
  const bytes = utf8(toText(value));
  let text = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const [first = 0, second, third] = [bytes[at], bytes[at + 1], bytes[at + 2]];
    text += BASE64.charAt(first >> 2);
    text += BASE64.charAt(((first & 3) << 4) | ((second ?? 0) >> 4));
    text += second === undefined ? '=' : BASE64.charAt(((second & 15) << 2) | ((third ?? 0) >> 6));
    text += third === undefined ? '=' : BASE64.charAt(third & 63);
  }
  return text;
}

/** Base64 to UTF-8 text. Characters that are not of the alphabet are ignored. */
export function base64Decode(value: unknown): string {
  const bytes: number[] = [];
  let bits = 0;
  let count = 0;
  for (const character of toText(value)) {
    if (character === '=') break;
    const digit = BASE64.indexOf(character);
    if (digit < 0) continue;
    bits = ((bits << 6) | digit) & 0xffffff;
    count += 6;
    if (count >= 8) {
      count -= 8;
      bytes.push((bits >> count) & 255);
    }
  }
  return fromUtf8(bytes);
}

/** application/x-www-form-urlencoded as java.net.URLEncoder writes it. */
export function urlEncode(value: unknown): string {
  let text = '';
  for (const byte of utf8(toText(value))) {
    const character = fromCodePoint(byte);
    if (byte === 0x20) text += '+';
    else if (UNRESERVED.includes(character)) text += character;
    else text += `%${padStart(numberToString(byte, 16).toUpperCase(), 2, '0')}`;
  }
  return text;
}

const HEX = '0123456789abcdef';
const ILLEGAL = 'URLDecoder: Illegal hex characters in escape (%) pattern';

/** The byte that the two digits after a `%` are. */
function escapedByte(digits: string): number {
  if (digits.length < 2) throw new UtilError('URLDecoder: Incomplete trailing escape (%) pattern');
  const high = HEX.indexOf(digits.charAt(0).toLowerCase());
  const low = HEX.indexOf(digits.charAt(1).toLowerCase());
  if (high < 0 || low < 0)
    throw new UtilError(`${ILLEGAL} - Error at index ${high < 0 ? 0 : 1} in: "${digits}"`);
  return high * 16 + low;
}

/** As java.net.URLDecoder, and with its messages. */
export function urlDecode(value: unknown): string {
  const source = toText(value);
  let text = '';
  let at = 0;
  while (at < source.length) {
    const character = source.charAt(at);
    if (character !== '%') {
      text += character === '+' ? ' ' : character;
      at += 1;
      continue;
    }
    const bytes: number[] = [];
    while (source.charAt(at) === '%') {
      bytes.push(escapedByte(source.slice(at + 1, at + 3)));
      at += 3;
    }
    text += fromUtf8(bytes);
  }
  return text;
}

const ESCAPES: Record<string, string> = {
  '"': '\\"',
  "'": "\\'",
  '\\': '\\\\',
  '/': '\\/',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

/** As Apache commons StringEscapeUtils.escapeEcmaScript. */
export function escapeJavaScript(value: unknown): string {
  const source = toText(value);
  let text = '';
  for (let at = 0; at < source.length; at += 1) {
    const character = source.charAt(at);
    const code = charCodeAt(source, at);
    const escape = ESCAPES[character];
    if (escape !== undefined) text += escape;
    else if (code < 0x20 || code > 0x7f)
      text += `\\u${padStart(numberToString(code, 16).toUpperCase(), 4, '0')}`;
    else text += character;
  }
  return text;
}
