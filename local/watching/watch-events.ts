import type { ServerResponse } from 'node:http';
import type { HttpRoute } from '../shared/http-route.ts';
import type { Problem } from './problem.ts';

/** How what was saved stands. */
export interface WatchEvent {
  readonly state: 'building' | 'live' | 'broken';
  /** The saved files, as seen from the project; empty before the first. */
  readonly what: readonly string[];
  /** From the save on; 0 while it is being built. */
  readonly ms: number;
  /** What is wrong with it; the last good version goes on. */
  readonly errors: readonly Problem[];
  /** What else people should know. */
  readonly note: string | null;
}

/** Tells whoever listens. */
export interface WatchEvents {
  readonly route: HttpRoute;
  tell(event: WatchEvent): void;
}

const FIRST: WatchEvent = { state: 'live', what: [], ms: 0, errors: [], note: null };

/** `GET /_local/watch/events`: server-sent events, the present state first. */
export function createWatchEvents(onEvent: (event: WatchEvent) => void): WatchEvents {
  const listeners = new Set<ServerResponse>();
  let last = FIRST;
  const write = (response: ServerResponse): void =>
    void response.write(`data: ${JSON.stringify(last)}\n\n`);
  return {
    route: {
      name: 'GET /_local/watch/events',
      matches: ({ method }, { pathname }) =>
        method === 'GET' && pathname === '/_local/watch/events',
      handle(_request, response) {
        response.writeHead(200, {
          'content-type': 'text/event-stream',
          'cache-control': 'no-store',
        });
        listeners.add(response);
        response.on('close', () => listeners.delete(response));
        write(response);
      },
    },
    tell(event) {
      last = event;
      onEvent(event);
      for (const response of listeners) write(response);
    },
  };
}
