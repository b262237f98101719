/** A line of two texts, in the order of both. */
export interface DifferenceLine {
  readonly is: 'same' | 'gone' | 'new';
  readonly text: string;
}

/** Beyond so many pairs of lines the middle is told as all gone and all new. */
const PAIRS = 4_000_000;

/** What is not the same in two lists of lines, by their longest common subsequence. */
export function differenceOf(
  before: readonly string[],
  after: readonly string[],
): readonly DifferenceLine[] {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start])
    start += 1;
  let end = 0;
  const rest = Math.min(before.length, after.length) - start;
  while (end < rest && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  const same = (texts: readonly string[]) => texts.map((text) => ({ is: 'same', text }) as const);
  return [
    ...same(before.slice(0, start)),
    ...middle(before.slice(start, before.length - end), after.slice(start, after.length - end)),
    ...same(before.slice(before.length - end)),
  ];
}

function middle(before: readonly string[], after: readonly string[]): readonly DifferenceLine[] {
  const gone = before.map((text) => ({ is: 'gone', text }) as const);
  const added = after.map((text) => ({ is: 'new', text }) as const);
  if (before.length * after.length > PAIRS) return [...gone, ...added];
  const lengths = commonLengths(before, after);
  const at = (row: number, column: number): number => lengths[row]?.[column] ?? 0;
  const lines: DifferenceLine[] = [];
  let [row, column] = [0, 0];
  while (row < before.length && column < after.length) {
    const text = before[row] ?? '';
    if (text === after[column]) {
      lines.push({ is: 'same', text });
      row += 1;
      column += 1;
    } else if (at(row + 1, column) >= at(row, column + 1)) {
      lines.push({ is: 'gone', text });
      row += 1;
    } else {
      lines.push({ is: 'new', text: after[column] ?? '' });
      column += 1;
    }
  }
  return [...lines, ...gone.slice(row), ...added.slice(column)];
}

/** Of the rest of both lists from each pair of places on. */
function commonLengths(before: readonly string[], after: readonly string[]): Uint32Array[] {
  const lengths = Array.from(
    { length: before.length + 1 },
    () => new Uint32Array(after.length + 1),
  );
  for (let row = before.length - 1; row >= 0; row -= 1) {
    const [own, below] = [lengths[row], lengths[row + 1]];
    if (!own || !below) continue;
    for (let column = after.length - 1; column >= 0; column -= 1) {
      own[column] =
        before[row] === after[column]
          ? (below[column + 1] ?? 0) + 1
          : Math.max(below[column] ?? 0, own[column + 1] ?? 0);
    }
  }
  return lengths;
}
