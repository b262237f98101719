import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { TraceMap, originalPositionFor } from '@jridgewell/trace-mapping';
import { LRUCache } from 'lru-cache';
import type { TraceError } from '../../tracing/index.ts';
import type { FunctionErrorPayload } from './types.ts';

/** A frame of V8's: `at name (file:line:column)` or `at file:line:column`. */
const FRAME = /^\s*at (?:.*\()?((?:file:\/\/)?[^()]+):(\d+):(\d+)\)?$/;

/** A place anywhere in a text. */
const PLACE = /((?:file:\/\/)?(?:\/|[A-Za-z]:\\)[^\s()"':]+):(\d+):(\d+)/g;

/** Whose frames are at the end of each stack. */
const ENGINE = join(import.meta.dirname, '/');

/** Maps are long and take long to read; what they said is short. */
const known = new LRUCache<string, string>({ max: 500 });

/**
 * What a function threw, its stack in the source that it was bundled from: by `<file>.map` beside the
 * bundle, unless Node has done so (`--enable-source-maps`).
 */
export function traceErrorOf(
  { errorType, errorMessage, trace = [], stackTrace = [] }: FunctionErrorPayload,
  codeFolder: string,
): TraceError {
  const places = [
    ...trace.flatMap((line) => placeOf(line, codeFolder) ?? []),
    ...pythonPlaces(stackTrace, codeFolder),
  ];
  const own = places.find((place) => !/(?:^|\/)node_modules\//.test(place));
  return {
    type: errorType,
    message: errorMessage,
    source: own ?? places[0] ?? null,
    ...(places.length > 0 && { stack: places }),
  };
}

/** Python has the innermost frame last. */
const pythonPlaces = (stack: readonly string[], codeFolder: string): string[] =>
  stack.toReversed().flatMap((frame) => {
    const [, file = '', line = ''] = /^\s*File "([^"]+)", line (\d+)/.exec(frame) ?? [];
    return file === '' ? [] : [`${withoutParents(relative(codeFolder, file))}:${line}`];
  });

function placeOf(line: string, codeFolder: string): string | null {
  const [, path = '', row = '', column = ''] = FRAME.exec(line) ?? [];
  if (path === '' || path.startsWith('node:')) return null;
  const file = path.startsWith('file:') ? fileURLToPath(path) : path;
  if (file.startsWith(ENGINE)) return null;
  return sourcePlace({ file, line: Number(row), column: Number(column) }, codeFolder);
}

/** A text of a function with the places of its bundle, as stacks have them, led to those in the source. */
export function withSourcePlaces(text: string, codeFolder: string): string {
  if (!text.includes(codeFolder)) return text;
  return text.replaceAll(PLACE, (found, path: string, row: string, column: string) => {
    const file = path.startsWith('file:') ? fileURLToPath(path) : path;
    if (!file.startsWith(codeFolder)) return found;
    return sourcePlace({ file, line: Number(row), column: Number(column) }, codeFolder);
  });
}

/** A place in a bundle, both numbers from 1. */
export interface BundlePlace {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** The same in the source, `file:line:column`. */
export function sourcePlace(place: BundlePlace, codeFolder: string): string {
  const key = `${place.file}:${place.line}:${place.column}`;
  const found = known.get(key) ?? mapped(place, codeFolder);
  known.set(key, found);
  return found;
}

function mapped({ file, line, column }: BundlePlace, codeFolder: string): string {
  const shown = withoutParents(relative(codeFolder, file));
  try {
    const map = new TraceMap(readFileSync(`${file}.map`, 'utf8'));
    const place = originalPositionFor(map, { line, column: column - 1 });
    if (place.source === null) return `${shown}:${line}:${column}`;
    // From where the bundle was written, which tells nothing any more.
    return `${withoutParents(join(place.source))}:${place.line}:${place.column + 1}`;
  } catch {
    // There is none.
    return `${shown}:${line}:${column}`;
  }
}

const withoutParents = (path: string): string =>
  path.replaceAll('\\', '/').replace(/^(?:\.{1,2}\/)+/, '');
