import type { Options } from 'csv-parse';
import { parse } from 'csv-parse';
import { Readable } from 'node:stream';
import type { Row, RowsOf } from './csv-dialect.ts';
import { rowParsing } from './csv-dialect.ts';

/** The rows of a text that are not all empty cells, bit by bit. */
export async function* readRows(texts: AsyncIterable<string>, of: RowsOf): AsyncGenerator<Row> {
  const { options, explained } = rowParsing(of);
  // The types do not tell what the parser hands over with `raw`.
  const parser = parse(options as unknown as Options);
  try {
    const rows = Readable.from(texts).compose(parser) as AsyncIterable<Row>;
    for await (const row of rows) yield row;
  } catch (error) {
    throw explained(error);
  }
}
