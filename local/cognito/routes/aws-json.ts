import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

import type { HttpRoute } from '../../shared/http-route.ts';
import type { Action } from '../action.ts';
import { actions } from '../actions/index.ts';
import { CognitoError } from '../errors.ts';
import type { Services } from '../services.ts';
import { readBody, send } from './http.ts';

const targetPrefix = 'AWSCognitoIdentityProviderService.';

/**
 * The Cognito API in the AWS JSON 1.1 protocol.
 * @see https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html
 */
export function awsJsonRoute(services: Services): HttpRoute {
  return {
    name: 'cognito api',
    matches: (request) => target(request).startsWith(targetPrefix),
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
  const name = target(request).slice(targetPrefix.length);
  const body = await readBody(request);
  const action = actions.get(name);
  if (action === undefined) {
    throw new CognitoError(
      'UnsupportedOperationException',
      `${name} is not supported by this local user pool. Supported: ${[...actions.keys()].join(', ')}.`,
    );
  }
  requireCredentials(action, request);
  return action.run(services, parseJson(body));
}

// Whose credentials they are does not matter on this machine, but code that forgets to sign must fail as in AWS.
const credentialForm =
  /^AWS4-HMAC-SHA256 Credential=[^/\s,]+\/\d{8}\/[a-z0-9-]+\/cognito-idp\/aws4_request,\s*SignedHeaders=[^\s,]+,\s*Signature=[0-9a-f]{64}$/;

function requireCredentials(action: Action, request: IncomingMessage): void {
  if (action.access === 'public') return;
  const authorization = request.headers.authorization;
  if (authorization === undefined) {
    throw new CognitoError('MissingAuthenticationTokenException', 'Missing Authentication Token');
  }
  if (!credentialForm.test(authorization)) {
    throw new CognitoError(
      'IncompleteSignatureException',
      'Authorization header requires an AWS4-HMAC-SHA256 signature for the service cognito-idp.',
    );
  }
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
  services.log.error('cognito', `${where}: ${detail}`);
  return new CognitoError('InternalErrorException', 'Internal error; the log says more.', 500);
}
