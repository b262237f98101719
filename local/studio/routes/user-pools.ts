import { describeUserPool, type UserPoolDescription } from '../describe/user-pools.ts';
import { defineRoute } from './route.ts';

/** A user pool and how many users it has. */
export interface UserPoolSummary extends UserPoolDescription {
  readonly userCount: number;
}

/** `GET /_local/user-pools`. */
export interface UserPoolList {
  readonly userPools: readonly UserPoolSummary[];
}

/** The user pools. */
export const userPools = defineRoute({
  method: 'GET',
  path: '/_local/user-pools',
  about: 'The user pools and how many users each has: `UserPoolList`.',
  answer({ app, url, cognito: { administration } }): UserPoolList {
    const described = app.userPools.map((pool) => ({
      ...describeUserPool(pool, url),
      userCount: administration.userCount(pool.userPoolId),
    }));
    return { userPools: described };
  },
});
