import type { GraphqlRequest } from '../graphql/types.ts';

/** A request that carries no GraphQL, in AppSync's words. */
export interface BadRequest {
  readonly errorType: 'MalformedHttpRequestException';
  readonly message: string;
}

const EMPTY: BadRequest = {
  errorType: 'MalformedHttpRequestException',
  message: 'Request body is empty.',
};

const UNREADABLE: BadRequest = {
  errorType: 'MalformedHttpRequestException',
  message: 'Unable to parse GraphQL query.',
};

/**
 * The operation in a POST body. Texts of refusals are AppSync's own.
 * @see https://github.com/graphql/graphql-over-http/issues/81
 */
export function operationOfBody(body: string): GraphqlRequest | BadRequest {
  if (body.trim() === '') return EMPTY;
  try {
    return checked(JSON.parse(body));
  } catch {
    return UNREADABLE;
  }
}

/** The operation in the query parameters of a GET. */
export function operationOfQuery(url: URL): GraphqlRequest | BadRequest {
  const variables = url.searchParams.get('variables');
  try {
    return checked({
      query: url.searchParams.get('query'),
      variables: variables ? (JSON.parse(variables) as unknown) : null,
      operationName: url.searchParams.get('operationName'),
    });
  } catch {
    return UNREADABLE;
  }
}

function checked(value: unknown): GraphqlRequest | BadRequest {
  if (typeof value !== 'object' || value === null) return UNREADABLE;
  const { query, variables = null, operationName = null } = value as Record<string, unknown>;
  if (typeof query !== 'string') return UNREADABLE;
  if (typeof variables !== 'object' || Array.isArray(variables)) return UNREADABLE;
  if (operationName !== null && typeof operationName !== 'string') return UNREADABLE;
  return { query, variables: variables as Record<string, unknown> | null, operationName };
}
