import { pathOfApi } from '../../api/use-app.ts';
import { headersOf, type Caller } from '../query/caller.ts';
import type { EventApi } from './event-api.ts';

/** An answer of an Event API. */
export interface Published {
  readonly status: number;
  readonly body: unknown;
}

interface PublishOptions {
  readonly api: EventApi;
  readonly caller: Caller;
  readonly channel: string;
  /** JSON text of one. */
  readonly event: string;
}

/**
 * Publishes an event over HTTP.
 * https://docs.aws.amazon.com/appsync/latest/eventapi/publish-http.html
 */
export async function publish({ api, caller, channel, event }: PublishOptions): Promise<Published> {
  const path = pathOfApi(api);
  const body = JSON.stringify({ channel, events: [event] });
  const headers = await headersOf(caller, api, { path, body });
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });
  return { status: response.status, body: (await response.json()) as unknown };
}
