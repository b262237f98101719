import type { Auth } from './auth/auth.ts';
import { jsonNames, textOf } from './documents.ts';
import type { Document, OperationArguments, ResultOf } from './documents.ts';
import { ConnectionError } from './errors.ts';
import { execute } from './graphql.ts';
import type { RequestOptions } from './graphql.ts';
import { parseJson, writeJson } from './json.ts';
import { RealtimeClient, socketUrl } from './realtime/realtime-client.ts';
import type { ConnectionState } from './realtime/realtime-client.ts';
import { timers } from './realtime/schedule.ts';
import type { Schedule } from './realtime/schedule.ts';
import type { SubscribeOptions, Subscription } from './realtime/subscription.ts';

/** Which API is called, and as whom. */
export interface ClientOptions {
  readonly graphqlUrl: string;
  /** The API's real-time URL; for a custom domain or the local engine `<graphqlUrl>/realtime`. */
  readonly realtimeUrl: string;
  readonly auth: Auth;
  readonly fetch?: typeof fetch;
  /** For Node 20, which has none of its own: that of the package `ws`. */
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
  query<Given extends Document>(
    document: Given,
    ...rest: OperationArguments<Given, RequestOptions>
  ): Promise<ResultOf<Given>>;
  /** @throws GraphqlRequestError (FirewallError among them), ConnectionError */
  mutate<Given extends Document>(
    document: Given,
    ...rest: OperationArguments<Given, RequestOptions>
  ): Promise<ResultOf<Given>>;
  /**
   * Starts a subscription at once; read its events with `for await`. A lost connection is renewed; a
   * refusal makes `ready` and the iterator reject.
   */
  subscribe<Given extends Document>(
    document: Given,
    ...rest: OperationArguments<Given, SubscribeOptions>
  ): Subscription<ResultOf<Given>>;
  /**
   * Tries a lost real-time connection at once, without the rest of its delay: for a page that knows that the
   * API answers again.
   */
  reconnect(): void;
  /** Ends all subscriptions and closes the real-time connection. */
  close(): void;
}

/** @throws ConnectionError where the platform has no WebSocket */
function platformWebSocket(): typeof WebSocket {
  if (typeof WebSocket !== 'undefined') return WebSocket;
  throw new ConnectionError(
    'Subscriptions need a WebSocket, which Node has from version 22 on: give createClient that of the package ws, or take a newer Node',
  );
}

/** Makes a client of one API. Opens nothing before the first operation. */
export function createClient(options: ClientOptions): Client {
  const { graphqlUrl, auth } = options;
  const endpoint = { graphqlUrl, auth, fetch: options.fetch ?? fetch };
  const realtime = new RealtimeClient({
    realtimeUrl: socketUrl(options.realtimeUrl),
    host: new URL(graphqlUrl).host,
    auth,
    openSocket: (...given) => new (options.WebSocket ?? platformWebSocket())(...given),
    schedule: options.schedule ?? timers,
    random: options.random ?? Math.random,
    onState: options.onConnectionState ?? (() => {}),
  });
  const send = async <Given extends Document>(
    document: Given,
    ...[variables, request]: OperationArguments<Given, RequestOptions>
  ): Promise<ResultOf<Given>> => {
    const names = jsonNames(document);
    const written = writeJson(variables, names);
    const data = await execute(endpoint, textOf(document), written, request);
    return parseJson(data, names) as ResultOf<Given>;
  };
  return {
    query: send,
    mutate: send,
    subscribe: <Given extends Document>(
      document: Given,
      ...[variables, subscribeOptions]: OperationArguments<Given, SubscribeOptions>
    ) => {
      const names = jsonNames(document);
      const operation = {
        query: textOf(document),
        variables: writeJson(variables, names),
        read: (data: unknown) => parseJson(data, names),
      };
      return realtime.subscribe(operation, subscribeOptions ?? {}) as unknown as Subscription<
        ResultOf<Given>
      >;
    },
    reconnect: () => realtime.reconnect(),
    close: () => realtime.close(),
  };
}
