import type { Auth } from './auth/auth.ts';
import {
  ConnectionError,
  FirewallError,
  readErrors,
  refusesCredentials,
  requestError,
} from './errors.ts';

/** Options of one query or mutation. */
export interface RequestOptions {
  readonly signal?: AbortSignal;
}

interface Endpoint {
  readonly graphqlUrl: string;
  readonly auth: Auth;
  readonly fetch: typeof fetch;
}

interface Answer {
  readonly status: number;
  readonly body: { readonly data?: unknown; readonly errors?: unknown };
}

/**
 * Sends one operation over HTTP and returns its data. Refused credentials are renewed once.
 * @throws GraphqlRequestError when the answer has errors, also beside partial data
 * @throws FirewallError when the firewall before the API answers
 * @throws ConnectionError when no GraphQL API answers
 */
export async function execute(
  endpoint: Endpoint,
  query: string,
  variables: unknown,
  { signal }: RequestOptions = {},
): Promise<unknown> {
  const body = JSON.stringify({ query, variables: variables ?? {} });
  let answer = await post(endpoint, body, await endpoint.auth.headers(), signal);
  let errors = readErrors(answer.body.errors);
  // Refused credentials mean that nothing was executed, so even a mutation may be sent again.
  if (answer.status === 401 && refusesCredentials(errors)) {
    answer = await post(endpoint, body, await endpoint.auth.headers({ fresh: true }), signal);
    errors = readErrors(answer.body.errors);
  }
  const { data } = answer.body;
  if (errors.length > 0) throw requestError(errors, { data, status: answer.status });
  return data;
}

async function post(
  { graphqlUrl, fetch: send }: Endpoint,
  body: string,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal | undefined,
): Promise<Answer> {
  const response = await send(graphqlUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
    ...(signal && { signal }),
  }).catch((error: unknown) => {
    if (signal?.aborted) throw error;
    throw new ConnectionError(`${graphqlUrl} cannot be reached`, { cause: error });
  });
  const answer: unknown = await response.json().catch((error: unknown) => {
    if (signal?.aborted) throw error;
    return null;
  });
  if (typeof answer !== 'object' || answer === null || !('data' in answer || 'errors' in answer)) {
    // With a page of its own, as a firewall before a custom domain has.
    if (response.status === 403 && answer === null) throw new FirewallError(response.status);
    throw new ConnectionError(
      `${graphqlUrl} answered HTTP status ${response.status} without a GraphQL result`,
    );
  }
  return { status: response.status, body: answer };
}
