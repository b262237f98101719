import { isUnderWay, uploadUrl, type ImportJob } from '../import/jobs.ts';
import type { Pool } from '../pool/pool.ts';
import { string } from '../protocol/shape.ts';
import type { Services } from '../services.ts';
import { seconds } from './common.ts';

/** JobId of the import actions. */
export const jobId = string({ min: 1, max: 55, pattern: 'import-[0-9a-zA-Z-]+' });

/** UserImportJobType of the API. */
export function importJobType(
  services: Services,
  pool: Pool,
  job: ImportJob,
): Record<string, unknown> {
  const { startedAt, completedAt, message, algorithm } = job;
  const hasRun = startedAt !== null && !isUnderWay(job);
  return {
    JobName: job.name,
    JobId: job.id,
    UserPoolId: pool.id,
    ...(job.status === 'Created' ? { PreSignedUrl: uploadUrl(services, pool, job) } : {}),
    CreationDate: seconds(job.createdAt),
    ...(startedAt === null ? {} : { StartDate: seconds(startedAt) }),
    ...(completedAt === null ? {} : { CompletionDate: seconds(completedAt) }),
    Status: job.status,
    CloudWatchLogsRoleArn: job.roleArn,
    ...(hasRun || job.imported + job.skipped + job.failed > 0
      ? { ImportedUsers: job.imported, SkippedUsers: job.skipped, FailedUsers: job.failed }
      : {}),
    ...(message === null ? {} : { CompletionMessage: message }),
    ...(algorithm === null ? {} : { PasswordHashingAlgorithm: algorithm }),
  };
}
