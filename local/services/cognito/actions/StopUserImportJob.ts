import { defineAction } from '../protocol/action.ts';
import { changeImportJob, isUnderWay, requireImportJob } from '../import/jobs.ts';
import { CognitoError } from '../protocol/errors.ts';
import { object } from '../protocol/shape.ts';
import { fields } from './common.ts';
import { importJobType, jobId } from './import-job-type.ts';

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_StopUserImportJob.html */
export const StopUserImportJob = defineAction({
  name: 'StopUserImportJob',
  access: 'signed',
  input: object({ UserPoolId: fields.poolId, JobId: jobId }),
  run(services, { UserPoolId, JobId }) {
    const pool = services.pools.get(UserPoolId);
    const job = requireImportJob(services, pool, JobId);
    if (!isUnderWay(job)) {
      throw new CognitoError(
        'PreconditionNotMetException',
        `The import job is ${job.status} and cannot be stopped.`,
      );
    }
    changeImportJob(services, pool, JobId, { status: 'Stopping' });
    const stopping = requireImportJob(services, pool, JobId);
    return { UserImportJob: importJobType(services, pool, stopping) };
  },
});
