import { useEffect } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import type { User } from 'user-manager-client';
import { isApiError } from 'user-manager-client';
import { useMe, useSession } from 'user-manager-client/react';
import { useConfig } from '../shell/config-context.ts';

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
 * live: a token outlives a suspension and a demotion by up to a quarter of an hour.
 */
export function useAccess(): Access {
  const { user } = useSession();
  const { user: me, isPending, error } = useMe();
  const isRefused = isApiError(error) && error.errorType === 'Unauthorized';
  const isGone = !isPending && error === null && me === null;
  const isAdmin = me === null ? (user?.groups.includes('ADMIN') ?? false) : me.role === 'ADMIN';
  return { isAdmin, me, isLockedOut: isRefused || isGone || me?.status === 'SUSPENDED' };
}

/** Seconds after a sign-in in which a refusal is told in words, instead of asking to sign in once more. */
const JUST_NOW = 60;

/** Whether one of these is the session of this tab: its app and the second that it began in say so. */
const isAmong = (
  revoked: User['revokedSessions'] | undefined,
  app: string,
  signedInAt: number,
): boolean =>
  revoked?.some(({ client, startedAt }) => {
    const started = Date.parse(startedAt) / 1_000;
    // As resolvers/lib/session.ts compares them.
    return client === app && started >= signedInAt - 1 && started < signedInAt + 2;
  }) ?? false;

/**
 * Ends the session of this tab when it, or all sessions of the person, were ended elsewhere, which the API refuses
 * from then on: what is entered is kept for who signs in again.
 */
export function useEndedElsewhere(): void {
  const { user, signOut } = useSession();
  const { user: me, error } = useMe();
  const { userPoolClientId } = useConfig();
  const signedInAt = user?.signedInAt ?? 0;
  const endedAt = me?.sessionsEndedAt;
  // As resolvers/lib/authorize.ts compares them.
  const isEnded = Boolean(endedAt) && signedInAt <= Date.parse(endedAt ?? '') / 1_000 - 1;
  const isRefused = isApiError(error) && error.errorType === 'Unauthorized' && me === null;
  const isRevoked = isAmong(me?.revokedSessions, userPoolClientId, signedInAt);
  const isOver = isEnded || isRevoked || (isRefused && Date.now() / 1_000 - signedInAt > JUST_NOW);
  useEffect(() => {
    if (isOver) void signOut();
  }, [isOver, signOut]);
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
