import type { HttpRoute } from '../../../shared/http-route.ts';
import {
  AuthorizeRefusal,
  readAuthorizeRequest,
  requireHostedClient,
} from '../hosted/authorize-request.ts';
import { signOutBrowser } from '../hosted/cookies.ts';
import type { Services } from '../services.ts';
import { answerRefusals } from './authorize.ts';
import { HOSTED_PAGES, redirect } from './http.ts';

/**
 * `/logout`: ends the browser's session (not its tokens), then `logout_uri`, or `/login` for `redirect_uri`.
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/logout-endpoint.html
 */
export function logoutRoute(services: Services): HttpRoute {
  return {
    name: 'cognito logout endpoint',
    awsServices: HOSTED_PAGES,
    matches: (request, url) => request.method === 'GET' && url.pathname === '/logout',
    handle: (request, response, url) =>
      answerRefusals(response, () => {
        const { pool } = requireHostedClient(services, url.searchParams);
        const target = afterLogout(services, url);
        response.setHeader('set-cookie', signOutBrowser(services, pool, request));
        redirect(response, target);
      }),
  };
}

function afterLogout(services: Services, url: URL): string {
  const { client } = requireHostedClient(services, url.searchParams);
  const logoutUri = url.searchParams.get('logout_uri');
  if (logoutUri === null && url.searchParams.has('redirect_uri')) {
    readAuthorizeRequest(services, url.searchParams);
    return `/login${url.search}`;
  }
  if (logoutUri !== null && client.logoutUrls.includes(logoutUri)) return logoutUri;
  throw new AuthorizeRefusal(
    'invalid_request',
    'logout_uri is not one of the LogoutURLs of the client; they must be equal in every character.',
  );
}
