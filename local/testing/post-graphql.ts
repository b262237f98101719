import type { GraphqlResult } from '../shared/graphql-error.ts';

/** What came back over HTTP, before anybody judged it. */
export interface HttpAnswer<TData = Record<string, unknown>> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Omit<GraphqlResult, 'data'> & { readonly data?: TData | null };
}

/** Sends a body as it is: for malformed requests. */
export async function postRaw(
  url: string,
  body: string,
  headers: Record<string, string> = {},
): Promise<HttpAnswer> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: JSON.parse(text) as HttpAnswer['body'],
  };
}

/** Sends query text with variables and, if given, a token. */
export function post(
  url: string,
  query: string,
  variables: object = {},
  token?: string,
): Promise<HttpAnswer> {
  return postRaw(
    url,
    JSON.stringify({ query, variables }),
    token === undefined ? {} : { authorization: token },
  );
}
