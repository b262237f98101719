/** A record of a CSV file: the number of its first line, and its fields. */
export interface CsvRow {
  readonly line: number;
  readonly fields: readonly string[];
}

/** A field in quotes as in RFC 4180, or without; a backslash keeps a comma in it. */
const FIELD = /(?:"((?:[^"]|"")*)"|((?:\\,|[^,\r\n])*))(,|\r?\n|$)/g;

/** The records of a CSV text that are not empty. */
export function csvRows(text: string): readonly CsvRow[] {
  const rows: CsvRow[] = [];
  let line = 1;
  let next = 1;
  let fields: string[] = [];
  for (const [all, quoted, plain = '', end = ''] of text.matchAll(FIELD)) {
    fields.push(quoted?.replaceAll('""', '"') ?? plain.replaceAll('\\,', ','));
    next += all.split('\n').length - 1;
    if (end === ',') continue;
    if (fields.some((field) => field !== '')) rows.push({ line, fields });
    fields = [];
    line = next;
  }
  return rows;
}
