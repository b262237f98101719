import type { Auth } from './auth/auth.ts';
import type { Document, OperationArguments } from './documents.ts';
import { execute } from './graphql.ts';
import type { RequestOptions } from './graphql.ts';
import { RealtimeClient, socketUrl } from './realtime/realtime-client.ts';
import type { ConnectionState } from './realtime/realtime-client.ts';
import { timers } from './realtime/schedule.ts';
import type { Schedule } from './realtime/schedule.ts';
import type { SubscribeOptions, Subscription } from './realtime/subscription.ts';

export interface ClientOptions {
  readonly graphqlUrl: string;
  /** The API's real-time URL; for a custom domain or the local engine `<graphqlUrl>/realtime`. */
  readonly realtimeUrl: string;
  readonly auth: Auth;
  readonly fetch?: typeof fetch;
  readonly WebSocket?: typeof WebSocket;
  /** Called when the shared real-time connection is made, lost or closed. */
  readonly onConnectionState?: (state: ConnectionState) => void;
  /** For tests: timers, and the randomness of reconnection delays. */
  readonly schedule?: Schedule;
  readonly random?: () => number;
}

/** The typed way to the API. */
export interface Client {
  /** @throws GraphqlRequestError (FirewallError among them), ConnectionError */
  query<Data, Variables>(
    document: Document<Data, Variables>,
    ...rest: OperationArguments<Variables, RequestOptions>
  ): Promise<Data>;
  /** @throws GraphqlRequestError (FirewallError among them), ConnectionError */
  mutate<Data, Variables>(
    document: Document<Data, Variables>,
    ...rest: OperationArguments<Variables, RequestOptions>
  ): Promise<Data>;
  /**
   * Starts a subscription at once; read its events with `for await`. A lost connection is renewed; a
   * refusal makes `ready` and the iterator reject.
   */
  subscribe<Data, Variables>(
    document: Document<Data, Variables>,
    ...rest: OperationArguments<Variables, SubscribeOptions>
  ): Subscription<Data>;
  /** Ends all subscriptions and closes the real-time connection. */
  close(): void;
}

/** Makes a client of one API. Opens nothing before the first operation. */
export function createClient(options: ClientOptions): Client {
  const { graphqlUrl, auth } = options;
  const endpoint = { graphqlUrl, auth, fetch: options.fetch ?? fetch };
  const realtime = new RealtimeClient({
    realtimeUrl: socketUrl(options.realtimeUrl),
    host: new URL(graphqlUrl).host,
    auth,
    WebSocket: options.WebSocket ?? WebSocket,
    schedule: options.schedule ?? timers,
    random: options.random ?? Math.random,
    onState: options.onConnectionState ?? (() => {}),
  });
  const send = async <Data, Variables>(
    document: Document<Data, Variables>,
    ...[variables, request]: OperationArguments<Variables, RequestOptions>
  ): Promise<Data> => (await execute(endpoint, document.toString(), variables, request)) as Data;
  return {
    query: send,
    mutate: send,
    subscribe: <Data, Variables>(
      document: Document<Data, Variables>,
      ...[variables, subscribeOptions]: OperationArguments<Variables, SubscribeOptions>
    ) =>
      realtime.subscribe(
        document.toString(),
        variables,
        subscribeOptions ?? {},
      ) as unknown as Subscription<Data>,
    close: () => realtime.close(),
  };
}
