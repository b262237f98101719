import type { PersonDetails } from '../../services/cognito/index.ts';
import { defineRoute } from './route.ts';

/** `GET /_local/user-pools/ID/users/NAME`. */
export type PoolUser = PersonDetails;

/** One user of a pool. */
export const poolUser = defineRoute({
  method: 'GET',
  path: '/_local/user-pools/:pool/users/:user',
  about:
    'A user (by user name, sub or alias) with groups, sessions and the codes that wait for it: `PoolUser`.',
  answer: ({ cognito: { administration } }, { params }): PoolUser =>
    administration.person(params.pool, params.user),
});
