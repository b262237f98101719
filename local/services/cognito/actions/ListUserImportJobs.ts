import { defineAction } from '../protocol/action.ts';
import { importJobs } from '../import/jobs.ts';
import { page } from '../protocol/page-token.ts';
import { integer, object } from '../protocol/shape.ts';
import { fields } from './common.ts';
import { importJobType } from './import-job-type.ts';

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ListUserImportJobs.html */
export const ListUserImportJobs = defineAction({
  name: 'ListUserImportJobs',
  access: 'signed',
  input: object({
    UserPoolId: fields.poolId,
    MaxResults: integer({ min: 1, max: 60 }),
    PaginationToken: fields.pageToken,
  }),
  run(services, { UserPoolId, MaxResults, PaginationToken }) {
    const pool = services.pools.get(UserPoolId);
    const jobs = importJobs(services, pool);
    const query = `ListUserImportJobs|${pool.id}`;
    const { items, next } = page(query, PaginationToken, MaxResults, {
      after: ([offset]) => jobs.slice(Number(offset ?? 0)),
      keyOf: (job) => [jobs.indexOf(job) + 1],
    });
    return {
      UserImportJobs: items.map((job) => importJobType(services, pool, job)),
      ...(next.NextToken === undefined ? {} : { PaginationToken: next.NextToken }),
    };
  },
});
