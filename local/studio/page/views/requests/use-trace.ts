import { useQuery } from '@tanstack/react-query';
import type { TraceRecord } from '../../../../tracing/types.ts';
import { call, pathOf } from '../../api/call.ts';

/** How often a record is read anew that is not over, in milliseconds. */
const RUNNING_MS = 500;
/** And one that is: what it caused comes later. */
const OVER_MS = 5_000;

/** All of one record. */
export const useTrace = (id: string) =>
  useQuery({
    queryKey: ['trace', id],
    queryFn: ({ signal }) => call<TraceRecord>(`/traces${pathOf(id)}`, { signal }),
    refetchInterval: ({ state }) => {
      if (state.error) return false;
      return state.data?.outcome === 'running' ? RUNNING_MS : OVER_MS;
    },
  });
