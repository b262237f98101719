import { isRecord } from '../kernel/primordials.ts';
import { SqlTemplate } from './rds-markers.ts';

const HINTS = ['DECIMAL', 'JSON', 'TIMESTAMP', 'TIME', 'UUID', 'DATE'];

/** One request under way: the dialect's quote and the variables bound so far, over all its statements. */
export class SqlDraft {
  readonly variables: Record<string, unknown> = {};
  readonly hints: Record<string, string> = {};
  readonly isMySql: boolean;
  private readonly quote: string;
  private count = 0;

  constructor(quote: string) {
    this.quote = quote;
    this.isMySql = quote === '`';
  }

  /** Quotes every segment of `schema.table` or `table.column`; a quote in it is doubled, as SQL has it. */
  name(text: string): string {
    if (text === '*') return text;
    const { quote } = this;
    return text
      .split('.')
      .map((segment) => `${quote}${segment.split(quote).join(quote + quote)}${quote}`)
      .join('.');
  }

  /** A placeholder for a value, or NULL, which AWS writes into the text. */
  bind(value: unknown): string {
    if (value === null || value === undefined) return 'NULL';
    const placeholder = `:P${this.count}`;
    this.count += 1;
    if (
      isRecord(value) &&
      typeof value.type === 'string' &&
      HINTS.includes(value.type) &&
      'value' in value
    ) {
      this.variables[placeholder] = value.value;
      this.hints[placeholder] = value.type;
    } else this.variables[placeholder] = value;
    return placeholder;
  }

  /** A tagged template's text. */
  template({ literal, values }: SqlTemplate): string {
    let text = literal[0] ?? '';
    values.forEach((value, index) => {
      text += value instanceof SqlTemplate ? this.template(value) : this.bind(value);
      text += literal[index + 1] ?? '';
    });
    return text;
  }
}
