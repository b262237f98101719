/*
 * QR codes of bytes, error correction level M, versions 1 to 20: 666 bytes at most.
 * ISO/IEC 18004; the numbers of codewords are those of its tables 9 and 13.
 */
import { bitsOf, codewords, fits } from './codewords.ts';
import { MASKS, penalty } from './masks.ts';
import type { Mask } from './masks.ts';
import { functionPatterns, placeFormat } from './patterns.ts';
import type { Modules } from './patterns.ts';

const VERSIONS = Array.from({ length: 20 }, (_each, at) => at + 1);

/** The code's modules row by row, dark ones true; null for a text that is too long. */
export function qrCode(text: string): readonly (readonly boolean[])[] | null {
  const bytes = [...Buffer.from(text)];
  for (const version of VERSIONS) {
    const bare = functionPatterns(version);
    const all = Math.floor(bare.flat().filter((module) => module === null).length / 8);
    if (fits(bytes.length, version, all)) return filled(bare, codewords(bytes, version, all));
  }
  return null;
}

function filled(bare: Modules, stream: readonly number[]): readonly (readonly boolean[])[] {
  const masked = MASKS.map((mask, index) => {
    const modules = bare.map((row) => [...row]);
    placeData(modules, stream, mask);
    placeFormat(modules, index);
    return modules.map((row) => row.map((module) => module === true));
  });
  return masked.reduce((best, each) => (penalty(each) < penalty(best) ? each : best));
}

/** Fills what is null, in columns of two from the right, up and down in turn. */
function placeData(modules: Modules, stream: readonly number[], mask: Mask): void {
  const size = modules.length;
  const bits = stream.flatMap((byte) => bitsOf(byte, 8));
  let next = 0;
  for (const [turn, right] of columnPairs(size).entries()) {
    for (let step = 0; step < size; step += 1) {
      const row = turn % 2 === 0 ? size - 1 - step : step;
      for (const column of [right, right - 1]) {
        const line = modules[row];
        if (line?.[column] !== null) continue;
        line[column] = ((bits[next] ?? 0) === 1) !== mask(row, column);
        next += 1;
      }
    }
  }
}

/** The right column of each pair; the column of the timing pattern is in none. */
const columnPairs = (size: number): number[] =>
  Array.from({ length: (size - 1) / 2 }, (_each, at) => size - 1 - at * 2).map((column) =>
    column <= 6 ? column - 1 : column,
  );
