import type { Person } from '../../services/cognito/index.ts';
import { numberIn } from '../read/query.ts';
import { badRequest } from './local-route-error.ts';
import { defineRoute } from './route.ts';

/** `GET /_local/user-pools/ID/users`: in the order they were made. */
export interface PoolUsers {
  readonly users: readonly Person[];
  /** For `next` of the page behind it; null at the end. */
  readonly next: string | null;
}

/** Users of a pool. */
export const poolUsers = defineRoute({
  method: 'GET',
  path: '/_local/user-pools/:pool/users',
  about:
    'A page of users: `?filter=email ^= "ann"` as ListUsers takes it, or `?group=`; `?limit=` (1 to 60, 60), `?next=` of the ' +
    'page before: `PoolUsers`.',
  async answer({ cognito: { administration } }, { params, query }): Promise<PoolUsers> {
    const group = query.get('group');
    const filter = query.get('filter');
    if (group !== null && filter !== null) throw badRequest('filter and group exclude each other.');
    const next = query.get('next');
    const input = {
      UserPoolId: params.pool,
      Limit: numberIn(query, 'limit', { otherwise: 60, max: 60 }),
      ...(group === null && next !== null && { PaginationToken: next }),
      ...(group !== null && { GroupName: group, ...(next !== null && { NextToken: next }) }),
      ...(filter !== null && { Filter: filter }),
    };
    const action = group === null ? 'ListUsers' : 'ListUsersInGroup';
    const page = (await administration.run(action, input)) as CognitoPage;
    const names = page.Users.map(({ Username }) => Username);
    return {
      users: administration.people(params.pool, names),
      next: page.PaginationToken ?? page.NextToken ?? null,
    };
  },
});

interface CognitoPage {
  readonly Users: readonly { readonly Username: string }[];
  readonly PaginationToken?: string;
  readonly NextToken?: string;
}
