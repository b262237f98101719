import { defineAction } from '../protocol/action.ts';
import { requireImportJob } from '../import/jobs.ts';
import { object } from '../protocol/shape.ts';
import { fields } from './common.ts';
import { importJobType, jobId } from './import-job-type.ts';

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_DescribeUserImportJob.html */
export const DescribeUserImportJob = defineAction({
  name: 'DescribeUserImportJob',
  access: 'signed',
  input: object({ UserPoolId: fields.poolId, JobId: jobId }),
  run(services, { UserPoolId, JobId }) {
    const pool = services.pools.get(UserPoolId);
    const job = requireImportJob(services, pool, JobId);
    return { UserImportJob: importJobType(services, pool, job) };
  },
});
