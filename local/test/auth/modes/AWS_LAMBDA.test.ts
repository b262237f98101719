import { describe, expect, test } from 'vitest';
import type { AuthProvider } from '../../../assembly/model.ts';
import type { InvokeResult } from '../../../services/lambda/index.ts';
import { LocalError } from '../../../shared/errors.ts';
import {
  accessClaims,
  authenticator,
  cognito,
  issuerServer,
  refusal,
  requestWith,
  stoppedClock,
} from '../harness.ts';

const NOT_AUTHORIZED = refusal('You are not authorized to make this call.');
const functionArn = 'arn:aws:lambda:us-east-1:000000000000:function:authorize';
const provider = (change: Record<string, unknown> = {}): AuthProvider => ({
  type: 'AWS_LAMBDA',
  functionArn,
  resultTtl: 0,
  identityValidationExpression: null,
  ...change,
});

/** An authorizer function that answers this and keeps what it was called with. */
function authorizer(answer: unknown): {
  readonly calls: { name: string; event: unknown }[];
  invoke(name: string, event: unknown): Promise<InvokeResult>;
} {
  const calls: { name: string; event: unknown }[] = [];
  return {
    calls,
    invoke(name, event) {
      calls.push({ name, event });
      return Promise.resolve({ ok: true, payload: answer });
    },
  };
}
const request = requestWith(
  { authorization: 'secret-1', host: 'localhost:4000' },
  { requestId: 'r1' },
);

describe('admitted', () => {
  test('isAuthorized: gives resolverContext and the denied fields', async () => {
    const lambda = authorizer({
      isAuthorized: true,
      resolverContext: { tenant: 'a', level: 3 },
      deniedFields: [
        'User.email',
        'arn:aws:appsync:us-east-1:000000000000:apis/localapi/types/Mutation/fields/deleteUser',
      ],
    });
    expect(await authenticator([provider()], { lambda }).authenticate(request)).toEqual({
      mode: 'AWS_LAMBDA',
      identity: { resolverContext: { tenant: 'a', level: 3 } },
      deniedFields: ['User.email', 'Mutation.deleteUser'],
    });
  });

  test('deniedFields of another API that has the same function: deny nothing here', async () => {
    const other = 'arn:aws:appsync:us-east-1:000000000000:apis/other/types/User/fields/email';
    const lambda = authorizer({ isAuthorized: true, deniedFields: [other] });
    const caller = await authenticator([provider()], { lambda }).authenticate(request);
    expect(caller).toMatchObject({ deniedFields: [other] });
  });

  test('event: is the documented one', async () => {
    const lambda = authorizer({ isAuthorized: true });
    const operation = { query: 'query Q($a: Int) { x }', operationName: 'Q', variables: { a: 1 } };
    await authenticator([provider()], { lambda }).authenticate({ ...request, operation });
    expect(lambda.calls).toEqual([
      {
        name: functionArn,
        event: {
          authorizationToken: 'secret-1',
          requestContext: {
            apiId: 'localapi',
            accountId: '000000000000',
            requestId: 'r1',
            queryString: 'query Q($a: Int) { x }',
            operationName: 'Q',
            variables: { a: 1 },
          },
          requestHeaders: {
            authorization: 'secret-1',
            host: 'localhost:4000',
            'x-amzn-requestid': 'r1',
          },
        },
      },
    ]);
  });

  test('real-time handshake: operationName is DeepDish:Connect', async () => {
    const lambda = authorizer({ isAuthorized: true });
    await authenticator([provider()], { lambda }).authenticate(
      requestWith({ authorization: 't' }, { channel: 'connect', operation: null, body: '{}' }),
    );
    expect(lambda.calls[0]?.event).toMatchObject({
      requestContext: { operationName: 'DeepDish:Connect' },
    });
  });

  test('no TTL: the function is asked each time', async () => {
    const lambda = authorizer({ isAuthorized: true });
    const { authenticate } = authenticator([provider()], { lambda });
    await authenticate(request);
    await authenticate(request);
    expect(lambda.calls).toHaveLength(2);
  });

  test('TTL of the API: the answer holds so long, for that token', async () => {
    const lambda = authorizer({ isAuthorized: true });
    const clock = stoppedClock();
    const { authenticate } = authenticator([provider({ resultTtl: 60 })], { lambda, clock });
    await authenticate(request);
    clock.time += 59_000;
    await authenticate(request);
    expect(lambda.calls).toHaveLength(1);
    await authenticate(requestWith({ authorization: 'secret-2' }));
    expect(lambda.calls).toHaveLength(2);
    clock.time += 2_000;
    await authenticate(request);
    expect(lambda.calls).toHaveLength(3);
  });

  test('ttlOverride 0: switches the TTL of the API off', async () => {
    const lambda = authorizer({ isAuthorized: true, ttlOverride: 0 });
    const { authenticate } = authenticator([provider({ resultTtl: 60 })], { lambda });
    await authenticate(request);
    await authenticate(request);
    expect(lambda.calls).toHaveLength(2);
  });
});

describe('refused', () => {
  test.each([
    [{ isAuthorized: false }],
    [{}],
    [null],
    ['yes'],
    [{ isAuthorized: 'true' }],
    [{ isAuthorized: true, resolverContext: { nested: {} } }],
  ])('answer %j', async (answer) => {
    const lambda = authorizer(answer);
    const { authenticate } = authenticator([provider()], { lambda });
    expect(await authenticate(request)).toEqual(NOT_AUTHORIZED);
  });

  test('refusal: is never remembered', async () => {
    const lambda = authorizer({ isAuthorized: false, ttlOverride: 60 });
    const { authenticate } = authenticator([provider({ resultTtl: 60 })], { lambda });
    await authenticate(request);
    await authenticate(request);
    expect(lambda.calls).toHaveLength(2);
  });

  test('function that throws', async () => {
    const failed = { ok: false, error: { errorType: 'Error', errorMessage: 'x' } } as const;
    const lambda = { invoke: () => Promise.resolve(failed) };
    const { authenticate } = authenticator([provider()], { lambda });
    expect(await authenticate(request)).toEqual(NOT_AUTHORIZED);
  });

  test('function that takes more than 10 seconds', async () => {
    const clock = stoppedClock();
    const lambda = { invoke: () => new Promise<never>(() => undefined) };
    const { authenticate } = authenticator([provider()], { lambda, clock });
    const outcome = authenticate(request);
    clock.timers[0]?.();
    expect(await outcome).toEqual(NOT_AUTHORIZED);
  });

  test('IdentityValidationExpression: a token that does not match never reaches the function', async () => {
    const lambda = authorizer({ isAuthorized: true });
    const identityValidationExpression = '^key-[0-9]+$';
    const { authenticate } = authenticator([provider({ identityValidationExpression })], {
      lambda,
    });
    expect(await authenticate(request)).toEqual(NOT_AUTHORIZED);
    expect(lambda.calls).toEqual([]);
    expect(await authenticate(requestWith({ authorization: 'key-7' }))).toMatchObject({
      mode: 'AWS_LAMBDA',
    });
  });

  test('IdentityValidationExpression with flags of Java: is read', async () => {
    const lambda = authorizer({ isAuthorized: true });
    const limits = provider({ identityValidationExpression: '(?i)^bearer [a-z]+$' });
    const { authenticate } = authenticator([limits], { lambda });
    const judge = (authorization: string) => authenticate(requestWith({ authorization }));
    expect(await judge('BEARER abc')).toMatchObject({ mode: 'AWS_LAMBDA' });
    expect(await judge('abc')).toEqual(NOT_AUTHORIZED);
  });

  test('IdentityValidationExpression that cannot be read: stops the start', () => {
    const limits = provider({ identityValidationExpression: '(' });
    expect(() => authenticator([limits])).toThrow(LocalError);
  });

  test('web token in an API with Cognito too: never reaches the function', async () => {
    const pool = await issuerServer();
    const lambda = authorizer({ isAuthorized: true });
    const { authenticate } = authenticator([provider(), cognito()], {
      lambda,
      cognitoUrl: pool.url,
    });
    const foreign = await pool.sign(accessClaims({ iss: 'https://evil.example' }));
    expect(await authenticate(requestWith({ authorization: foreign }))).toEqual(
      refusal('Valid authorization header not provided.'),
    );
    expect(lambda.calls).toEqual([]);
  });
});
