import { describe, expect, test } from 'vitest';
import type { AuthProvider } from '../../assembly/model.ts';
import { createFieldAuthorizer } from '../../auth/index.ts';
import type { AuthenticationType, Caller } from '../../shared/identity.ts';
import { cognito, ISSUER } from './harness.ts';

const key: AuthProvider = { type: 'API_KEY' };
const iam: AuthProvider = { type: 'AWS_IAM' };

const caller = (mode: AuthenticationType, change: Partial<Caller> = {}): Caller => ({
  mode,
  identity: null,
  deniedFields: [],
  ...change,
});
const member = (groups: readonly string[] | null, issuer = ISSUER): Caller =>
  caller('AMAZON_COGNITO_USER_POOLS', {
    identity: {
      sub: 's',
      issuer,
      username: 'u',
      claims: {},
      sourceIp: [],
      defaultAuthStrategy: 'ALLOW',
      groups,
    },
  });

const authorizer = (schema: string, ...[defaultAuth = key, ...additionalAuth]: AuthProvider[]) =>
  createFieldAuthorizer({ schema, defaultAuth, additionalAuth });

describe('directives', () => {
  test('none on field and type: only the default mode', () => {
    const may = authorizer('type Query { a: Int }', cognito(), iam);
    expect(may(member(null), 'Query', 'a')).toBe(true);
    expect(may(caller('AWS_IAM'), 'Query', 'a')).toBe(false);
  });

  test('on the type: holds for fields without their own, and the default mode loses', () => {
    const may = authorizer('type Post @aws_iam { a: Int }', cognito(), iam);
    expect(may(caller('AWS_IAM'), 'Post', 'a')).toBe(true);
    expect(may(member(['ADMIN']), 'Post', 'a')).toBe(false);
  });

  test('on the field: replaces those of the type', () => {
    const may = authorizer('type Post @aws_api_key @aws_iam { a: Int, b: Int @aws_iam }', key, iam);
    expect(may(caller('API_KEY'), 'Post', 'a')).toBe(true);
    expect(may(caller('API_KEY'), 'Post', 'b')).toBe(false);
    expect(may(caller('AWS_IAM'), 'Post', 'b')).toBe(true);
  });

  test.each([
    ['aws_api_key', 'API_KEY'],
    ['aws_iam', 'AWS_IAM'],
    ['aws_oidc', 'OPENID_CONNECT'],
    ['aws_lambda', 'AWS_LAMBDA'],
    ['aws_cognito_user_pools', 'AMAZON_COGNITO_USER_POOLS'],
  ] as const)('@%s: opens the field to %s alone', (directive, mode) => {
    const may = authorizer(`type Query { a: Int @${directive} }`, key, iam, cognito());
    const modes = ['API_KEY', 'AWS_IAM', 'OPENID_CONNECT', 'AWS_LAMBDA'] as const;
    const callers = [...modes.map((each) => caller(each)), member(null)];
    const admitted = callers.filter((each) => may(each, 'Query', 'a')).map((each) => each.mode);
    expect(admitted).toEqual([mode]);
  });

  test('cognito_groups: any one of them is enough', () => {
    const may = authorizer(
      'type Query { a: Int @aws_cognito_user_pools(cognito_groups: ["ADMIN", "AUDIT"]) }',
      cognito(),
      iam,
    );
    expect(may(member(['AUDIT', 'X']), 'Query', 'a')).toBe(true);
    expect(may(member(['X']), 'Query', 'a')).toBe(false);
    expect(may(member(null), 'Query', 'a')).toBe(false);
    expect(may(caller('AWS_IAM'), 'Query', 'a')).toBe(false);
  });

  test('returned types: are checked by their own rules', () => {
    const may = authorizer(
      'type Query { post: Post @aws_iam } type Post { id: ID }',
      cognito(),
      iam,
    );
    expect(may(caller('AWS_IAM'), 'Query', 'post')).toBe(true);
    expect(may(caller('AWS_IAM'), 'Post', 'id')).toBe(false);
  });

  test('extend type: its fields follow the type’s directives', () => {
    const may = authorizer('type Post @aws_iam { a: Int } extend type Post { b: Int }', key, iam);
    expect(may(caller('AWS_IAM'), 'Post', 'b')).toBe(true);
    expect(may(caller('API_KEY'), 'Post', 'b')).toBe(false);
  });

  test('introspection: any admitted caller', () => {
    const may = authorizer(
      'type Query @aws_iam { a: Int }',
      cognito({ defaultAction: 'DENY' }),
      iam,
    );
    for (const field of ['__schema', '__type', '__typename']) {
      expect(may(caller('API_KEY'), 'Query', field)).toBe(true);
    }
    expect(may(caller('API_KEY'), '__Schema', 'types')).toBe(true);
  });

  test('field that the schema has not: nobody', () => {
    expect(authorizer('type Query { a: Int }')(caller('API_KEY'), 'Query', 'b')).toBe(false);
  });
});

describe('@aws_auth', () => {
  const schema = 'type Query { a: Int @aws_auth(cognito_groups: ["ADMIN"]) }';

  test('Cognito as the only mode: groups are checked', () => {
    const may = authorizer(schema, cognito());
    expect(may(member(['ADMIN']), 'Query', 'a')).toBe(true);
    expect(may(member(['MEMBER']), 'Query', 'a')).toBe(false);
  });

  test('API with additional modes: is ignored, as in AWS', () => {
    const may = authorizer(schema, cognito(), iam);
    expect(may(member(null), 'Query', 'a')).toBe(true);
    expect(may(caller('AWS_IAM'), 'Query', 'a')).toBe(false);
  });
});

describe('DefaultAction DENY', () => {
  const schema = `type Query {
    a: Int
    b: Int @aws_auth(cognito_groups: ["ADMIN"])
    c: Int @aws_cognito_user_pools
  }`;
  const may = authorizer(schema, cognito({ defaultAction: 'DENY' }));

  test('field without a directive: nobody', () => {
    expect(may(member(['ADMIN']), 'Query', 'a')).toBe(false);
  });

  test('field with a directive: whom it names', () => {
    expect(may(member(['ADMIN']), 'Query', 'b')).toBe(true);
    expect(may(member(['MEMBER']), 'Query', 'b')).toBe(false);
    expect(may(member(null), 'Query', 'c')).toBe(true);
  });
});

describe('callers', () => {
  test('second pool as an additional mode: undirected fields stay with the default pool', () => {
    const may = authorizer(
      'type Query { a: Int, b: Int @aws_cognito_user_pools }',
      cognito(),
      cognito({ userPoolId: 'us-east-1_Second' }),
    );
    const second = member(null, 'https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Second');
    expect(may(member(null), 'Query', 'a')).toBe(true);
    expect(may(second, 'Query', 'a')).toBe(false);
    expect(may(second, 'Query', 'b')).toBe(true);
  });

  test('deniedFields of a Lambda authorizer: are refused', () => {
    const lambda: AuthProvider = {
      type: 'AWS_LAMBDA',
      functionArn: 'x',
      resultTtl: 0,
      identityValidationExpression: null,
    };
    const may = authorizer('type Query { a: Int, b: Int }', lambda);
    const restricted = caller('AWS_LAMBDA', { deniedFields: ['Query.a'] });
    expect(may(restricted, 'Query', 'a')).toBe(false);
    expect(may(restricted, 'Query', 'b')).toBe(true);
  });

  test('allowsField of a caller: is asked', () => {
    const may = authorizer('type Query { a: Int, b: Int }', iam);
    const limited = caller('AWS_IAM', { allowsField: (_type, field) => field === 'a' });
    expect(may(limited, 'Query', 'a')).toBe(true);
    expect(may(limited, 'Query', 'b')).toBe(false);
  });

  test('allowsField: is asked of root fields only, whatever their types are called', () => {
    const schema =
      'schema { query: Root } type Root { post: Post } type Post { id: ID } type Query { a: Int }';
    const may = authorizer(schema, iam);
    const nobody = caller('AWS_IAM', { allowsField: () => false });
    expect(may(nobody, 'Root', 'post')).toBe(false);
    expect(may(nobody, 'Post', 'id')).toBe(true);
    expect(may(nobody, 'Query', 'a')).toBe(true);
  });
});
