import { DatabaseSync } from 'node:sqlite';

/**
 * Dynoxide numbers each stream record one above the highest of its table and reads streams by that
 * number, both without an index: every write would cost a pass over all earlier records. The index
 * changes no answer; a database of another layout is left alone.
 */
export function indexStreamRecords(databaseFile: string): void {
  const database = new DatabaseSync(databaseFile, { timeout: 2_000 });
  try {
    const table = database
      .prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = '_stream_records'")
      .get();
    if (!table) return;
    database.exec(
      'CREATE INDEX IF NOT EXISTS _stream_records_by_number' +
        ' ON _stream_records (table_name, CAST(sequence_number AS INTEGER))',
    );
  } finally {
    database.close();
  }
}
