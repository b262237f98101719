import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { User, UserFactors, UserSession } from '../index.ts';
import { MyAccessDocument, UserAccessDocument } from '../index.ts';
import { useQueryScope, useShared } from './provider.tsx';
import { useLive } from './use-live.ts';

/** Where somebody is signed in, and by what. */
export interface UserAccess {
  /**
   * The last used first, without those that have just ended; null until they are there, and where the user pool keeps
   * track of none.
   */
  readonly sessions: readonly UserSession[] | null;
  readonly factors: UserFactors | null;
  readonly isPending: boolean;
  readonly error: Error | null;
  /** Reads again: nobody is told when somebody signs in. */
  readonly refetch: () => Promise<void>;
}

/** What `MyAccess` and `UserAccess` answer. */
interface Answer {
  readonly id: string;
  readonly sessions: readonly UserSession[] | null;
  readonly factors: UserFactors | null;
}

/** Of one user, read again after each change. For ADMIN and `users/read`. */
export function useUserAccess(id: string): UserAccess {
  const { client } = useShared();
  return useAccess(['access', id], async (signal) => {
    return (await client.query(UserAccessDocument, { id }, { signal })).getUser;
  });
}

/** Of the person who is signed in, read again after each change. */
export function useMyAccess(): UserAccess {
  const { client } = useShared();
  return useAccess(['my-access'], async (signal) => {
    return (await client.query(MyAccessDocument, {}, { signal })).me;
  });
}

function useAccess(
  name: readonly string[],
  read: (signal: AbortSignal) => Promise<Answer | null>,
): UserAccess {
  const { queryClient } = useShared();
  const { key, enabled } = useQueryScope();
  const { changes } = useLive();
  const { data, isPending, error, refetch } = useQuery(
    { queryKey: [...key, ...name], queryFn: ({ signal }) => read(signal), enabled },
    queryClient,
  );
  const user = data ? changes.get(data.id)?.user : undefined;
  const version = user?.version;
  useEffect(() => {
    if (version !== undefined) void refetch();
  }, [version, refetch]);
  return {
    sessions: data?.sessions?.filter((session) => !isEnded(session, user)) ?? null,
    factors: data?.factors ?? null,
    isPending,
    error,
    refetch: async () => {
      await refetch();
    },
  };
}

/** Cognito tells a moment late which sessions go on; the record tells at once which do not. */
function isEnded({ id, startedAt }: UserSession, user: User | undefined): boolean {
  if (user?.revokedSessions?.some((session) => session.id === id)) return true;
  const endedAt = user?.sessionsEndedAt;
  // Of the last second before it nobody can say: that is asked for again.
  return Boolean(endedAt) && Date.parse(startedAt) <= Date.parse(endedAt ?? '') - 1_000;
}
