import {
  DescribeResourceServerCommand,
  DescribeUserPoolDomainCommand,
  GetUserPoolMfaConfigCommand,
  ListResourceServersCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { POOL_ID, startCognito, userPool } from '../../../testing/start-cognito.ts';
import type { CognitoFixture } from '../../../testing/start-cognito.ts';

const server = (identifier: string) => ({
  stackName: 'Test',
  logicalId: identifier,
  identifier,
  scopes: [{ name: 'read', description: 'Read users' }],
});
const mfa = { MfaConfiguration: 'OPTIONAL', EnabledMfas: ['SOFTWARE_TOKEN_MFA'] };
const other = {
  userPoolId: 'us-east-1_Plain1234',
  issuer: 'https://plain.example',
  domain: 'plain',
};

let cognito: CognitoFixture;
beforeAll(async () => {
  const resourceServers = [server('users'), server('orders')];
  cognito = await startCognito({
    pools: [userPool(mfa, undefined, { resourceServers }), userPool({}, [], other)],
  });
});
afterAll(() => cognito.stop());

const users = {
  UserPoolId: POOL_ID,
  Identifier: 'users',
  Name: 'users',
  Scopes: [{ ScopeName: 'read', ScopeDescription: 'Read users' }],
};

describe('domains', () => {
  const described = async (Domain: string) =>
    (await cognito.sdk.send(new DescribeUserPoolDomainCommand({ Domain }))).DomainDescription;

  it('DescribeUserPoolDomain: answers the pool of a domain', async () => {
    expect(await described('plain')).toEqual({
      UserPoolId: other.userPoolId,
      AWSAccountId: '000000000000',
      Domain: 'plain',
      Status: 'ACTIVE',
      ManagedLoginVersion: 1,
    });
  });

  it('DescribeUserPoolDomain: a domain that no pool has is described by nothing', async () => {
    expect(await described('nobody')).toEqual({});
  });
});

describe('resource servers', () => {
  it('DescribeResourceServer: answers the scopes of the template', async () => {
    const command = new DescribeResourceServerCommand({ UserPoolId: POOL_ID, Identifier: 'users' });
    expect(await cognito.sdk.send(command)).toMatchObject({ ResourceServer: users });
  });

  it('DescribeResourceServer: refuses an unknown identifier and an unknown pool', async () => {
    for (const input of [
      { UserPoolId: POOL_ID, Identifier: 'nothing' },
      { UserPoolId: other.userPoolId, Identifier: 'users' },
      { UserPoolId: 'us-east-1_Nowhere00', Identifier: 'users' },
    ]) {
      await expect(
        cognito.sdk.send(new DescribeResourceServerCommand(input)),
      ).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    }
  });

  it('ListResourceServers: goes page by page', async () => {
    const list = (NextToken?: string) =>
      cognito.sdk.send(
        new ListResourceServersCommand({ UserPoolId: POOL_ID, MaxResults: 1, NextToken }),
      );
    const first = await list();
    expect(first.ResourceServers).toEqual([users]);
    const second = await list(first.NextToken);
    expect(second.ResourceServers?.map(({ Identifier }) => Identifier)).toEqual(['orders']);
    expect(second.NextToken).toBeUndefined();
  });

  it('ListResourceServers: refuses a made-up token and more than 50 a page', async () => {
    const refused = { name: 'InvalidParameterException' };
    const send = (input: { NextToken?: string; MaxResults?: number }) =>
      cognito.sdk.send(new ListResourceServersCommand({ UserPoolId: POOL_ID, ...input }));
    await expect(send({ NextToken: 'abc' })).rejects.toMatchObject(refused);
    await expect(send({ MaxResults: 51 })).rejects.toMatchObject(refused);
  });
});

describe('GetUserPoolMfaConfig', () => {
  const config = (UserPoolId: string) =>
    cognito.sdk.send(new GetUserPoolMfaConfigCommand({ UserPoolId }));

  it('GetUserPoolMfaConfig: tells whether a second factor is asked for', async () => {
    expect(await config(POOL_ID)).toMatchObject({
      MfaConfiguration: 'OPTIONAL',
      SoftwareTokenMfaConfiguration: { Enabled: true },
    });
    const plain = await config(other.userPoolId);
    expect(plain.MfaConfiguration).toBe('OFF');
    expect(plain.SoftwareTokenMfaConfiguration).toBeUndefined();
  });

  it('GetUserPoolMfaConfig: refuses an unknown pool', async () => {
    await expect(config('us-east-1_Nowhere00')).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
  });
});
