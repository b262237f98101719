import { AdminGetUserCommand } from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, afterEach, beforeAll } from 'vitest';

import type { UserPool } from '../../../assembly/model.ts';
import { addUser } from './sign-in.ts';
import {
  client,
  machineClient,
  PASSWORD,
  POOL_ID,
  startCognito,
  userPool,
} from '../../../testing/start-cognito.ts';
import type { CognitoFixture, FixtureOptions, Invoke } from '../../../testing/start-cognito.ts';

/** Pools for all tests of a file: started before the first, stopped after the last. */
export function cognitoOfFile(options: FixtureOptions = {}): CognitoFixture {
  const cognito = {} as CognitoFixture;
  beforeAll(async () => {
    Object.assign(cognito, await startCognito(options));
  });
  afterAll(() => cognito.stop());
  return cognito;
}

let users = 0;

/** A confirmed user whom nobody else in the file knows. */
export async function newUser(
  cognito: CognitoFixture,
  pool = POOL_ID,
): Promise<{ email: string; sub: string }> {
  users += 1;
  const email = `user${String(users)}@example.com`;
  return { email, sub: await addUser(cognito, email, PASSWORD, pool) };
}

/** What AdminGetUser tells, the attributes by their names. */
export async function readUser({ sdk }: CognitoFixture, Username: string, UserPoolId = POOL_ID) {
  const user = await sdk.send(new AdminGetUserCommand({ UserPoolId, Username }));
  const attributes = Object.fromEntries(
    (user.UserAttributes ?? []).map(({ Name, Value }) => [Name, Value]),
  );
  return { ...user, attributes };
}

const issuerOf = (userPoolId: string) => ({
  userPoolId,
  issuer: `https://cognito-idp.us-east-1.amazonaws.com/${userPoolId}`,
});

/** Of the client `secretclient`. */
export const secret = 'client-secret-1';

/** One pool with a client for each way that flows may be restricted. */
export const poolOfManyFlows = (): UserPool =>
  userPool({}, [
    client(),
    client({ clientId: 'other' }),
    client({ clientId: 'secretclient', clientSecret: secret }),
    client({ clientId: 'telling', preventUserExistenceErrors: false }),
    client({ clientId: 'srponly', explicitAuthFlows: ['ALLOW_USER_SRP_AUTH'] }),
    client({ clientId: 'nosrp', explicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH'] }),
    client({ clientId: 'legacy', explicitAuthFlows: [] }),
    client({
      clientId: 'rotating',
      properties: { RefreshTokenRotation: { Feature: 'ENABLED', RetryGracePeriodSeconds: 10 } },
    }),
  ]);

/** Clients that may do little with a user's own attributes, and a pool that is careful with addresses. */
export const poolsOfOwnAttributes = (): readonly UserPool[] => [
  userPool({}, [
    client(),
    machineClient,
    client({
      clientId: 'narrow',
      properties: { ReadAttributes: ['email'], WriteAttributes: ['locale'] },
    }),
    client({ clientId: 'other' }),
    client({ clientId: 'irrevocable', enableTokenRevocation: false }),
  ]),
  userPool(
    { UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: ['email'] } },
    [client({ clientId: 'careful' })],
    issuerOf('us-east-1_Careful'),
  ),
];

/** A pool with attributes of its own, and one whose users have aliases. */
export const poolsOfAttributesAndAliases = (): readonly UserPool[] => [
  userPool({
    Schema: [
      { Name: 'email', AttributeDataType: 'String', Required: true, Mutable: true },
      { Name: 'level', AttributeDataType: 'Number', Mutable: true },
      { Name: 'born', AttributeDataType: 'String', Mutable: false },
    ],
  }),
  userPool(
    { UsernameAttributes: [], AliasAttributes: ['email', 'preferred_username'] },
    [],
    issuerOf('us-east-1_Alias'),
  ),
];

export const triggerArn = (name: string) =>
  `arn:aws:lambda:us-east-1:000000000000:function:${name}`;

/** A pool with triggers, started by the test at hand and stopped after it. */
export interface TriggeredCognito extends CognitoFixture {
  /** @param names triggers whose function bears their name */
  start(names: readonly string[], invoke?: Invoke, config?: Record<string, unknown>): Promise<void>;
}

/** The functions of triggers are played by the test. */
export function cognitoWithTriggers(): TriggeredCognito {
  const cognito = {
    async start(names, invoke, config = {}) {
      const functions = Object.fromEntries(names.map((name) => [name, triggerArn(name)]));
      const clients = [
        client(),
        client({ clientId: 'telling', preventUserExistenceErrors: false }),
      ];
      const pools = [userPool({ LambdaConfig: { ...functions, ...config } }, clients)];
      Object.assign(cognito, await startCognito({ pools, invoke }));
    },
  } as TriggeredCognito;
  afterEach(() => cognito.stop());
  return cognito;
}

/** The event with what a function answers. */
export const answer = (event: object, response: Record<string, unknown>) => ({
  ...event,
  response,
});
