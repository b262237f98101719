/** Which modules of data are inverted. */
export type Mask = (row: number, column: number) => boolean;

/** Of which the one counts that makes the code easiest to read. */
export const MASKS: readonly Mask[] = [
  (row, column) => (row + column) % 2 === 0,
  (row) => row % 2 === 0,
  (_row, column) => column % 3 === 0,
  (row, column) => (row + column) % 3 === 0,
  (row, column) => (Math.floor(row / 2) + Math.floor(column / 3)) % 2 === 0,
  (row, column) => ((row * column) % 2) + ((row * column) % 3) === 0,
  (row, column) => (((row * column) % 2) + ((row * column) % 3)) % 2 === 0,
  (row, column) => (((row + column) % 2) + ((row * column) % 3)) % 2 === 0,
];

/** How hard a code is to read: long runs, squares, what looks like a finder, an uneven balance. */
export function penalty(modules: readonly (readonly boolean[])[]): number {
  const columns = modules.map((_row, at) => modules.map((row) => row[at] === true));
  const lines = [...modules, ...columns].map((line) =>
    line.map((dark) => (dark ? '1' : '0')).join(''),
  );
  const runs = lines.flatMap((line) => line.match(/0{5,}|1{5,}/g) ?? []);
  const finders = lines.flatMap((line) => line.match(/(?=10111010000|00001011101)/g) ?? []);
  const dark = modules.flat().filter(Boolean).length;
  const off = Math.abs((dark * 20) / modules.length ** 2 - 10);
  return (
    runs.reduce((sum, { length }) => sum + length - 2, 0) +
    squares(modules) * 3 +
    finders.length * 40 +
    Math.floor(off) * 10
  );
}

function squares(modules: readonly (readonly boolean[])[]): number {
  let count = 0;
  for (const [at, row] of modules.entries()) {
    const below = modules[at + 1] ?? [];
    for (const [column, dark] of row.entries()) {
      const same = [row[column + 1], below[column], below[column + 1]];
      if (same.every((each) => each === dark)) count += 1;
    }
  }
  return count;
}
