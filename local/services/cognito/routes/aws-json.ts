import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

import type { HttpRoute } from '../../../shared/http-route.ts';
import { AwsError, requireSignature } from '../../../aws/index.ts';
import type { Principal } from '../../../aws/credentials.ts';
import { isCrossOrigin } from '../../../shared/cross-origin.ts';
import { shownInLog } from '../../../shared/shown-in-log.ts';
import type { Action } from '../protocol/action.ts';
import { actions } from '../actions/index.ts';
import { CognitoError } from '../protocol/errors.ts';
import { recordOf, textOf } from '../users/properties.ts';
import type { Services } from '../services.ts';
import { readBody, send } from './http.ts';

const TARGET_PREFIX = 'AWSCognitoIdentityProviderService.';

/**
 * The Cognito API in the AWS JSON 1.1 protocol.
 * @see https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html
 */
export function awsJsonRoute(services: Services): HttpRoute {
  return {
    name: 'cognito api',
    anyOrigin: (url) => url.pathname === '/',
    awsServices: ['cognito-idp'],
    matches: (request) => target(request).startsWith(TARGET_PREFIX),
    async handle(request, response) {
      const headers = {
        'content-type': 'application/x-amz-json-1.1',
        'x-amzn-requestid': randomUUID(),
        'cache-control': 'no-store',
      };
      try {
        const output = await runAction(services, request);
        send(response, 200, JSON.stringify(output), headers);
      } catch (error) {
        const known = toCognitoError(services, error, target(request));
        const body = JSON.stringify({ __type: known.type, message: known.message });
        const errorHeaders = { ...headers, 'x-amzn-errortype': `${known.type}:` };
        send(response, known.status, body, errorHeaders);
      }
    },
  };
}

async function runAction(services: Services, request: IncomingMessage): Promise<object> {
  const name = target(request).slice(TARGET_PREFIX.length);
  const body = await readBody(request);
  const action = actions.get(name);
  if (action === undefined) {
    throw new CognitoError(
      'UnsupportedOperationException',
      `${shownInLog(name)} is not supported by this local user pool. Supported: ${[...actions.keys()].join(', ')}.`,
    );
  }
  const caller = signer(action, request, body, services);
  const input = parseJson(body);
  requirePermission(action, caller, input, services);
  return action.run(services, input);
}

/** Who signed the call; null for actions that take none, and where keys are not known. */
function signer(
  action: Action,
  request: IncomingMessage,
  body: string,
  { credentials }: Services,
): Principal | null {
  if (action.access === 'public') return null;
  // The developer's key is known to everybody, other sites among them.
  if (isCrossOrigin(request)) {
    const message = `Pages of other origins may not call ${action.name}: it is for the keys of AWS.`;
    throw new CognitoError('AccessDeniedException', message);
  }
  try {
    return requireSignature(request, body, { service: 'cognito-idp', credentials });
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    throw new CognitoError(error.type, error.message);
  }
}

/** Functions may do what their roles allow; actions on no pool are on all of them. */
function requirePermission(
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
  const refusal = caller.permissions.refusal(`cognito-idp:${name}`, pool?.arn ?? '*');
  if (refusal !== null) throw new CognitoError('AccessDeniedException', refusal);
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body === '' ? '{}' : body) as unknown;
  } catch {
    throw new CognitoError('SerializationException', 'The request body is not valid JSON.');
  }
}

function target(request: IncomingMessage): string {
  const header = request.headers['x-amz-target'];
  return typeof header === 'string' ? header : '';
}

function toCognitoError(services: Services, error: unknown, where: string): CognitoError {
  if (error instanceof CognitoError) return error;
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  services.log.error('cognito', `${shownInLog(where)}: ${detail}`);
  return new CognitoError('InternalErrorException', 'Internal error; the log says more.', 500);
}
