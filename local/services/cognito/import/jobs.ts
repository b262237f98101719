import { createHmac, randomBytes } from 'node:crypto';
import type { HashingAlgorithm } from '../credentials/password-hashes.ts';
import { sameText } from '../credentials/secret-hash.ts';
import type { Pool, Pools } from '../pool/pool.ts';
import { CognitoError, resourceNotFound } from '../protocol/errors.ts';
import type { Services } from '../services.ts';
import type { Store } from '../store/index.ts';
import { poolList } from '../store/pool-settings.ts';

/** UserImportJobStatusType of the API. */
export type ImportStatus =
  | 'Created'
  | 'Pending'
  | 'InProgress'
  | 'Stopping'
  | 'Stopped'
  | 'Succeeded'
  | 'Failed'
  | 'Expired';

/** An import of users. Times in milliseconds. */
export interface ImportJob {
  readonly id: string;
  readonly name: string;
  readonly roleArn: string;
  readonly algorithm: HashingAlgorithm | null;
  readonly status: ImportStatus;
  readonly createdAt: number;
  readonly startedAt: number | null;
  readonly completedAt: number | null;
  readonly imported: number;
  readonly skipped: number;
  readonly failed: number;
  readonly message: string | null;
}

const JOBS = poolList<ImportJob>('import-jobs');
const DAY = 86_400_000;
/** Not the end of a job. */
const UNDER_WAY: readonly ImportStatus[] = ['Pending', 'InProgress', 'Stopping'];

/** The jobs of a pool, newest first; one that was not started within a day has expired. */
export function importJobs({ store, clock }: Services, pool: Pool): readonly ImportJob[] {
  const now = clock.now();
  return jobsIn(store, pool).map((job) =>
    job.status === 'Created' && job.createdAt + DAY <= now ? { ...job, status: 'Expired' } : job,
  );
}

/** @throws CognitoError ResourceNotFoundException */
export function requireImportJob(services: Services, pool: Pool, id: string): ImportJob {
  const job = importJobs(services, pool).find((one) => one.id === id);
  if (!job) throw resourceNotFound(`Import job ${id} does not exist.`);
  return job;
}

/** Makes a job, which waits for its file and to be started. */
export function createImportJob(
  services: Services,
  pool: Pool,
  given: Pick<ImportJob, 'name' | 'roleArn' | 'algorithm'>,
): ImportJob {
  const job: ImportJob = {
    ...given,
    id: `import-${randomBytes(5).toString('hex')}`,
    status: 'Created',
    createdAt: services.clock.now(),
    startedAt: null,
    completedAt: null,
    imported: 0,
    skipped: 0,
    failed: 0,
    message: null,
  };
  put(services.store, pool, [job, ...jobsIn(services.store, pool)]);
  return job;
}

/** Changes a job; one that is gone stays so. */
export function changeImportJob(
  { store }: Services,
  pool: Pool,
  id: string,
  changes: Partial<ImportJob>,
): void {
  const jobs = jobsIn(store, pool);
  put(
    store,
    pool,
    jobs.map((job) => (job.id === id ? { ...job, ...changes } : job)),
  );
}

/** Jobs that the end of the engine has cut short. */
export function endImportJobs(store: Store, pools: Pools, now: number): void {
  for (const pool of pools.all) {
    const jobs = jobsIn(store, pool);
    if (!jobs.some(isUnderWay)) continue;
    const ended = { status: 'Failed', completedAt: now, message: 'The engine stopped.' } as const;
    put(
      store,
      pool,
      jobs.map((job) => (isUnderWay(job) ? { ...job, ...ended } : job)),
    );
  }
}

/** Whether users of it may still come. */
export const isUnderWay = ({ status }: Pick<ImportJob, 'status'>): boolean =>
  UNDER_WAY.includes(status);

/** Where the file of a job is put, by whoever knows the address. */
export function uploadUrl(services: Services, pool: Pool, { id }: ImportJob): string {
  return `${services.baseUrl}/cognito-import/${pool.id}/${id}?signature=${signatureOf(services, pool, id)}`;
}

/** @throws CognitoError NotAuthorizedException */
export function requireSignature(
  services: Services,
  pool: Pool,
  id: string,
  signature: string,
): void {
  if (sameText(signatureOf(services, pool, id), signature)) return;
  throw new CognitoError('AccessDenied', 'The signature of the address is not right.', 403);
}

/** Keeps the file of a job until it is imported. */
export const putImportFile = ({ store }: Services, pool: Pool, id: string, csv: string): void =>
  store.poolSettings.put(pool.id, fileOf(id), csv);

/** The file of a job, which is forgotten; null: none was put. */
export function takeImportFile({ store }: Services, pool: Pool, id: string): string | null {
  const csv = store.poolSettings.get(pool.id, fileOf(id));
  store.poolSettings.remove(pool.id, fileOf(id));
  return typeof csv === 'string' ? csv : null;
}

/** Whether the file of a job is there. */
export const hasImportFile = ({ store }: Services, pool: Pool, id: string): boolean =>
  store.poolSettings.get(pool.id, fileOf(id)) !== null;

const fileOf = (id: string): string => `import|${id}`;

const signatureOf = (services: Services, pool: Pool, id: string): string =>
  createHmac('sha256', services.keysOf(pool).secret).update(`import|${id}`).digest('hex');

const jobsIn = (store: Store, pool: Pool): readonly ImportJob[] => JOBS.get(store, pool.id) ?? [];

const put = (store: Store, pool: Pool, jobs: readonly ImportJob[]): void =>
  JOBS.put(store, pool.id, jobs);
