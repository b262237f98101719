import type { QueryGetUserByEmailArgs } from '../../generated/schema-types.ts';
import type { FieldEvent } from '../../model/invocation.ts';
import type { Search } from '../../model/search.ts';
import { normalEmail } from '../lib/check-email.ts';
import type { SearchServices } from './search-users.ts';
import { searchUsers } from './search-users.ts';

/**
 * What the fields that find users need of a function: listUsers the search, getUserByEmail the form in
 * which the table holds an address with an international domain.
 */
export async function findByField(
  services: SearchServices,
  event: FieldEvent<Search> | FieldEvent<QueryGetUserByEmailArgs>,
): Promise<unknown> {
  return isSearch(event) ? searchUsers(services, event) : normalEmail(event.arguments.email);
}

const isSearch = (
  event: FieldEvent<Search> | FieldEvent<QueryGetUserByEmailArgs>,
): event is FieldEvent<Search> => event.field === 'listUsers';
