import type { PoolUsers } from '../../../routes/pool-users.ts';

/** What people know a person by. */
export const nameOf = ({ username, attributes }: PoolUsers['users'][number]): string =>
  attributes['email'] ?? attributes['phone_number'] ?? username;
