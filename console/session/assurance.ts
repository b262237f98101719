import { useQueryClient } from '@tanstack/react-query';
import { createContext, useCallback, useContext, useEffect, useState } from 'react';
import { isApiError } from 'user-manager-client';

/** What the API asks for, of how somebody is signed in. */
type Asked = 'secondFactor' | 'signIn' | null;

function askedBy(error: unknown): Asked {
  if (!isApiError(error)) return null;
  if (error.errorType === 'SecondFactorRequired') return 'secondFactor';
  return error.errorType === 'ReauthenticationRequired' ? 'signIn' : null;
}

/** What the API has refused for how the person is signed in, in whatever part of the page. */
interface Assurance {
  readonly asked: Asked;
  /** Told of an error that no query and no mutation of React Query had. */
  readonly note: (error: unknown) => void;
  readonly settle: () => void;
}

/** Hears of every refusal. */
export function useAssurance(): Assurance {
  const queryClient = useQueryClient();
  const [asked, setAsked] = useState<Asked>(null);
  const note = useCallback((error: unknown) => setAsked((before) => askedBy(error) ?? before), []);
  useEffect(() => {
    const stops = [
      queryClient.getQueryCache().subscribe((event) => {
        if (event.type === 'updated' && event.action.type === 'error') note(event.action.error);
      }),
      queryClient.getMutationCache().subscribe((event) => {
        if (event.type === 'updated' && event.action.type === 'error') note(event.action.error);
      }),
    ];
    return () => stops.forEach((stop) => stop());
  }, [queryClient, note]);
  return { asked, note, settle: useCallback(() => setAsked(null), []) };
}

/** Gives the parts of the page their `useNoteRefusal`. */
export const RefusalContext = createContext<Assurance['note']>(() => undefined);

/** For work that asks the client itself: what was refused is acted upon as everywhere else. */
export const useNoteRefusal = (): Assurance['note'] => useContext(RefusalContext);
