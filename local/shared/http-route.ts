import type { IncomingMessage, ServerResponse } from 'node:http';
import type { PlayedServices } from './played-services.ts';

/**
 * What one service answers on the gateway's port. The gateway asks the routes in order.
 * What a route does not say is denied: pages of other origins, and names of AWS.
 */
export interface HttpRoute {
  readonly name: string;
  /** Paths that pages of every origin may call, as on AWS. @default - none: its own pages only */
  readonly anyOrigin?: (url: URL) => boolean;
  /**
   * Services of AWS that it plays: calls of their hosts that were led here.
   * @default - none
   */
  readonly awsServices?: PlayedServices;
  /**
   * The one path that it answers, whatever the headers say: found at once, before others are asked.
   * @default - all are asked, in order
   */
  readonly path?: string;
  /** `url` is the parsed request target; X-Amz-Target is in `request.headers['x-amz-target']`. */
  matches(request: IncomingMessage, url: URL): boolean;
  /** CORS headers are set by the gateway before, OPTIONS never reaches a route. */
  handle(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> | void;
}
