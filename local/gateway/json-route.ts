import type { HttpRoute } from '../shared/http-route.ts';
import { sendJson } from './send.ts';

/** Answers GET on one path with a JSON value, made anew for each request. */
export function createJsonRoute(path: string, value: () => unknown): HttpRoute {
  return {
    name: `GET ${path}`,
    matches: (request, url) => url.pathname === path && request.method === 'GET',
    handle(_request, response) {
      response.setHeader('cache-control', 'no-store');
      sendJson(response, 200, value());
    },
  };
}
