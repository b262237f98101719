import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Client, User, UserActivityDay, UserStats } from '../index.ts';
import { GetUserDocument, MeDocument, UserActivityDocument, UserStatsDocument } from '../index.ts';
import type { LiveState } from './live-users.ts';
import { useQueryScope, useShared } from './provider.tsx';
import { useLive } from './use-live.ts';

/** A user as it is now, or why it is not there. */
export interface OneUser {
  /** Null when there is none, or not any more. */
  readonly user: User | null;
  readonly isPending: boolean;
  readonly error: Error | null;
}

/** One user by id, kept right by live changes. */
export function useUser(id: string): OneUser {
  const { client } = useShared();
  return useOne(['user', id], async (signal) => {
    return (await client.query(GetUserDocument, { id }, { signal })).getUser;
  });
}

/** The record of the person who is signed in, kept right by live changes. */
export function useMe(): OneUser {
  const { client } = useShared();
  return useOne(['me'], async (signal) => (await client.query(MeDocument, {}, { signal })).me);
}

function useOne(
  name: readonly string[],
  read: (signal: AbortSignal) => Promise<User | null>,
): OneUser {
  const { queryClient } = useShared();
  const { key, enabled } = useQueryScope();
  const { changes } = useLive();
  const { data, isPending, error } = useQuery(
    { queryKey: [...key, ...name], queryFn: ({ signal }) => read(signal), enabled },
    queryClient,
  );
  return { user: newest(data ?? null, changes), isPending, error };
}

function newest(user: User | null, changes: LiveState['changes']): User | null {
  const change = user && changes.get(user.id);
  if (!change) return user;
  if (change.isDeleted) return null;
  return change.user.version > user.version ? change.user : user;
}

/**
 * Milliseconds after the last change: changes of many users at once count as one. The API counts after it has told
 * of a change, a moment later as a rule, seconds later when it is busy.
 */
const COUNTS_DELAYS = [1_000, 6_000] as const;

/**
 * How many users there are, read again one and six seconds after the last change. For ADMIN and `users/read`.
 */
export function useUserStats() {
  const { data, isPending, error } = useCounts(
    ['stats'],
    async (client, signal): Promise<UserStats> =>
      (await client.query(UserStatsDocument, {}, { signal })).userStats,
  );
  return { stats: data ?? null, isPending, error };
}

/**
 * What happened to users, day by day (UTC), read again one and six seconds after the last change. For ADMIN and
 * `users/read`.
 * @param days how many, today included
 */
export function useUserActivity(days: number) {
  const { data, isPending, error, refetch } = useCounts(
    ['activity', days],
    async (client, signal): Promise<readonly UserActivityDay[]> =>
      (await client.query(UserActivityDocument, { days }, { signal })).userActivity,
  );
  return { activity: data ?? null, isPending, error, refetch: () => void refetch() };
}

/** Counts may be the same after two changes: it is the changes that call for reading, not other counts. */
function useCounts<T>(
  name: readonly unknown[],
  read: (client: Client, signal: AbortSignal) => Promise<T>,
) {
  const { client, queryClient } = useShared();
  const { key, enabled } = useQueryScope();
  const { changes } = useLive();
  const query = useQuery(
    { queryKey: [...key, ...name], queryFn: ({ signal }) => read(client, signal), enabled },
    queryClient,
  );
  const { refetch } = query;
  useEffect(() => {
    if (changes.size === 0) return undefined;
    const timers = COUNTS_DELAYS.map((delay) => setTimeout(() => void refetch(), delay));
    return () => timers.forEach((timer) => clearTimeout(timer));
  }, [changes, refetch]);
  return query;
}
