import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Client, ResultOf, User, VariablesOf } from 'user-manager-client';
import { ListUsersDocument } from 'user-manager-client';
import { useClient, useUserStats } from 'user-manager-client/react';

/** Days that the plot shows, today included. */
export const DAYS = 14;
/** Largest page of the API. */
const PAGE = 100;
/** More are not read for a plot: 1,000 people. */
const PAGES = 10;
const NEWEST = { field: 'CREATED_AT', direction: 'DESC' } as const;

/** Who came within the days of the plot, newest first; `isAll` unless there were too many to read. */
export interface Newest {
  readonly users: readonly User[];
  readonly isAll: boolean;
}

/** The start of the reader's day so many days ago, in milliseconds since the epoch. */
export function startOfDay(daysAgo: number, now = new Date()): number {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() - daysAgo).getTime();
}

async function readNewest(client: Client, signal: AbortSignal): Promise<Newest> {
  const since = startOfDay(DAYS - 1);
  const users: User[] = [];
  let nextToken: string | null = null;
  for (let page = 0; page < PAGES; page += 1) {
    const variables: VariablesOf<typeof ListUsersDocument> = {
      sort: NEWEST,
      limit: PAGE,
      nextToken,
    };
    const { listUsers }: ResultOf<typeof ListUsersDocument> = await client.query(
      ListUsersDocument,
      variables,
      { signal },
    );
    const recent = listUsers.items.filter(({ createdAt }) => Date.parse(createdAt) >= since);
    users.push(...recent);
    nextToken = listUsers.nextToken;
    if (recent.length < listUsers.items.length || nextToken === null) return { users, isAll: true };
  }
  return { users, isAll: false };
}

/** The people of the plot; read again when their number changes. */
export function useNewest() {
  const client = useClient();
  const { stats } = useUserStats();
  const { data, error, refetch } = useQuery({
    queryKey: ['user-manager', 'newest', DAYS],
    queryFn: ({ signal }) => readNewest(client, signal),
  });
  const total = stats?.total;
  useEffect(() => {
    if (total !== undefined) void refetch();
  }, [total, refetch]);
  return { newest: data ?? null, error, refetch };
}
