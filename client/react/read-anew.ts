import type { QueryClient, QueryKey } from '@tanstack/react-query';

/**
 * Reads again what was read, and after it what is just being read: an answer that is under way may be older than
 * the news that calls for this, and TanStack Query itself would take that of a first read for a new one.
 * @param queryKey start of the keys of what is read
 */
export async function readAnew(queryClient: QueryClient, queryKey: QueryKey): Promise<void> {
  const running = queryClient.getQueryCache().findAll({ queryKey, fetchStatus: 'fetching' });
  await Promise.allSettled(running.map(async (query) => query.promise));
  await queryClient.invalidateQueries({ queryKey });
}
