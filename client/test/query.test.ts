import { afterEach, describe, expect, test } from 'vitest';

import {
  ConnectionError,
  createClient,
  CreateUserDocument,
  FirewallError,
  GetUserDocument,
  GraphqlRequestError,
  MeDocument,
  textOf,
  tokenAuth,
} from '../index.ts';
import type { Client } from '../index.ts';
import { withHttpAnswers } from 'appsync-on-a-laptop/testing/http-answers';
import type {
  HttpAnswers,
  SeenRequest,
  ServerAnswer,
} from 'appsync-on-a-laptop/testing/http-answers';

let server: HttpAnswers;
afterEach(() => server.stop());

async function clientThatHears(
  answer: (request: SeenRequest, number: number) => ServerAnswer | Promise<ServerAnswer>,
  getToken: (options: { fresh: boolean }) => string = () => 'token',
): Promise<Client> {
  server = await withHttpAnswers(answer);
  return createClient({
    graphqlUrl: `${server.url}/graphql`,
    realtimeUrl: `${server.url}/graphql/realtime`,
    auth: tokenAuth(getToken),
  });
}

const UNAUTHORIZED: ServerAnswer = {
  status: 401,
  body: { errors: [{ errorType: 'UnauthorizedException', message: 'Token has expired.' }] },
};

describe('query and mutate', () => {
  test('query: posts document, variables and credentials, and returns typed data', async () => {
    const client = await clientThatHears(() => ({ body: { data: { getUser: { id: 'u1' } } } }));
    const { getUser } = await client.query(GetUserDocument, { id: 'u1' });
    const id: string | undefined = getUser?.id;
    expect(id).toBe('u1');
    expect(server.requests).toMatchObject([
      {
        method: 'POST',
        url: '/graphql',
        headers: { authorization: 'token', 'content-type': 'application/json' },
      },
    ]);
    expect(JSON.parse(server.requests[0]?.body ?? '')).toEqual({
      query: textOf(GetUserDocument),
      variables: { id: 'u1' },
    });
  });

  test('variables: may be left out where none is required, and only there', async () => {
    const client = await clientThatHears(() => ({ body: { data: { me: null } } }));
    expect(await client.query(MeDocument)).toEqual({ me: null });
    // @ts-expect-error the document requires an id
    expect(await client.query(GetUserDocument)).toEqual({ me: null });
    // @ts-expect-error the id is a string
    expect(await client.query(GetUserDocument, { id: 1 })).toEqual({ me: null });
    expect(await client.query('{ me { id } }')).toEqual({ me: null });
  });

  test('errors: are thrown with errorType, errorInfo, path and partial data', async () => {
    const errors = [
      {
        path: ['createUser'],
        data: null,
        errorType: 'ValidationFailed',
        errorInfo: [{ field: 'email', rule: 'format', message: 'is not an address' }],
        locations: [{ line: 2, column: 3, sourceName: null }],
        message: 'The input is not valid',
      },
      { message: 'second' },
    ];
    const client = await clientThatHears(() => ({ body: { data: { createUser: null }, errors } }));
    const input = { email: 'x', firstName: 'A', lastName: 'B' };
    const error = await client.mutate(CreateUserDocument, { input }).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(GraphqlRequestError);
    expect(error).toMatchObject({
      name: 'GraphqlRequestError',
      message: 'The input is not valid; second',
      errorType: 'ValidationFailed',
      errorInfo: [{ field: 'email', rule: 'format', message: 'is not an address' }],
      path: ['createUser'],
      data: { createUser: null },
      status: 200,
      errors,
    });
  });

  test('refused credentials: are renewed once and the operation is sent again', async () => {
    const client = await clientThatHears(
      ({ headers }) =>
        headers.authorization === 'new' ? { body: { data: { me: null } } } : UNAUTHORIZED,
      ({ fresh }) => (fresh ? 'new' : 'old'),
    );
    expect(await client.query(MeDocument)).toEqual({ me: null });
    expect(server.requests.map(({ headers }) => headers.authorization)).toEqual(['old', 'new']);
  });

  test('credentials refused again: the refusal is thrown', async () => {
    const client = await clientThatHears(() => UNAUTHORIZED);
    await expect(client.query(MeDocument)).rejects.toMatchObject({
      errorType: 'UnauthorizedException',
      status: 401,
      message: 'Token has expired.',
    });
    expect(server.requests).toHaveLength(2);
  });

  test.each<[string, ServerAnswer]>([
    [
      'as AppSync words it',
      {
        status: 403,
        body: { errors: [{ errorType: 'WAFForbiddenException', message: '403 Forbidden' }] },
      },
    ],
    ['of another one, before a custom domain', { status: 403, body: '<html>Forbidden</html>' }],
  ])('the refusal of a firewall, %s: is a FirewallError', async (_whose, answer) => {
    const client = await clientThatHears(() => answer);
    const error = await client.query(MeDocument).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(FirewallError);
    expect(error).toBeInstanceOf(GraphqlRequestError);
    expect(error).toMatchObject({
      name: 'FirewallError',
      errorType: 'WAFForbiddenException',
      status: 403,
    });
    expect(String(error)).toContain('Wait some minutes');
    expect(server.requests).toHaveLength(1);
  });

  test('an answer that is no GraphQL result: names URL and status', async () => {
    const client = await clientThatHears(() => ({ status: 502, body: '<html>Bad gateway</html>' }));
    const error = await client.query(MeDocument).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(ConnectionError);
    expect(String(error)).toContain(`${server.url}/graphql answered HTTP status 502`);
  });

  test('an unreachable API: names the URL and keeps the cause', async () => {
    const client = await clientThatHears(() => ({ body: {} }));
    await server.stop();
    const error = await client.query(MeDocument).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(ConnectionError);
    expect(error).toMatchObject({
      message: `${server.url}/graphql cannot be reached`,
      cause: expect.any(Error) as Error,
    });
    server = await withHttpAnswers(() => ({ body: {} }));
  });

  test('AbortSignal: rejects with the reason of the abort', async () => {
    const abort = new AbortController();
    const client = await clientThatHears(() => {
      abort.abort();
      return new Promise(() => {});
    });
    await expect(client.query(MeDocument, {}, { signal: abort.signal })).rejects.toMatchObject({
      name: 'AbortError',
    });
  });
});
