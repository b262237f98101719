import { useCallback, useEffect, useState } from 'react';
import type { TraceList, TraceSummary } from '../../../../tracing/types.ts';
import { call } from '../../api/call.ts';
import { fits, type TraceFilter } from './traces.ts';

/** Records of a page. */
const LIMIT = 200;

/** The records that fit a filter, and those that come. */
export interface Traces {
  /** Newest first; null until the first are read. */
  readonly records: readonly TraceSummary[] | null;
  readonly error: Error | null;
  readonly hasOlder: boolean;
  readonly readOlder: () => void;
  readonly forget: () => void;
}

interface State {
  readonly records: readonly TraceSummary[] | null;
  readonly error: Error | null;
  readonly hasOlder: boolean;
}

const UNREAD: State = { records: null, error: null, hasOlder: false };

/** Reads them, and hears of new ones as long as the view is shown. */
export function useTraces({ kind, outcome, text }: TraceFilter): Traces {
  const [state, setState] = useState(UNREAD);
  const read = useCallback(
    (before: string, signal?: AbortSignal) =>
      readPage({ kind, outcome, text }, before, signal).then(
        (page) =>
          setState(({ records }) => ({
            records: merge(before === '' ? [] : (records ?? []), page),
            error: null,
            hasOlder: page.length === LIMIT,
          })),
        (error: unknown) => {
          if (signal?.aborted) return;
          setState((last) => ({ ...last, error: error instanceof Error ? error : null }));
        },
      ),
    [kind, outcome, text],
  );
  useEffect(() => {
    const ending = new AbortController();
    const events = new EventSource('/_local/traces/events');
    // Each time that it connects, so that what came meanwhile is read; and where nothing is remembered.
    events.onopen = () => void read('', ending.signal);
    events.onerror = () => {
      if (events.readyState === EventSource.CLOSED) void read('', ending.signal);
    };
    events.onmessage = ({ data }) => {
      const record = JSON.parse(String(data)) as TraceSummary;
      const isShown = fits(record, { kind, outcome, text });
      setState((last) => ({
        ...last,
        records: isShown
          ? merge(last.records ?? [], [record])
          : (last.records?.filter(({ id }) => id !== record.id) ?? null),
      }));
    };
    return () => {
      ending.abort();
      events.close();
    };
  }, [read, kind, outcome, text]);
  return {
    ...state,
    readOlder: () => void read(state.records?.at(-1)?.id ?? ''),
    forget: () =>
      void call('/traces', { method: 'DELETE' }).then(() => setState({ ...UNREAD, records: [] })),
  };
}

async function readPage(
  filter: TraceFilter,
  before: string,
  signal?: AbortSignal,
): Promise<readonly TraceSummary[]> {
  const parameters = Object.entries({ ...filter, before, limit: String(LIMIT) });
  const given = new URLSearchParams(parameters.filter(([, value]) => value !== ''));
  const { records } = await call<TraceList>(`/traces?${given.toString()}`, { signal });
  return records;
}

/** Newest first, the later news of a record in the place of the earlier. */
function merge(
  known: readonly TraceSummary[],
  news: readonly TraceSummary[],
): readonly TraceSummary[] {
  const byId = new Map([...known, ...news].map((record) => [record.id, record]));
  return [...byId.values()].toSorted((one, other) => other.at - one.at);
}
