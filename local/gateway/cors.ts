import type { IncomingMessage, ServerResponse } from 'node:http';

/** What AWS's clients send; whatever else a preflight asks for is allowed too. */
const HEADERS = [
  'accept',
  'amz-sdk-invocation-id',
  'amz-sdk-request',
  'authorization',
  'cache-control',
  'content-type',
  'x-amz-content-sha256',
  'x-amz-date',
  'x-amz-security-token',
  'x-amz-target',
  'x-amz-user-agent',
  'x-api-key',
];

const EXPOSED = 'x-amzn-RequestId,x-amzn-ErrorType,x-amz-request-id,x-amzn-appsync-TokensConsumed';

/** AppSync and Cognito answer any origin. */
export function setCorsHeaders(response: ServerResponse): void {
  response.setHeader('access-control-allow-origin', '*');
  response.setHeader('access-control-expose-headers', EXPOSED);
}

/** Answers OPTIONS for every path. */
export function answerPreflight(request: IncomingMessage, response: ServerResponse): void {
  const asked = (request.headers['access-control-request-headers'] ?? '')
    .split(',')
    .map((name) => name.trim().toLowerCase())
    .filter((name) => /^[\w-]+$/.test(name));
  response.writeHead(204, {
    'access-control-allow-headers': [...new Set([...HEADERS, ...asked])].join(','),
    'access-control-allow-methods': 'GET,HEAD,POST,PUT,DELETE,OPTIONS',
    'access-control-max-age': '172800',
    vary: 'access-control-request-headers',
  });
  response.end();
}
