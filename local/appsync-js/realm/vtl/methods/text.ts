import { matchesPattern } from '../../kernel/java-matches.ts';
import { search } from '../../kernel/java-pattern.ts';
import { javaReplace } from '../../kernel/java-replace.ts';
import { charCodeAt, isInteger, toText } from '../../kernel/primordials.ts';
import { toJavaText } from '../java.ts';
import { JavaException } from './method.ts';
import type { Methods } from './method.ts';

/** An argument that Java takes only as a string. */
function given(value: unknown): string {
  if (typeof value !== 'string') throw new JavaException();
  return value;
}

function substring(text: string, from: unknown, to: unknown = text.length): string {
  const isInside =
    isInteger(from) && isInteger(to) && (from as number) >= 0 && (to as number) <= text.length;
  if (!isInside || (from as number) > (to as number)) throw new JavaException();
  return text.slice(from as number, to as number);
}

/** Java drops empty pieces at the end, and one at the start that a match of no width makes. */
function split(text: string, pattern: unknown, limit: unknown = 0): string[] {
  const most = typeof limit === 'number' ? limit : 0;
  const pieces: string[] = [];
  let end = 0;
  for (const match of search(given(pattern), text, true)) {
    if (most > 0 && pieces.length === most - 1) break;
    const width = (match[0] ?? '').length;
    if (width === 0 && (match.index === 0 || match.index >= text.length)) continue;
    pieces.push(text.slice(end, match.index));
    end = match.index + width;
  }
  pieces.push(text.slice(end));
  while (most === 0 && pieces.length > 1 && pieces[pieces.length - 1] === '') pieces.pop();
  return pieces;
}

function hashCode(text: string): number {
  let hash = 0;
  for (let at = 0; at < text.length; at += 1) hash = (hash * 31 + charCodeAt(text, at)) | 0;
  return hash;
}

const compare = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);

/** java.lang.String. */
export const textMethods: Methods<string> = {
  charAt: (text, index) => substring(text, index, (index as number) + 1),
  compareTo: (text, other) => compare(text, given(other)),
  compareToIgnoreCase: (text, other) => compare(text.toLowerCase(), given(other).toLowerCase()),
  concat: (text, other) => text + given(other),
  contains: (text, part) => text.includes(given(part)),
  endsWith: (text, part) => text.endsWith(given(part)),
  equals: (text, other) => text === other,
  equalsIgnoreCase: (text, other) =>
    typeof other === 'string' && text.toLowerCase() === other.toLowerCase(),
  hashCode,
  indexOf: (text, part, from = 0) => text.indexOf(given(part), from as number),
  isBlank: (text) => text.trim() === '',
  isEmpty: (text) => text === '',
  lastIndexOf: (text, part) => text.lastIndexOf(given(part)),
  length: (text) => text.length,
  matches: (text, pattern) => matchesPattern(given(pattern), text),
  replace: (text, part, other) => text.split(given(part)).join(given(other)),
  replaceAll: (text, pattern, other) => javaReplace(text, given(pattern), given(other), true),
  replaceFirst: (text, pattern, other) => javaReplace(text, given(pattern), given(other), false),
  split,
  startsWith: (text, part, from = 0) => text.startsWith(given(part), from as number),
  strip: (text) => text.trim(),
  subSequence: substring,
  substring,
  toLowerCase: (text) => text.toLowerCase(),
  toString: (text: string) => text,
  toUpperCase: (text) => text.toUpperCase(),
  trim: (text) => text.trim(),
  valueOf: (_text: string, value: unknown) =>
    typeof value === 'string' ? value : toText(toJavaText(value)),
};
