import * as sdk from '@aws-sdk/client-cognito-identity-provider';
import type { GraphQLArgument, GraphQLField, GraphQLInputType } from 'graphql';
import { getNamedType, isEnumType, isInputObjectType, isListType, isNonNullType } from 'graphql';
import type { GraphQLSchema } from 'graphql';
import type { Random } from './random.ts';
import { anyJson, anyText } from './random.ts';

/** One request, as `fetch` takes it. */
export interface FuzzRequest {
  /** Which door it goes to. */
  readonly door: 'graphql' | 'cognito' | 'oauth';
  readonly path: string;
  readonly method: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** What requests are made for. */
export interface Target {
  readonly schema: GraphQLSchema;
  /** Access tokens to ask with; `''` asks without. */
  readonly tokens: readonly string[];
  readonly clientId: string;
  readonly userPoolId: string;
}

/** The next request that a seed leads to. */
export function nextRequest(random: Random, target: Target): FuzzRequest {
  return random.pick([graphql, graphql, cognito, cognito, oauth])(random, target);
}

function graphql(random: Random, { schema, tokens }: Target): FuzzRequest {
  const roots = [schema.getQueryType(), schema.getMutationType()].flatMap((type) => type ?? []);
  const root = random.pick(roots);
  const field = random.pick(Object.values(root.getFields()));
  const operation = root === schema.getMutationType() ? 'mutation' : 'query';
  const whole = { query: `${operation} { ${called(random, field)} }` };
  const body = random.chance(15) ? JSON.stringify(anyJson(random)) : JSON.stringify(whole);
  return {
    door: 'graphql',
    path: '/graphql',
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: random.pick(tokens) },
    // Half a body is what a lost connection leaves.
    body: random.chance(5) ? body.slice(0, body.length / 2) : body,
  };
}

function called(random: Random, { name, args, type }: GraphQLField<unknown, unknown>): string {
  const given = args.filter(() => random.chance(90)).map((arg) => argument(random, arg));
  const list = given.length > 0 ? `(${given.join(', ')})` : '';
  const hasFields = 'getFields' in getNamedType(type);
  return `${name}${list}${hasFields ? ' { __typename }' : ''}`;
}

const argument = (random: Random, { name, type }: GraphQLArgument) =>
  `${name}: ${literal(random, type)}`;

/** A literal of the type, or now and then of another. */
function literal(random: Random, type: GraphQLInputType): string {
  if (isNonNullType(type)) return literal(random, type.ofType);
  if (isListType(type)) return `[${literal(random, type.ofType)}]`;
  if (random.chance(10)) return 'null';
  if (isEnumType(type)) return random.pick(type.getValues()).name;
  if (isInputObjectType(type) && random.chance(95)) {
    const fields = Object.values(type.getFields()).filter(() => random.chance(60));
    return `{ ${fields.map((field) => `${field.name}: ${literal(random, field.type)}`).join(', ')} }`;
  }
  return JSON.stringify(random.chance(70) ? anyText(random) : random.below(1_000));
}

const ACTIONS = Object.keys(sdk)
  .filter((name) => /^[A-Z]\w*Command$/u.test(name))
  .map((name) => name.slice(0, -'Command'.length));

const MEMBERS = [
  'Username',
  'AccessToken',
  'AuthFlow',
  'AuthParameters',
  'ChallengeName',
  'ChallengeResponses',
  'Session',
  'ConfirmationCode',
  'Password',
  'ProposedPassword',
  'RefreshToken',
  'UserAttributes',
  'UserCode',
  'Credential',
  'DeviceKey',
  'DeviceSecretVerifierConfig',
  'Limit',
  'NextToken',
];
const FLOWS = ['USER_AUTH', 'USER_PASSWORD_AUTH', 'USER_SRP_AUTH', 'CUSTOM_AUTH', 'REFRESH_TOKEN'];

function cognito(random: Random, { tokens, clientId, userPoolId }: Target): FuzzRequest {
  const input: Record<string, unknown> = { ClientId: clientId, UserPoolId: userPoolId };
  for (const name of MEMBERS) if (random.chance(40)) input[name] = anyJson(random, 2);
  if (random.chance(60)) {
    input['AuthFlow'] = random.pick(FLOWS);
    const [USERNAME, PASSWORD, DEVICE_KEY] = [anyText(random), anyText(random), anyText(random)];
    input['AuthParameters'] = { USERNAME, PASSWORD, DEVICE_KEY, SRP_A: 'ff' };
  }
  if (random.chance(40)) input['AccessToken'] = random.pick(tokens);
  return {
    door: 'cognito',
    path: '/',
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': `AWSCognitoIdentityProviderService.${random.pick(ACTIONS)}`,
    },
    body: random.chance(10) ? anyText(random) : JSON.stringify(input),
  };
}

const ADDRESSES = [
  '/oauth2/authorize',
  '/oauth2/token',
  '/oauth2/userInfo',
  '/oauth2/revoke',
  '/login',
  '/signup',
  '/confirm',
  '/confirmUser',
  '/forgotPassword',
  '/confirmForgotPassword',
  '/logout',
  '/passkeys/add',
];
const PARAMETERS = [
  'response_type',
  'redirect_uri',
  'scope',
  'state',
  'code',
  'code_verifier',
  'grant_type',
  'refresh_token',
  'token',
  'username',
  'password',
  'step',
  'answer',
  'credential',
  '_csrf',
];

function oauth(random: Random, { tokens, clientId }: Target): FuzzRequest {
  const parameters = new URLSearchParams({ client_id: random.chance(80) ? clientId : 'x' });
  for (const name of PARAMETERS) {
    if (random.chance(40)) parameters.append(name, anyText(random).toWellFormed());
  }
  const query = parameters.toString();
  const path = random.pick(ADDRESSES);
  const headers = { authorization: `Bearer ${random.pick(tokens)}` };
  if (random.chance(50)) {
    return { door: 'oauth', path: `${path}?${query}`, method: 'GET', headers };
  }
  const type = 'application/x-www-form-urlencoded';
  const posted = { ...headers, 'content-type': type };
  return { door: 'oauth', path, method: 'POST', headers: posted, body: query };
}
