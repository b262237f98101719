/** Dark modules are true, row by row; null where data goes. */
export type Modules = (boolean | null)[][];

/** All but data and format: null where those go, the format's place taken. */
export function functionPatterns(version: number): Modules {
  const size = version * 4 + 17;
  const modules: Modules = Array.from({ length: size }, () =>
    Array<boolean | null>(size).fill(null),
  );
  const set = (row: number, column: number, isDark: boolean): void => {
    const line = modules[row];
    if (line !== undefined && column >= 0 && column < size) line[column] = isDark;
  };
  for (let at = 0; at < size; at += 1) {
    set(6, at, at % 2 === 0);
    set(at, 6, at % 2 === 0);
  }
  for (const [row, column] of alignmentCenters(version)) square(set, row, column, 2);
  for (const [row, column] of [
    [3, 3],
    [3, size - 4],
    [size - 4, 3],
  ] as const) {
    square(set, row, column, 4);
  }
  for (const [row, column] of formatPlaces(size).flat()) set(row, column, false);
  set(size - 8, 8, true);
  if (version >= 7) placeVersion(set, version, size);
  return modules;
}

type SetModule = (row: number, column: number, isDark: boolean) => void;

/** Rings around a center; of a finder the outermost is light, and one is dark on both sides. */
function square(set: SetModule, row: number, column: number, radius: number): void {
  for (let down = -radius; down <= radius; down += 1) {
    for (let right = -radius; right <= radius; right += 1) {
      const ring = Math.max(Math.abs(down), Math.abs(right));
      set(row + down, column + right, radius === 4 ? ring !== 2 && ring !== 4 : ring !== 1);
    }
  }
}

function alignmentCenters(version: number): (readonly [number, number])[] {
  if (version === 1) return [];
  const count = Math.floor(version / 7) + 2;
  const last = version * 4 + 10;
  const step = Math.ceil((last - 6) / (count - 1) / 2) * 2;
  const places = [
    6,
    ...Array.from({ length: count - 1 }, (_each, at) => last - at * step).reverse(),
  ];
  const isFinder = (row: number, column: number): boolean =>
    (row === 6 && (column === 6 || column === last)) || (row === last && column === 6);
  return places.flatMap((row) =>
    places.filter((column) => !isFinder(row, column)).map((column) => [row, column] as const),
  );
}

/** The two copies of the 15 bits of format, the lowest first. */
function formatPlaces(size: number): (readonly [number, number])[][] {
  const around = [0, 1, 2, 3, 4, 5, 7, 8].map((row) => [row, 8] as const);
  const left = [7, 5, 4, 3, 2, 1, 0].map((column) => [8, column] as const);
  const right = Array.from({ length: 8 }, (_each, at) => [8, size - 1 - at] as const);
  const below = Array.from({ length: 7 }, (_each, at) => [size - 7 + at, 8] as const);
  return [
    [...around, ...left],
    [...right, ...below],
  ];
}

/** The level, M, and the mask. */
export function placeFormat(modules: Modules, mask: number): void {
  // M is 00.
  const bits = ((mask << 10) | remainder(mask, 10, 0x537)) ^ 0x5412;
  for (const places of formatPlaces(modules.length)) {
    for (const [at, [row, column]] of places.entries()) {
      const line = modules[row];
      if (line !== undefined) line[column] = ((bits >> at) & 1) === 1;
    }
  }
}

function placeVersion(set: SetModule, version: number, size: number): void {
  const bits = (version << 12) | remainder(version, 12, 0x1f25);
  for (let at = 0; at < 18; at += 1) {
    const isDark = ((bits >> at) & 1) === 1;
    const [near, far] = [Math.floor(at / 3), size - 11 + (at % 3)];
    set(near, far, isDark);
    set(far, near, isDark);
  }
}

/** The check bits of a BCH code. */
function remainder(value: number, length: number, polynomial: number): number {
  let rest = value;
  for (let at = 0; at < length; at += 1) rest = (rest << 1) ^ ((rest >> (length - 1)) * polynomial);
  return rest;
}
