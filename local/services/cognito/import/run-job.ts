import { setImmediate } from 'node:timers/promises';
import type { Pool } from '../pool/pool.ts';
import type { Services } from '../services.ts';
import { csvRows, type CsvRow } from './csv.ts';
import { csvHeader, HASH_COLUMN } from './header.ts';
import { importRow } from './import-row.ts';
import { changeImportJob, requireImportJob, takeImportFile, type ImportJob } from './jobs.ts';

/** Rows between two looks whether it is to stop. */
const ROWS_AT_ONCE = 20;

type Counts = Pick<ImportJob, 'imported' | 'skipped' | 'failed'>;

/** Imports the file of a job that was started; what becomes of it, the job says. */
export async function runImportJob(services: Services, pool: Pool, id: string): Promise<void> {
  try {
    await run(services, pool, id);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    services.log.warn('cognito', `${id} did not come to its end: ${reason}`);
  }
}

async function run(services: Services, pool: Pool, id: string): Promise<void> {
  const end = (changes: Partial<ImportJob>): void =>
    changeImportJob(services, pool, id, { ...changes, completedAt: services.clock.now() });
  await setImmediate();
  const [header, ...rows] = csvRows(takeImportFile(services, pool, id) ?? '');
  const problem = headerProblem(pool, header?.fields ?? []);
  if (problem !== null) {
    end({ status: 'Failed', message: problem });
    return;
  }
  const counts = { imported: 0, skipped: 0, failed: 0 };
  for (let start = 0; start < rows.length; start += ROWS_AT_ONCE) {
    if (start > 0) await setImmediate();
    const { status, algorithm } = requireImportJob(services, pool, id);
    if (status === 'Stopping') {
      end({ status: 'Stopped', message: 'The job was stopped.' });
      return;
    }
    for (const row of rows.slice(start, start + ROWS_AT_ONCE)) {
      count(counts, services, pool, id, header?.fields ?? [], row, algorithm);
    }
    changeImportJob(services, pool, id, { ...counts, status: 'InProgress' });
  }
  end({ status: 'Succeeded', message: 'Import Job Completed Successfully.' });
}

function count(
  counts: { -readonly [Name in keyof Counts]: number },
  services: Services,
  pool: Pool,
  id: string,
  header: readonly string[],
  { line, fields }: CsvRow,
  algorithm: ImportJob['algorithm'],
): void {
  const row = new Map(header.map((name, index) => [name, fields[index] ?? '']));
  const { result, message } = importRow(services, pool, row, algorithm);
  counts[result] += 1;
  const tag = result === 'imported' ? 'SUCCEEDED' : result.toUpperCase();
  const told = `${id}: [${tag}] Line Number ${line} - ${message}`;
  if (result === 'imported') services.log.info('cognito', told);
  else services.log.warn('cognito', told);
}

function headerProblem(pool: Pool, header: readonly string[]): string | null {
  const known = csvHeader(pool);
  const missing = known.filter((name) => !header.includes(name));
  const strange = header.filter((name) => !known.includes(name) && name !== HASH_COLUMN);
  if (missing.length === 0 && strange.length === 0) return null;
  return `The header of the file must be what GetCSVHeader tells: ${[
    ...missing.map((name) => `${name} is missing`),
    ...strange.map((name) => `${name} is not known`),
  ].join(', ')}.`;
}
