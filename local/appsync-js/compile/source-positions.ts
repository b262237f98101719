import { TraceMap, originalPositionFor } from '@jridgewell/trace-mapping';

/** A place in the bundle, both from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** Leads from places in a bundle to those in its source. */
export interface Positions {
  /** Where an offset of the bundle is. */
  placeOf(offset: number): Place;
  /**
   * `file:line:column`, in the source that the bundle was made from if it carries a map.
   * @param bundleName what the bundle is called where there is none
   */
  describe(place: Place, bundleName?: string): string;
  /** The source that the bundle was made from, without those it imports; null without a map. */
  sourceFile(): string | null;
}

const INLINE_MAP =
  /\/\/[#@] sourceMappingURL=data:application\/json;(?:charset=[\w-]+;)?base64,([A-Za-z0-9+/=]+)\s*$/;

/**
 * Finds places of a bundle, also in the sources it was made from. AWS reads an inline map only.
 * @see https://docs.aws.amazon.com/appsync/latest/devguide/additional-utilities.html
 */
export function createPositions(bundle: string, file: string): Positions {
  let map: TraceMap | null | undefined;
  const mapOf = (): TraceMap | null => (map === undefined ? (map = readMap(bundle)) : map);
  return {
    placeOf(offset) {
      const before = bundle.slice(0, offset).split('\n');
      return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
    },
    describe({ line, column }, bundleName = file) {
      const found = mapOf();
      const original = found && originalPositionFor(found, { line, column: column - 1 });
      return original && original.source !== null
        ? `${withoutParents(original.source)}:${original.line}:${original.column + 1}`
        : `${bundleName}:${line}:${column}`;
    },
    sourceFile() {
      // Bundlers name the entry last, behind all that it imports.
      const entry = mapOf()?.sources.at(-1) ?? null;
      return entry === null ? null : withoutParents(entry);
    },
  };
}

/** Sources are given from where the bundle was written, which tells nothing any more. */
const withoutParents = (path: string): string => path.replace(/^(?:\.{1,2}\/)+/, '');

/** The map that a bundle carries, as JSON text. */
export function inlineMap(bundle: string): string | null {
  const encoded = INLINE_MAP.exec(bundle)?.[1];
  return encoded === undefined ? null : Buffer.from(encoded, 'base64').toString('utf8');
}

function readMap(bundle: string): TraceMap | null {
  const text = inlineMap(bundle);
  if (text === null) return null;
  try {
    return new TraceMap(text);
  } catch {
    // A broken map costs only the original position.
    return null;
  }
}
