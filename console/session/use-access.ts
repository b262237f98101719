import { useEffect } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import type { User } from 'user-manager-client';
import { isApiError } from 'user-manager-client';
import { useMe, useSession } from 'user-manager-client/react';

/** What the person who is signed in may see. */
export interface Access {
  readonly isAdmin: boolean;
  /** The own record; null until it is read. */
  readonly me: User | null;
  /** The record says that this person may do nothing (any more): suspended, or gone. */
  readonly isLockedOut: boolean;
}

/**
 * The token says what a person may do before the record is read; from then on the record, which changes
 * live: a token outlives a suspension and a demotion by up to an hour.
 */
export function useAccess(): Access {
  const { user } = useSession();
  const { user: me, isPending, error } = useMe();
  const isRefused = isApiError(error) && error.errorType === 'Unauthorized';
  const isGone = !isPending && error === null && me === null;
  const isAdmin = me === null ? (user?.groups.includes('ADMIN') ?? false) : me.role === 'ADMIN';
  return { isAdmin, me, isLockedOut: isRefused || isGone || me?.status === 'SUSPENDED' };
}

const isMe = ({ queryKey }: { readonly queryKey: readonly unknown[] }) => queryKey[2] === 'me';

/** Looks at the own record again when the API refuses something: the access may have changed just now. */
export function useAccessWatch(): void {
  const queryClient = useQueryClient();
  useEffect(() => {
    const look = (error: unknown) => {
      if (!isApiError(error) || error.errorType !== 'Unauthorized') return;
      const settled = queryClient.getQueryCache().findAll({ predicate: isMe, fetchStatus: 'idle' });
      const good = settled.filter(({ state }) => state.error === null);
      for (const { queryKey } of good) void queryClient.invalidateQueries({ queryKey });
    };
    const stops = [
      queryClient.getQueryCache().subscribe(({ query, type }) => {
        if (type === 'updated' && !isMe(query)) look(query.state.error);
      }),
      queryClient.getMutationCache().subscribe(({ mutation, type }) => {
        if (type === 'updated') look(mutation.state.error);
      }),
    ];
    return () => stops.forEach((stop) => stop());
  }, [queryClient]);
}
