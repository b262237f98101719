import { signedService } from '../../aws/check-signature.ts';
import type { CredentialStore } from '../../aws/credentials.ts';
import {
  createFront,
  readJson,
  refuseRestJson,
  requirePermission,
  requireSignature,
} from '../../aws/index.ts';
import type { AwsCall } from '../../aws/index.ts';
import type { HttpRoute } from '../../shared/http-route.ts';
import { isObject } from '../../shared/is-object.ts';
import { send, sendJson } from '../../shared/send.ts';
import type { Part } from '../../shared/service.ts';
import { isCallOf } from './action.ts';
import type { AppsyncAction, AppsyncServices } from './action.ts';
import { actions } from './actions/index.ts';

/** What the API of AppSync needs around it. */
export interface AppsyncOptions {
  readonly credentials: Pick<CredentialStore, 'find'>;
}

/** Code of 32,000 characters with a context, however they are escaped. */
const MAX_BODY_BYTES = 8 * 1024 * 1024; // 8 MiB

/**
 * The API of AppSync that develops and describes, as far as it reads: evaluations, APIs, schemas.
 * @see https://docs.aws.amazon.com/appsync/latest/APIReference/Welcome.html
 */
export function createAppsync(
  services: AppsyncServices,
  { credentials }: AppsyncOptions,
): Part & { readonly routes: readonly HttpRoute[] } {
  const actionOf = (call: Pick<AwsCall, 'request' | 'url'>): AppsyncAction | undefined =>
    actions.find(isCallOf(call));
  const route = createFront({
    name: 'appsync',
    awsServices: { appsync: 'evaluations and descriptions of AppSync' },
    matches: (request, url) =>
      actionOf({ request, url }) !== undefined &&
      (signedService(request.headers) === 'appsync' || url.pathname.startsWith('/v1/dataplane-')),
    limit: { bytes: MAX_BODY_BYTES },
    answer(call) {
      const { request, response, url, body } = call;
      const caller = requireSignature(request, body, { service: 'appsync', credentials });
      const action = actionOf(call);
      if (!action) return;
      requirePermission(caller, [`appsync:${action.name}`, '*'], 403);
      const [, ...path] = action.path.exec(url.pathname) ?? [];
      const given = readJson(body);
      const asked = { path, query: url.searchParams, body: isObject(given) ? given : {} };
      const answer = action.answer(asked, services);
      if (typeof answer === 'object') sendJson(response, 200, answer);
      else send(response, 200, answer, { 'content-type': 'application/octet-stream' });
    },
    refuse: (error, { response }) => refuseRestJson(response, error),
  });
  return {
    name: 'appsync',
    routes: [route],
  };
}
