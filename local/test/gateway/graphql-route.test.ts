import { gunzipSync } from 'node:zlib';
import { request as httpRequest } from 'node:http';
import { describe, expect, test } from 'vitest';
import { createGraphqlRoute } from '../../gateway/index.ts';
import type { AuthRequest, Refusal } from '../../auth/types.ts';
import type { GraphqlAnswer, GraphqlRequest, RequestContext } from '../../graphql/types.ts';
import type { Caller } from '../../shared/identity.ts';
import { withGateway } from './with-gateway.ts';

const CALLER: Caller = { mode: 'API_KEY', identity: null, deniedFields: [] };

/** The route before an engine that answers what it is told, recording what both sides are given. */
async function withRoute(
  options: { refusal?: Refusal; data?: Record<string, unknown>; answer?: GraphqlAnswer } = {},
) {
  const executed: { request: GraphqlRequest; context: RequestContext }[] = [];
  const authenticated: AuthRequest[] = [];
  const route = createGraphqlRoute(
    { apiId: 'trial', name: 'trial', path: '/graphql' },
    {
      authenticate(request) {
        authenticated.push(request);
        return Promise.resolve(options.refusal ?? CALLER);
      },
      engine: {
        execute(request, context) {
          executed.push({ request, context });
          const body = { data: options.data ?? { a: 1 } };
          const answer = { status: 200, body, headers: { 'x-own': 'yes' } };
          return Promise.resolve(options.answer ?? answer);
        },
      },
    },
  );
  const gateway = await withGateway([route]);
  return { url: `${gateway.url}/graphql`, executed, authenticated };
}

const post = (url: string, body: string, headers: Record<string, string> = {}) =>
  fetch(url, { method: 'POST', body, headers });

describe('POST', () => {
  test('POST: hands the operation to the engine and its answer to the client', async () => {
    const { url, executed } = await withRoute();
    const body = { query: '{ a }', variables: { v: 1 }, operationName: 'N' };
    const answer = await post(url, JSON.stringify(body));
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({ data: { a: 1 } });
    expect(answer.headers.get('x-own')).toBe('yes');
    expect(answer.headers.get('x-amzn-appsync-tokensconsumed')).toBe('1');
    expect(executed[0]?.request).toEqual(body);
    expect(executed[0]?.context.caller).toBe(CALLER);
    expect(executed[0]?.context.requestId).toBe(answer.headers.get('x-amzn-requestid'));
  });

  test('POST: resolvers see lower-case headers without the cookie', async () => {
    const { url, executed } = await withRoute();
    await post(url, '{"query":"{ a }"}', { Cookie: 'session=1', 'X-Own': 'b' });
    expect(executed[0]?.context.request.headers).toMatchObject({ 'x-own': 'b' });
    expect(executed[0]?.context.request.headers).not.toHaveProperty('cookie');
  });

  test('POST: resolvers see the id that the answer has, whatever the client sent', async () => {
    const { url, executed } = await withRoute();
    const answer = await post(url, '{"query":"{ a }"}', { 'X-Amzn-RequestId': 'chosen' });
    const id = answer.headers.get('x-amzn-requestid');
    expect(id).not.toBe('chosen');
    expect(executed[0]?.context).toMatchObject({
      requestId: id,
      request: { headers: { 'x-amzn-requestid': id } },
    });
  });

  test('POST: authorization is given the body as sent and where it came from', async () => {
    const { url, authenticated } = await withRoute();
    const body = '{ "query": "{ a }" }';
    await post(url, body, { 'x-forwarded-for': '1.2.3.4, 5.6.7.8', authorization: 'T' });
    expect(authenticated[0]).toMatchObject({
      method: 'POST',
      path: '/graphql',
      channel: 'http',
      body,
      sourceIp: ['1.2.3.4', '5.6.7.8', '127.0.0.1'],
      headers: { authorization: 'T' },
      operation: { query: '{ a }' },
    });
  });

  test.each([
    ['', 'Request body is empty.'],
    ['  \n', 'Request body is empty.'],
    ['meow', 'Unable to parse GraphQL query.'],
    ['{}', 'Unable to parse GraphQL query.'],
    ['{}}', 'Unable to parse GraphQL query.'],
    ['[]', 'Unable to parse GraphQL query.'],
    ['[{"query":"{ a }"}]', 'Unable to parse GraphQL query.'],
    ['null', 'Unable to parse GraphQL query.'],
    ['{"query":1}', 'Unable to parse GraphQL query.'],
    ['{"query":"{ a }","variables":[]}', 'Unable to parse GraphQL query.'],
    ['{"query":"{ a }","variables":"{}"}', 'Unable to parse GraphQL query.'],
    ['{"query":"{ a }","operationName":1}', 'Unable to parse GraphQL query.'],
  ])('POST: body %j is refused with 400 %s', async (body, message) => {
    const { url, executed } = await withRoute();
    const answer = await post(url, body);
    expect(answer.status).toBe(400);
    expect(answer.headers.get('x-amzn-errortype')).toBe('MalformedHttpRequestException');
    expect(await answer.json()).toEqual({
      errors: [{ message, errorType: 'MalformedHttpRequestException' }],
    });
    expect(executed).toEqual([]);
  });

  test('POST: a body over 5 MiB is refused with 413 and not kept', async () => {
    const { url, executed } = await withRoute();
    const answer = await post(url, ' '.repeat(5 * 1024 * 1024 + 1));
    expect(answer.status).toBe(413);
    expect(await answer.json()).toMatchObject({
      errors: [{ errorType: 'MalformedHttpRequestException' }],
    });
    expect(executed).toEqual([]);
  });

  test('POST: a refused caller gets 401 in the print of AppSync, before any fault in the body', async () => {
    const { url, executed } = await withRoute({
      refusal: {
        status: 401,
        errorType: 'UnauthorizedException',
        message: 'Valid authorization header not provided.',
      },
    });
    const answer = await post(url, 'meow');
    expect(answer.status).toBe(401);
    expect(answer.headers.get('x-amzn-errortype')).toBe('UnauthorizedException');
    expect(await answer.text()).toBe(
      [
        '{',
        '  "errors" : [ {',
        '    "errorType" : "UnauthorizedException",',
        '    "message" : "Valid authorization header not provided."',
        '  } ]',
        '}',
      ].join('\n'),
    );
    expect(executed).toEqual([]);
  });

  test('POST: a body that carries no GraphQL gets 400 in the print of AppSync', async () => {
    const { url } = await withRoute();
    const answer = await post(url, 'meow');
    expect(await answer.text()).toBe(
      [
        '{',
        '  "errors" : [ {',
        '    "message" : "Unable to parse GraphQL query.",',
        '    "errorType" : "MalformedHttpRequestException"',
        '  } ]',
        '}',
      ].join('\n'),
    );
  });

  test('POST: what the engine cannot execute is told in the same way', async () => {
    const error = { message: 'Missing operation name.', errorType: 'BadRequestException' };
    const { url } = await withRoute({
      answer: { status: 400, body: { errors: [error] }, headers: {} },
    });
    const answer = await post(url, '{"query":"query A { a } query B { a }"}');
    expect(answer.status).toBe(400);
    expect(answer.headers.get('x-amzn-errortype')).toBe('BadRequestException');
    expect(await answer.json()).toEqual({ errors: [error] });
  });

  test('POST: the content type is not looked at', async () => {
    const { url, executed } = await withRoute();
    await post(url, '{"query":"{ a }"}', { 'content-type': 'application/graphql' });
    await post(url, '{"query":"{ a }"}', { 'content-type': 'text/plain' });
    expect(executed).toHaveLength(2);
  });
});

describe('GET', () => {
  test('GET: reads query, variables and operationName from the query string', async () => {
    const { url, executed } = await withRoute();
    const search = new URLSearchParams({
      query: 'query N($v: Int) { a }',
      variables: '{"v":1}',
      operationName: 'N',
    });
    const answer = await fetch(`${url}?${search.toString()}`);
    expect(answer.status).toBe(200);
    expect(executed[0]?.request).toEqual({
      query: 'query N($v: Int) { a }',
      variables: { v: 1 },
      operationName: 'N',
    });
  });

  test.each(['', '?query=%7Ba%7D&variables=meow'])(
    'GET: %j is refused with 400',
    async (search) => {
      const { url } = await withRoute();
      const answer = await fetch(url + search);
      expect(answer.status).toBe(400);
      expect(await answer.json()).toMatchObject({
        errors: [{ message: 'Unable to parse GraphQL query.' }],
      });
    },
  );

  test('PUT: is refused with 405 and the methods there are', async () => {
    const { url } = await withRoute();
    const answer = await fetch(url, { method: 'PUT', body: '{}' });
    expect(answer.status).toBe(405);
    expect(answer.headers.get('allow')).toContain('POST');
  });
});

describe('gzip', () => {
  /** fetch unpacks by itself; this one does not. */
  const raw = (url: string, accept: string) =>
    new Promise<{ encoding: string | undefined; bytes: Buffer }>((resolve, reject) => {
      const sent = httpRequest(
        url,
        { method: 'POST', headers: { 'accept-encoding': accept } },
        (answer) => {
          const chunks: Buffer[] = [];
          answer.on('data', (chunk: Buffer) => chunks.push(chunk));
          answer.on('end', () =>
            resolve({
              encoding: answer.headers['content-encoding'],
              bytes: Buffer.concat(chunks),
            }),
          );
        },
      );
      sent.on('error', reject).end('{"query":"{ a }"}');
    });
  // {"data":{"a":"…"}} is 17 bytes around the text.
  const ofLength = (bytes: number) => ({ a: 'x'.repeat(bytes - 17) });

  test.each([
    [999, 'gzip', undefined],
    [1_000, 'gzip', 'gzip'],
    [1_000, 'deflate, gzip;q=0.5', 'gzip'],
    [1_000, 'gzip;q=0', undefined],
    [1_000, 'br', undefined],
    [100_000, 'gzip', 'gzip'],
    [10_000_000, 'gzip', 'gzip'],
    [10_000_001, 'gzip', undefined],
  ])('POST: %i bytes with Accept-Encoding %s are sent as %s', async (bytes, accept, encoding) => {
    const data = ofLength(bytes);
    const { url } = await withRoute({ data });
    const answer = await raw(url, accept);
    expect(answer.encoding).toBe(encoding);
    const plain = encoding ? gunzipSync(answer.bytes) : answer.bytes;
    expect(plain.length).toBe(bytes);
    expect(JSON.parse(plain.toString())).toEqual({ data });
  });
});
