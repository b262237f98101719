/** Chunks of a list, of so many members each; the last may have fewer. */
export function partition(list: readonly unknown[], size: number): unknown[][] {
  if (!(size >= 1)) throw new Error('The size of a chunk has to be 1 or more.');
  return Array.from({ length: Math.ceil(list.length / size) }, (_, index) =>
    list.slice(index * size, (index + 1) * size),
  );
}

const LONGEST = 1_000;

/** Numbers from the first to the last, with it. */
export function range(first: number, last: number, step: number): number[] {
  const length = Math.floor((last - first) / step) + 1;
  if (step === 0 || length > LONGEST) throw new Error('A range has 1 to 1000 numbers.');
  return Array.from({ length: Math.max(length, 0) }, (_, index) => first + index * step);
}
