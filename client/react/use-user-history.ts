import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { UserHistoryEntry } from '../index.ts';
import { UserHistoryDocument } from '../index.ts';
import { useQueryScope, useShared } from './provider.tsx';
import { readAnew } from './read-anew.ts';
import { useLive } from './use-live.ts';

/** What happened to a user, newest first, and how it goes on. */
export interface UserHistory {
  /** Null until the first page is there. */
  readonly entries: readonly UserHistoryEntry[] | null;
  readonly hasMore: boolean;
  /** Reads the next page. */
  readonly loadMore: () => Promise<void>;
  readonly isLoadingMore: boolean;
  readonly error: Error | null;
  /** Reads again what was read. */
  readonly refetch: () => Promise<void>;
}

/**
 * Every change of a user, page after page, read again when there is one more. For ADMIN and `users/read`.
 * @param pageSize entries that one request reads, 1 to 100
 */
export function useUserHistory(id: string, pageSize = 25): UserHistory {
  const { client, queryClient } = useShared();
  const { key, enabled } = useQueryScope();
  const change = useLive().changes.get(id);
  const queryKey = [...key, 'history', id, pageSize];
  const query = useInfiniteQuery(
    {
      queryKey,
      queryFn: async ({ pageParam: nextToken, signal }) => {
        const variables = { id, limit: pageSize, nextToken };
        const { getUser } = await client.query(UserHistoryDocument, variables, { signal });
        return getUser?.history ?? { items: [], nextToken: null };
      },
      initialPageParam: null as string | null,
      getNextPageParam: ({ nextToken }) => nextToken,
      enabled,
    },
    queryClient,
  );
  const { data, hasNextPage: hasMore, fetchNextPage, refetch } = query;
  const isThere = useRef(false);
  // An entry is written after the change is answered, and before subscribers are told of it.
  useEffect(() => {
    const isNews = isThere.current;
    isThere.current = true;
    // A read that begins now has what was told before.
    if (change?.isTold) void (isNews ? readAnew(queryClient, queryKey) : refetch());
    // The key is another object at each render, and says another thing with another person only.
  }, [change, queryClient, refetch]);
  return {
    entries: data?.pages.flatMap(({ items }) => items) ?? null,
    hasMore,
    loadMore: async () => {
      await fetchNextPage();
    },
    isLoadingMore: query.isFetchingNextPage,
    error: query.error,
    refetch: async () => {
      await refetch();
    },
  };
}
