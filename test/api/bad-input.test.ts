import { describe, expect, test } from 'vitest';
import { generateKeyPair, SignJWT } from 'jose';
import { post, postRaw } from '../support/graphql.ts';
import { runningSystem } from '../support/running-system.ts';

const system = runningSystem();
const token = async () => (await system.admin()).token;

const unauthorized = (message: string) => ({
  errors: [{ errorType: 'UnauthorizedException', message }],
});

describe('HTTP body', () => {
  test.each([
    ['malformed JSON', 'meow', 'Unable to parse GraphQL query.'],
    ['unbalanced JSON', '{}}', 'Unable to parse GraphQL query.'],
    ['no query', '{}', 'Unable to parse GraphQL query.'],
    ['a list', '[]', 'Unable to parse GraphQL query.'],
    ['an empty body', '', 'Request body is empty.'],
  ])('POST: %s is refused as MalformedHttpRequestException', async (_, body, message) => {
    const answer = await postRaw(system.url, body, { authorization: await token() });
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual({
      errors: [{ message, errorType: 'MalformedHttpRequestException' }],
    });
  });

  test('POST: several operations without operationName are refused', async () => {
    const answer = await post(
      system.url,
      'query A { __typename } query B { __typename }',
      {},
      await token(),
    );
    expect(answer.status).toBe(400);
    expect(answer.body.errors).toMatchObject([
      { errorType: 'BadRequestException', message: 'Missing operation name.' },
    ]);
  });
});

describe('GraphQL validation', () => {
  test('query: an unknown field is named in AppSync’s words', async () => {
    const answer = await post(system.url, '{ me { shoeSize } }', {}, await token());
    expect(answer.status).toBe(200);
    expect(answer.body.data).toBeNull();
    expect(answer.body.errors).toMatchObject([
      {
        path: null,
        locations: [{ line: 1, column: 8, sourceName: null }],
        message:
          "Validation error of type FieldUndefined: Field 'shoeSize' in type 'User' is undefined @ 'me/shoeSize'",
      },
    ]);
  });

  test('mutation: a wrong AWSEmail variable names the field and the value', async () => {
    const answer = await post(
      system.url,
      'query Q($email: AWSEmail!) { getUserByEmail(email: $email) { id } }',
      { email: 'not an address' },
      await token(),
    );
    expect(answer.status).toBe(200);
    expect(answer.body.errors).toMatchObject([
      {
        path: null,
        message: expect.stringMatching(
          /^Variable 'email' has an invalid value\. Unable to parse `not an address` as a valid email/,
        ),
      },
    ]);
  });

  test('mutation: a missing required variable is named', async () => {
    const answer = await post(
      system.url,
      'query Q($id: ID!) { getUser(id: $id) { id } }',
      {},
      await token(),
    );
    expect(answer.body.errors).toMatchObject([
      { message: "Variable 'id' has coerced Null value for NonNull type 'ID!'" },
    ]);
  });

  test('mutation: AWSJSON takes a JSON text, nothing else', async () => {
    const answer = await post(
      system.url,
      'mutation M($input: UpdateMeInput!) { updateMe(input: $input) { id } }',
      { input: { attributes: '{a:1}' } },
      await token(),
    );
    expect(answer.body.data ?? null).toBeNull();
    expect(answer.body.errors?.[0]?.message).toContain("Variable 'attributes'");
  });
});

describe('values that AWS would refuse as a key or a name', () => {
  const typeOf = async (query: string, variables: object) => {
    const answer = await post(system.url, query, variables, await token());
    return answer.body.errors?.[0]?.errorType ?? answer.body.data;
  };

  describe.each([
    ['empty', ''],
    ['of 3,000 characters', 'x'.repeat(3000)],
    ['with half a surrogate pair', 'a\ud800b'],
    ['with a line break', 'a\nb'],
    ['that names another key', 'x#y'],
  ])('an id %s', (_, id) => {
    test('getUser: is null', async () => {
      const query = 'query Q($id: ID!) { getUser(id: $id) { id } }';
      expect(await typeOf(query, { id })).toEqual({ getUser: null });
    });

    test.each([
      'suspendUser(id: $id) { id }',
      'reactivateUser(id: $id) { id }',
      'resendInvitation(id: $id) { id }',
      'deleteUser(id: $id) { id }',
      'updateUser(input: { id: $id, firstName: "A" }) { id }',
      'purgeUser(id: $id)',
    ])('%s: answers NotFound', async (field) => {
      expect(await typeOf(`mutation M($id: ID!) { ${field} }`, { id })).toBe('NotFound');
    });

    test('exportUser: answers NotFound', async () => {
      expect(await typeOf('query Q($id: ID!) { exportUser(id: $id) }', { id })).toBe('NotFound');
    });
  });

  test('createUser: names each of them at once', async () => {
    const query = 'mutation M($input: CreateUserInput!) { createUser(input: $input) { id } }';
    const input = {
      email: `${'a'.repeat(64)}@${'b'.repeat(60)}.com`,
      firstName: 'Ada\u200b',
      lastName: '\u3164',
      attributes: '{"half":"\\ud800"}',
      clientRequestToken: '\u0000',
    };
    const answer = await post(system.url, query, { input }, await token());
    expect(answer.body.errors).toMatchObject([
      {
        errorType: 'ValidationFailed',
        errorInfo: [
          { field: 'email', rule: 'maxLength' },
          { field: 'firstName', rule: 'characters' },
          { field: 'lastName', rule: 'required' },
          { field: 'attributes', rule: 'characters' },
          { field: 'clientRequestToken', rule: 'characters' },
        ],
      },
    ]);
  });
});

describe('credentials', () => {
  const query = '{ me { id } }';

  test('POST: no token is answered 401', async () => {
    const answer = await post(system.url, query);
    expect(answer.status).toBe(401);
    expect(answer.body).toEqual(unauthorized('Valid authorization header not provided.'));
    expect(answer.headers.get('x-amzn-errortype')).toBe('UnauthorizedException');
    expect(answer.headers.get('x-amzn-requestid')).toBeTruthy();
  });

  test('POST: text that is no JWT is answered 401', async () => {
    const answer = await post(system.url, query, {}, 'abc');
    expect(answer.status).toBe(401);
    expect(answer.body.errors?.[0]?.errorType).toBe('UnauthorizedException');
  });

  test('POST: a token signed by somebody else with the right claims is answered 401', async () => {
    const [head, payload] = (await token()).split('.') as [string, string];
    const { kid } = JSON.parse(Buffer.from(head, 'base64url').toString()) as { kid: string };
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as object;
    const { privateKey } = await generateKeyPair('RS256');
    const forged = await new SignJWT({ ...claims })
      .setProtectedHeader({ alg: 'RS256', kid })
      .sign(privateKey);
    const answer = await post(system.url, query, {}, forged);
    expect(answer.status).toBe(401);
    expect(answer.body.errors?.[0]?.errorType).toBe('UnauthorizedException');
  });

  test('POST: a token whose payload was changed is answered 401', async () => {
    const [head, payload, signature] = (await system.member()).token.split('.') as [
      string,
      string,
      string,
    ];
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as object;
    const changed = Buffer.from(
      JSON.stringify({ ...claims, 'cognito:groups': ['ADMIN'] }),
    ).toString('base64url');
    const answer = await post(system.url, query, {}, `${head}.${changed}.${signature}`);
    expect(answer.status).toBe(401);
  });

  test('POST: alg none is answered 401', async () => {
    const [, payload] = (await token()).split('.') as [string, string];
    const head = Buffer.from('{"alg":"none"}').toString('base64url');
    const answer = await post(system.url, query, {}, `${head}.${payload}.`);
    expect(answer.status).toBe(401);
  });
});
