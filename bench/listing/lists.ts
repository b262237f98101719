import type { ListUsersQueryVariables } from '../../generated/client-operations.ts';

/** A list that people ask for. */
export interface List {
  readonly title: string;
  readonly variables: Pick<ListUsersQueryVariables, 'filter' | 'sort'>;
  /** Whether words are searched, or a prefix of one field in the order of another. */
  readonly isSearch?: true;
}

export const LISTS: readonly List[] = [
  { title: 'all, by creation', variables: {} },
  {
    title: 'all, newest first',
    variables: { sort: { field: 'CREATED_AT', direction: 'DESC' } },
  },
  { title: 'all, by e-mail', variables: { sort: { field: 'EMAIL' } } },
  { title: 'all, by name', variables: { sort: { field: 'NAME' } } },
  {
    title: 'all, by name from the end',
    variables: { sort: { field: 'NAME', direction: 'DESC' } },
  },
  {
    title: 'status ACTIVE, by name',
    variables: { filter: { status: 'ACTIVE' }, sort: { field: 'NAME' } },
  },
  {
    title: 'status SUSPENDED, by creation',
    variables: { filter: { status: 'SUSPENDED' } },
  },
  {
    title: 'role ADMIN, by e-mail',
    variables: { filter: { role: 'ADMIN' }, sort: { field: 'EMAIL' } },
  },
  {
    title: 'status SUSPENDED and role ADMIN, by e-mail',
    variables: { filter: { status: 'SUSPENDED', role: 'ADMIN' }, sort: { field: 'EMAIL' } },
  },
  { title: 'names that start with "g"', variables: { filter: { namePrefix: 'g' } } },
  {
    title: 'names that start with "g" of role ADMIN',
    variables: { filter: { namePrefix: 'g', role: 'ADMIN' } },
  },
  { title: 'addresses that start with "1"', variables: { filter: { emailPrefix: '1' } } },
  {
    title: 'names that start with "grace hopper", newest first',
    variables: {
      filter: { namePrefix: 'grace hopper' },
      sort: { field: 'CREATED_AT', direction: 'DESC' },
    },
    isSearch: true,
  },
  {
    title: 'names that start with "g", by creation',
    variables: { filter: { namePrefix: 'g' }, sort: { field: 'CREATED_AT' } },
    isSearch: true,
  },
  {
    title: 'names that start with "a" and addresses that start with "1f", by e-mail',
    variables: { filter: { namePrefix: 'a', emailPrefix: '1f' } },
    isSearch: true,
  },
  {
    title: 'search "hopper", a last name',
    variables: { filter: { search: 'hopper' } },
    isSearch: true,
  },
  {
    title: 'search "hopper", newest first',
    variables: {
      filter: { search: 'hopper' },
      sort: { field: 'CREATED_AT', direction: 'DESC' },
    },
    isSearch: true,
  },
  {
    title: 'search "hop gra", first and last name, newest first',
    variables: {
      filter: { search: 'hop gra' },
      sort: { field: 'CREATED_AT', direction: 'DESC' },
    },
    isSearch: true,
  },
  { title: 'search "h"', variables: { filter: { search: 'h' } }, isSearch: true },
  {
    title: 'search "h", role ADMIN, by e-mail',
    variables: { filter: { search: 'h', role: 'ADMIN' }, sort: { field: 'EMAIL' } },
    isSearch: true,
  },
  { title: 'search "qqq", nobody', variables: { filter: { search: 'qqq' } }, isSearch: true },
];
