import type { IncomingMessage } from 'node:http';

import type { HttpRoute } from '../../../shared/http-route.ts';
import {
  AwsError,
  createFront,
  readJson,
  requirePermission,
  requireSignature,
  sendAwsJson,
} from '../../../aws/index.ts';
import type { Principal } from '../../../aws/credentials.ts';
import { isCrossOrigin } from '../../../shared/cross-origin.ts';
import { shownInLog } from '../../../shared/shown-in-log.ts';
import type { Action } from '../protocol/action.ts';
import { loadActions } from '../actions/load.ts';
import { CognitoError } from '../protocol/errors.ts';
import { sourceOf } from '../protocol/request-source.ts';
import { recordOf, textOf } from '../users/properties.ts';
import type { Services } from '../services.ts';
import { BODY_LIMIT, USER_POOLS } from './http.ts';

const NO_STORE = { 'cache-control': 'no-store' };
const TARGET_PREFIX = 'AWSCognitoIdentityProviderService.';

/**
 * The Cognito API in the AWS JSON 1.1 protocol.
 * @see https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html
 */
export function awsJsonRoute(services: Services): HttpRoute {
  return createFront({
    name: 'cognito api',
    anyOrigin: (url) => url.pathname === '/',
    awsServices: USER_POOLS,
    matches: (request) => target(request).startsWith(TARGET_PREFIX),
    limit: BODY_LIMIT,
    faulty: {
      faults: services.faults,
      point: ({ request, body }) => ({
        service: 'cognito',
        action: target(request).slice(TARGET_PREFIX.length),
        resources: [poolIn(readJson(body), services)],
      }),
    },
    async answer({ request, response, body }) {
      try {
        const output = await runAction(services, request, body);
        sendAwsJson(response, '1.1', 200, output, NO_STORE);
      } catch (error) {
        throw toAwsError(services, error, target(request));
      }
    },
    refuse({ type, message, status }, { response }) {
      const headers = { ...NO_STORE, 'x-amzn-errortype': `${type}:` };
      sendAwsJson(response, '1.1', status, { __type: type, message }, headers);
    },
  });
}

/** The pool that a call is about, by its own id or that of a client; '' for others. */
function poolIn(input: unknown, { pools }: Services): string {
  const { UserPoolId, ClientId } = recordOf(input);
  const owner = pools.all.find(({ source }) =>
    source.clients.some(({ clientId }) => clientId === ClientId),
  );
  return textOf(UserPoolId) ?? owner?.id ?? '';
}

async function runAction(
  services: Services,
  request: IncomingMessage,
  body: Buffer,
): Promise<object> {
  const name = target(request).slice(TARGET_PREFIX.length);
  const actions = await loadActions();
  const action = actions.get(name);
  if (action === undefined) {
    throw new CognitoError(
      'UnsupportedOperationException',
      `${shownInLog(name)} is not supported by this local user pool. Supported: ${[...actions.keys()].join(', ')}.`,
    );
  }
  const caller = signer(action, request, body, services);
  const input = readJson(body);
  requireAccess(action, caller, input, services);
  return action.run(from(services, request), input);
}

/** Beside the services, so that their store stays the one that is open. */
function from(services: Services, request: IncomingMessage): Services {
  const source = { value: sourceOf(request) };
  return Object.create(services, { source }) as Services;
}

/** Who signed the call; null for actions that take none, and where keys are not known. */
function signer(
  action: Action,
  request: IncomingMessage,
  body: Buffer,
  { credentials }: Services,
): Principal | null {
  if (action.access === 'public') return null;
  // The developer's key is known to everybody, other sites among them.
  if (isCrossOrigin(request)) {
    const message = `Pages of other origins may not call ${action.name}: it is for the keys of AWS.`;
    throw new CognitoError('AccessDeniedException', message);
  }
  return requireSignature(request, body, { service: 'cognito-idp', credentials, status: 400 });
}

/** Functions may do what their roles allow; actions on no pool are on all of them. */
function requireAccess(
  { name }: Action,
  caller: Principal | null,
  input: unknown,
  { pools }: Services,
): void {
  if (!caller?.permissions) return;
  const poolId = textOf(recordOf(input)['UserPoolId']);
  const pool = pools.all.find(({ id }) => id === poolId);
  // A pool that is not there is the action's to tell.
  if (poolId !== null && !pool) return;
  requirePermission(caller, [`cognito-idp:${name}`, pool?.arn ?? '*']);
}

function target(request: IncomingMessage): string {
  const header = request.headers['x-amz-target'];
  return typeof header === 'string' ? header : '';
}

function toAwsError(services: Services, error: unknown, where: string): AwsError {
  if (error instanceof AwsError) return error;
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  services.log.error('cognito', `${shownInLog(where)}: ${detail}`);
  return new CognitoError('InternalErrorException', 'Internal error; the log says more.', 500);
}
