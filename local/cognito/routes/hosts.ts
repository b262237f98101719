import type { IncomingMessage, ServerResponse } from 'node:http';

import type { HttpRoute } from '../../shared/http-route.ts';
import type { Services } from '../services.ts';
import { sendJson } from './http.ts';

/**
 * Lets a page be reached only under this machine's names and the configured one: a site that makes its own
 * name lead to 127.0.0.1 (DNS rebinding) gets nothing. The endpoints that trust no cookie, only what the
 * request itself carries, need it not: `/oauth2/token`, `/oauth2/userInfo`, `/oauth2/revoke` and the API.
 */
export function onOwnHost(services: Services, route: HttpRoute): HttpRoute {
  return {
    ...route,
    handle(request, response, url) {
      const own = new Set(['localhost', '127.0.0.1', '[::1]', new URL(services.baseUrl).hostname]);
      const host = hostOf(request);
      if (host !== null && own.has(host)) return route.handle(request, response, url);
      refuse(response);
    },
  };
}

function hostOf(request: IncomingMessage): string | null {
  const host = request.headers.host ?? '';
  return URL.canParse(`http://${host}`) ? new URL(`http://${host}`).hostname : null;
}

function refuse(response: ServerResponse): void {
  const message =
    'This page is not for this host name; use localhost or the URL the engine printed.';
  sendJson(response, 403, { message });
}
