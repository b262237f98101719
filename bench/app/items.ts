/** One item of the table, as the fields `item` and `items` answer it. */
export interface Item {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly amount: number;
  readonly done: boolean;
}

export const TABLE = 'BenchItems';

/** The one partition; `items` reads its beginning. */
export const LIST = 'all';

const COUNT = 200;
const TEXT = 'Some lines of text, as long as such fields tend to be. '.repeat(4).trim();

/** In the order of the table's sort key. */
export const ITEMS: readonly Item[] = Array.from({ length: COUNT }, (_, index) => ({
  id: `item-${String(index).padStart(4, '0')}`,
  title: `Item number ${index}`,
  text: TEXT,
  amount: index * 3,
  done: index % 2 === 0,
}));
