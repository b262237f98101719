import type { IncomingMessage, ServerResponse } from 'node:http';

/** What one service answers on the gateway's port. The gateway asks the routes in order. */
export interface HttpRoute {
  readonly name: string;
  /** `url` is the parsed request target; X-Amz-Target is in `request.headers['x-amz-target']`. */
  matches(request: IncomingMessage, url: URL): boolean;
  /** CORS headers are set by the gateway before, OPTIONS never reaches a route. */
  handle(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> | void;
}
