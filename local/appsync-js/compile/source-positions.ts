import { TraceMap, originalPositionFor } from '@jridgewell/trace-mapping';

export interface Positions {
  /** `file:line:column` of an offset in the bundle, both from 1; of the original source if there is a map. */
  describe(offset: number): string;
}

const INLINE_MAP =
  /\/\/[#@] sourceMappingURL=data:application\/json;(?:charset=utf-8;)?base64,([A-Za-z0-9+/=]+)\s*$/;

/** Finds places of a bundle in the source it was made from. */
export function createPositions(bundle: string, file: string): Positions {
  const map = readMap(bundle);
  return {
    describe(offset) {
      const before = bundle.slice(0, offset).split('\n');
      const line = before.length;
      const column = before[before.length - 1]?.length ?? 0;
      const original = map === null ? null : originalPositionFor(map, { line, column });
      return original === null || original.source === null
        ? `${file}:${line}:${column + 1}`
        : `${original.source}:${original.line}:${original.column + 1}`;
    },
  };
}

function readMap(bundle: string): TraceMap | null {
  const encoded = INLINE_MAP.exec(bundle)?.[1];
  if (encoded === undefined) return null;
  try {
    return new TraceMap(Buffer.from(encoded, 'base64').toString('utf8'));
  } catch {
    // A broken map costs only the original position.
    return null;
  }
}
