import { defineAction } from '../protocol/action.ts';
import {
  changeImportJob,
  hasImportFile,
  importJobs,
  isUnderWay,
  requireImportJob,
} from '../import/jobs.ts';
import { runImportJob } from '../import/run-job.ts';
import { CognitoError } from '../protocol/errors.ts';
import { object } from '../protocol/shape.ts';
import { fields } from './common.ts';
import { importJobType, jobId } from './import-job-type.ts';

const notMet = (message: string): CognitoError =>
  new CognitoError('PreconditionNotMetException', message);

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_StartUserImportJob.html */
export const StartUserImportJob = defineAction({
  name: 'StartUserImportJob',
  access: 'signed',
  input: object({ UserPoolId: fields.poolId, JobId: jobId }),
  run(services, { UserPoolId, JobId }) {
    const pool = services.pools.get(UserPoolId);
    const { status } = requireImportJob(services, pool, JobId);
    if (status !== 'Created') throw notMet(`The import job is ${status} and cannot be started.`);
    if (importJobs(services, pool).some(isUnderWay)) {
      throw notMet('Another import job of the user pool is in progress.');
    }
    if (pool.autoVerified.length === 0) {
      throw notMet('The user pool has no attribute that is verified automatically.');
    }
    if (!hasImportFile(services, pool, JobId)) {
      throw notMet('The CSV file was not uploaded to the PreSignedUrl of the job.');
    }
    const startedAt = services.clock.now();
    changeImportJob(services, pool, JobId, { status: 'Pending', startedAt });
    void runImportJob(services, pool, JobId);
    const job = requireImportJob(services, pool, JobId);
    return { UserImportJob: importJobType(services, pool, job) };
  },
});
