import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from './call.ts';

/** What is not told by itself is asked for anew as often, in milliseconds. */
const ASK_AGAIN_MS = 2_000;

/** What a route of the engine answers; read anew while it is shown, as the app goes on working. */
export const useRoute = <Answer>(
  path: string,
  { isLive = true }: { readonly isLive?: boolean } = {},
) =>
  useQuery({
    queryKey: ['route', path],
    queryFn: ({ signal }) => call<Answer>(path, { signal }),
    refetchInterval: isLive ? ASK_AGAIN_MS : false,
  });

/** Something to ask of the engine. */
export interface Act {
  readonly method?: 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly body?: unknown;
}

/** Asks the engine to do something; whatever is shown is read anew then. */
export function useAct<Answer>(onDone?: (answer: Answer) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ method = 'POST', path, body }: Act) =>
      call<Answer>(path, { method, ...(method === 'DELETE' ? {} : { body: body ?? {} }) }),
    async onSuccess(answer) {
      await client.invalidateQueries();
      onDone?.(answer);
    },
  });
}
