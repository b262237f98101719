import type { IncomingMessage, ServerResponse } from 'node:http';

import type { UserPoolClient } from '../../../assembly/model.ts';
import { CognitoError } from '../protocol/errors.ts';
import type { Pool } from '../pool/pool.ts';
import { secretMatches } from '../credentials/secret-hash.ts';
import type { Services } from '../services.ts';
import { sendJson } from '../../../shared/send.ts';
import { readForm } from './http.ts';

/** An OAuth 2.0 error: RFC 6749 section 5.2. */
export class OAuthError extends Error {
  override readonly name = 'OAuthError';
  readonly code: string;
  readonly status: number;

  constructor(code: string, message: string, status = 400) {
    super(message);
    this.code = code;
    this.status = status;
  }
}

/** A form post with the client that made it. */
export interface ClientRequest {
  readonly form: URLSearchParams;
  readonly pool: Pool;
  readonly client: UserPoolClient;
}

/**
 * Reads the form and authenticates the client, by Basic credentials or by the form.
 * @throws OAuthError invalid_request, invalid_client
 */
export async function readClientRequest(
  services: Services,
  request: IncomingMessage,
): Promise<ClientRequest> {
  const type = request.headers['content-type'] ?? '';
  if (!type.toLowerCase().startsWith('application/x-www-form-urlencoded')) {
    throw new OAuthError(
      'invalid_request',
      'Content-Type must be application/x-www-form-urlencoded',
    );
  }
  const form = await readForm(request);
  const repeated = [...new Set(form.keys())].some((name) => form.getAll(name).length > 1);
  if (repeated) throw new OAuthError('invalid_request', 'A parameter is given more than once');
  const { clientId, secret } = credentialsOf(request, form);
  const found = findClient(services, clientId);
  if (!secretMatches(found.client, secret))
    throw new OAuthError('invalid_client', 'Client authentication failed');
  return { form, ...found };
}

/** Answers with what `work` returns, or with its error. */
export async function answerOAuth(
  services: Services,
  response: ServerResponse,
  work: () => Promise<object | null>,
): Promise<void> {
  const headers = { 'cache-control': 'no-store', pragma: 'no-cache' };
  try {
    const body = await work();
    if (body === null) response.writeHead(200, headers).end();
    else sendJson(response, 200, body, headers);
  } catch (error) {
    const { code, status, message } = toOAuthError(services, error);
    const body = { error: code, error_description: message };
    const challenge: Record<string, string> =
      status === 401 ? { 'www-authenticate': 'Bearer' } : {};
    sendJson(response, status, body, { ...headers, ...challenge });
  }
}

/**
 * @throws OAuthError invalid_client
 */
export function findClient(
  services: Services,
  clientId: string | null,
): { pool: Pool; client: UserPoolClient } {
  try {
    return services.pools.client(clientId ?? '');
  } catch {
    throw new OAuthError('invalid_client', 'The client does not exist');
  }
}

function credentialsOf(
  request: IncomingMessage,
  form: URLSearchParams,
): { clientId: string | null; secret: string | null } {
  const basic = /^Basic ([A-Za-z0-9+/=]+)$/i.exec(request.headers.authorization ?? '');
  if (basic === null) return { clientId: form.get('client_id'), secret: form.get('client_secret') };
  const text = Buffer.from(basic[1] ?? '', 'base64').toString('utf8');
  const colon = text.indexOf(':');
  if (colon < 0) throw new OAuthError('invalid_client', 'Basic credentials need a colon');
  const clientId = text.slice(0, colon);
  const inForm = form.get('client_id');
  if (inForm !== null && inForm !== clientId) {
    throw new OAuthError('invalid_request', 'client_id differs from the Basic credentials');
  }
  return { clientId, secret: text.slice(colon + 1) };
}

function toOAuthError(services: Services, error: unknown): OAuthError {
  if (error instanceof OAuthError) return error;
  if (error instanceof CognitoError) {
    return new OAuthError(
      error.status === 413 ? 'invalid_request' : 'invalid_grant',
      error.message,
      error.status,
    );
  }
  services.log.error('cognito', error instanceof Error ? (error.stack ?? '') : String(error));
  return new OAuthError('server_error', 'Internal error; the log says more.', 500);
}
