import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { isApiError } from 'user-manager-client';

/** What the API asks for, of how somebody is signed in. */
type Asked = 'secondFactor' | null;

const askedBy = (error: unknown): Asked =>
  isApiError(error) && error.errorType === 'SecondFactorRequired' ? 'secondFactor' : null;

/** What the API has refused for how the person is signed in, in whatever part of the page. */
export function useAssurance(): { readonly asked: Asked } {
  const queryClient = useQueryClient();
  const [asked, setAsked] = useState<Asked>(null);
  useEffect(() => {
    const look = (error: unknown) => setAsked((before) => askedBy(error) ?? before);
    const stops = [
      queryClient.getQueryCache().subscribe((event) => {
        if (event.type === 'updated' && event.action.type === 'error') look(event.action.error);
      }),
      queryClient.getMutationCache().subscribe((event) => {
        if (event.type === 'updated' && event.action.type === 'error') look(event.action.error);
      }),
    ];
    return () => stops.forEach((stop) => stop());
  }, [queryClient]);
  return { asked };
}
