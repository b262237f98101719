import type { TypedDocumentString } from '../../generated/client-operations.ts';
import type { GraphqlResult } from 'appsync-on-a-laptop';

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

/** A signed-in caller of the API, typed by the generated documents. */
export interface Caller {
  send<TData, TVariables extends object>(
    document: TypedDocumentString<TData, TVariables>,
    variables: TVariables,
  ): Promise<HttpAnswer<TData>>;
  /** Like send, and fails the test when the answer has errors. */
  data<TData, TVariables extends object>(
    document: TypedDocumentString<TData, TVariables>,
    variables: TVariables,
  ): Promise<TData>;
  readonly token: string;
}

export function callerWith(url: string, token: string): Caller {
  const send = async <TData, TVariables extends object>(
    document: TypedDocumentString<TData, TVariables>,
    variables: TVariables,
  ): Promise<HttpAnswer<TData>> =>
    (await post(url, document.toString(), variables, token)) as HttpAnswer<TData>;
  return {
    token,
    send,
    async data(document, variables) {
      const answer = await send(document, variables);
      if (answer.status !== 200 || answer.body.errors !== undefined) {
        throw new Error(`HTTP ${answer.status}: ${JSON.stringify(answer.body.errors)}`);
      }
      return answer.body.data as NonNullable<typeof answer.body.data>;
    },
  };
}
