import type { UserRecord } from '../../functions/lib/user.ts';
import { copyHistory } from './copy-history.ts';
import { UsageError } from './errors.ts';
import { readExported } from './exported-file.ts';
import { readRecords } from './pages.ts';
import type { Target } from './target.ts';

/** Where people are kept who were lost. */
export interface RestoreSource {
  readonly records: () => AsyncGenerator<UserRecord>;
  /** Brings the history of one along; of a file there is none. */
  copyHistory(id: string): Promise<void>;
}

/**
 * Opens a file of `export --format jsonl`, or another table of the region.
 * @throws UsageError when the file is not whole: then nobody of it is given
 */
export async function openSource(
  { documents, table }: Pick<Target, 'documents' | 'table'>,
  from: string,
): Promise<RestoreSource> {
  if (from.endsWith('.jsonl')) {
    const ids = new Set<string>();
    for await (const { id } of readExported(from)) {
      if (ids.has(id)) {
        throw new UsageError(`${from}: two lines are of the user ${id}. Nobody was restored.`);
      }
      ids.add(id);
    }
    return { records: () => readExported(from), copyHistory: () => Promise.resolve() };
  }
  return {
    records: () => readRecords({ documents, table: from }),
    copyHistory: (id) => copyHistory(documents, { from: { table: from, id }, to: { table, id } }),
  };
}
