import { useSyncExternalStore } from 'react';
import { useShared } from './provider.tsx';
import type { SessionState, SessionStore } from './session-store.ts';

/** Who is signed in, and what signs in and out. */
export interface Session
  extends
    SessionState,
    Pick<
      SessionStore,
      | 'signIn'
      | 'signInByCode'
      | 'signInByPasskey'
      | 'setNewPassword'
      | 'confirmEmailCode'
      | 'confirmTotp'
      | 'signOut'
    > {}

/**
 * Who is signed in, and how to sign in and out. What Cognito refuses is `error`; the functions settle.
 * @throws Error when the provider was given no `auth`
 */
export function useSession(): Session {
  const { session } = useShared();
  if (session === null) throw new Error('useSession: give UserManagerProvider its `auth`');
  const { subscribe, getState, getServerState } = session;
  const { signIn, signInByCode, signInByPasskey, setNewPassword } = session;
  const { confirmEmailCode, confirmTotp, signOut } = session;
  const state = useSyncExternalStore(subscribe, getState, getServerState);
  return {
    ...state,
    signIn,
    signInByCode,
    signInByPasskey,
    setNewPassword,
    confirmEmailCode,
    confirmTotp,
    signOut,
  };
}
