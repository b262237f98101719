/** Codewords for error correction in each block, by version: ISO/IEC 18004, tables 9 and 13, level M. */
const CORRECTION = [10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26];
/** Blocks, by version. */
const BLOCKS = [1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16];

/** Bits that say how many bytes there are. */
const lengthBits = (version: number): number => (version < 10 ? 8 : 16);

/** Whether the bytes fit beside their error correction into so many codewords. */
export function fits(bytes: number, version: number, all: number): boolean {
  return dataCodewords(version, all) * 8 >= 4 + lengthBits(version) + bytes * 8;
}

const dataCodewords = (version: number, all: number): number =>
  all - (CORRECTION[version - 1] ?? 0) * (BLOCKS[version - 1] ?? 0);

/** The bytes with their header, padding and error correction, interleaved. */
export function codewords(
  bytes: readonly number[],
  version: number,
  all: number,
): readonly number[] {
  const count = dataCodewords(version, all);
  const bits = [0b0100, bytes.length, ...bytes].flatMap((value, index) =>
    bitsOf(value, [4, lengthBits(version)][index] ?? 8),
  );
  const ended = [...bits, ...Array<number>(Math.min(4, count * 8 - bits.length)).fill(0)];
  const data = chunks(ended, 8).map((byte) =>
    byte.reduce((sum, bit, at) => sum | (bit << (7 - at)), 0),
  );
  for (let pad = 0xec; data.length < count; pad ^= 0xec ^ 0x11) data.push(pad);
  const blocks = split(data, BLOCKS[version - 1] ?? 1);
  const corrections = blocks.map((block) => correctionOf(block, CORRECTION[version - 1] ?? 0));
  return [...interleave(blocks), ...interleave(corrections)];
}

/** A number's bits, the highest first. */
export const bitsOf = (value: number, length: number): number[] =>
  Array.from({ length }, (_each, index) => (value >> (length - 1 - index)) & 1);

const chunks = <T>(list: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(list.length / size) }, (_each, at) =>
    list.slice(at * size, (at + 1) * size),
  );

/** Blocks of equal length, the last ones one longer where it does not come out even. */
function split(data: readonly number[], count: number): number[][] {
  const short = Math.floor(data.length / count);
  const longer = count - (data.length % count);
  let from = 0;
  return Array.from({ length: count }, (_each, index) => {
    const block = data.slice(from, from + short + (index >= longer ? 1 : 0));
    from += block.length;
    return block;
  });
}

function interleave(blocks: readonly (readonly number[])[]): number[] {
  const longest = Math.max(...blocks.map(({ length }) => length));
  return Array.from({ length: longest }, (_each, at) =>
    blocks.flatMap((block) => block[at] ?? []),
  ).flat();
}

/** Reed-Solomon over GF(256) with the polynomial 0x11d: the rest of a division by the generator. */
export function correctionOf(data: readonly number[], degree: number): number[] {
  let generator = [1];
  for (let power = 0, root = 1; power < degree; power += 1, root = product(root, 2)) {
    const shifted = [...generator, 0];
    generator = shifted.map((value, at) => value ^ product(generator[at - 1] ?? 0, root));
  }
  const rest = Array<number>(degree).fill(0);
  for (const value of data) {
    const factor = value ^ (rest.shift() ?? 0);
    rest.push(0);
    for (const [at, each] of generator.slice(1).entries()) {
      rest[at] = (rest[at] ?? 0) ^ product(each, factor);
    }
  }
  return rest;
}

function product(a: number, b: number): number {
  let result = 0;
  for (let bit = 7; bit >= 0; bit -= 1) {
    result = (result << 1) ^ ((result >> 7) * 0x11d);
    if (((b >> bit) & 1) === 1) result ^= a;
  }
  return result;
}
