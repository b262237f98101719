import { defineAction } from '../protocol/action.ts';
import { HASHING_ALGORITHMS } from '../credentials/password-hashes.ts';
import { createImportJob } from '../import/jobs.ts';
import { object, optional, string } from '../protocol/shape.ts';
import { ARN, fields } from './common.ts';
import { importJobType } from './import-job-type.ts';

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserImportJob.html */
export const CreateUserImportJob = defineAction({
  name: 'CreateUserImportJob',
  access: 'signed',
  input: object({
    JobName: string({ min: 1, max: 128, pattern: '[\\w\\s+=,.@-]+' }),
    UserPoolId: fields.poolId,
    CloudWatchLogsRoleArn: string({ min: 20, max: 2048, pattern: ARN }),
    PasswordHashingAlgorithm: optional(string({ oneOf: HASHING_ALGORITHMS })),
  }),
  run(services, { JobName, UserPoolId, CloudWatchLogsRoleArn, PasswordHashingAlgorithm }) {
    const pool = services.pools.get(UserPoolId);
    const algorithm = HASHING_ALGORITHMS.find((name) => name === PasswordHashingAlgorithm) ?? null;
    const given = { name: JobName, roleArn: CloudWatchLogsRoleArn, algorithm };
    return { UserImportJob: importJobType(services, pool, createImportJob(services, pool, given)) };
  },
});
