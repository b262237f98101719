import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { User, UserFilter, UserSort } from '../index.ts';
import { ListUsersDocument } from '../index.ts';
import { liveList } from './live-list.ts';
import type { LiveState } from './live-users.ts';
import { useQueryScope, useShared } from './provider.tsx';
import { useLive } from './use-live.ts';

/** Which users, in which order, and how many at once. */
export interface UseUsersOptions {
  readonly filter?: UserFilter;
  readonly sort?: UserSort;
  /** Users that one request reads, 1 to 100. @default 20 */
  readonly pageSize?: number;
}

/** The list that a component shows, and how it goes on. */
export interface UsersList {
  /** As read, with every change since. Who changes stays in place; who is deleted or left the filter is gone. */
  readonly users: readonly User[];
  /** How many belong into the list and are not shown yet, so that nothing moves under a reader's eyes. */
  readonly newCount: number;
  /** Reads the list again, with those. */
  readonly showNew: () => Promise<void>;
  readonly hasMore: boolean;
  /** Reads the next page. */
  readonly loadMore: () => Promise<void>;
  readonly isPending: boolean;
  readonly isLoadingMore: boolean;
  readonly error: Error | null;
  /** Whether changes arrive. */
  readonly live: LiveState['status'];
}

/** The directory, page after page, kept right by live changes. For ADMIN and `users/read`. */
export function useUsers(options: UseUsersOptions = {}): UsersList {
  const { client, queryClient } = useShared();
  const { key, enabled } = useQueryScope();
  const live = useLive();
  const { filter = null, sort = null, pageSize: limit = 20 } = options;
  const query = useInfiniteQuery(
    {
      queryKey: [...key, 'users', { filter, sort, limit }],
      queryFn: async ({ pageParam: nextToken, signal }) => {
        const variables = { filter, sort, limit, nextToken };
        return (await client.query(ListUsersDocument, variables, { signal })).listUsers;
      },
      initialPageParam: null as string | null,
      getNextPageParam: ({ nextToken }) => nextToken,
      enabled,
    },
    queryClient,
  );
  const { data, hasNextPage: hasMore, refetch, fetchNextPage } = query;
  const list = useMemo(() => {
    const read = data?.pages.flatMap(({ items }) => items) ?? [];
    return data
      ? liveList(read, live.changes, { filter, sort, hasMore })
      : { users: read, newUsers: [] };
    // A filter written into the call is another object at each render; the query's data are not.
  }, [data, live.changes, hasMore]);
  return {
    users: list.users,
    newCount: list.newUsers.length,
    showNew: async () => {
      await refetch();
    },
    hasMore,
    loadMore: async () => {
      await fetchNextPage();
    },
    isPending: query.isPending,
    isLoadingMore: query.isFetchingNextPage,
    error: query.error,
    live: live.status,
  };
}
