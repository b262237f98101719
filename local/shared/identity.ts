/**
 * Who sent a request, as AppSync gives it to resolvers in `ctx.identity`.
 * @see ../../docs/support.md and https://docs.aws.amazon.com/appsync/latest/devguide/resolver-context-reference-js.html
 */
export type Identity =
  | CognitoIdentity
  | IamIdentity
  | OidcIdentity
  | LambdaIdentity
  | EventLambdaIdentity
  /** API_KEY callers have no identity. */
  | null;

/** `ctx.identity` of a user of a user pool. */
export interface CognitoIdentity {
  readonly sub: string;
  readonly issuer: string;
  readonly username: string;
  readonly claims: Readonly<Record<string, unknown>>;
  readonly sourceIp: readonly string[];
  readonly defaultAuthStrategy: 'ALLOW' | 'DENY';
  /** `cognito:groups`, or null (never an empty list). */
  readonly groups: readonly string[] | null;
}

/** `ctx.identity` of whoever signed with a key of AWS. */
export interface IamIdentity {
  readonly accountId: string;
  readonly cognitoIdentityPoolId: string | null;
  readonly cognitoIdentityId: string | null;
  readonly sourceIp: readonly string[];
  readonly username: string;
  readonly userArn: string;
  readonly cognitoIdentityAuthType: string | null;
  readonly cognitoIdentityAuthProvider: string | null;
}

/** `ctx.identity` of a user of another issuer. */
export interface OidcIdentity {
  readonly sub: string;
  readonly issuer: string;
  readonly claims: Readonly<Record<string, unknown>>;
}

/** `ctx.identity` of whom a Lambda authorizer let in. */
export interface LambdaIdentity {
  readonly resolverContext: Readonly<Record<string, unknown>>;
}

/** The same of an Event API. */
export interface EventLambdaIdentity {
  readonly handlerContext: Readonly<Record<string, unknown>>;
}

/** CloudFormation's names of the authorization modes. */
export type AuthenticationType =
  | 'API_KEY'
  | 'AMAZON_COGNITO_USER_POOLS'
  | 'AWS_IAM'
  | 'OPENID_CONNECT'
  | 'AWS_LAMBDA';

/** An admitted caller: the mode that admitted it and what that mode says of it. */
export interface Caller {
  readonly mode: AuthenticationType;
  readonly identity: Identity;
  /** `Type.field` names that a Lambda authorizer denied. */
  readonly deniedFields: readonly string[];
  /** Whether an IAM policy of the caller allows the field; absent: every field. */
  readonly allowsField?: (typeName: string, fieldName: string) => boolean;
  /** Whether such a policy allows an action on a resource; absent: every one. */
  readonly allows?: (action: string, resource: string) => boolean;
}

/** What resolvers see of the HTTP request in `ctx.request`; header names in lower case, no cookie. */
export interface RequestInfo {
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly domainName: string | null;
}
