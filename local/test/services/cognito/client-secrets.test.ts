import {
  AddUserPoolClientSecretCommand,
  DeleteUserPoolClientSecretCommand,
  ListUserPoolClientSecretsCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { describe, expect, it } from 'vitest';

import { CLIENT_ID, machineClient, POOL_ID } from '../../../testing/start-cognito.ts';
import { cognitoOfFile } from './fixtures.ts';

const cognito = cognitoOfFile();
const { clientId: ClientId } = machineClient;
const of = { UserPoolId: POOL_ID, ClientId };
const add = (ClientSecret?: string, client = ClientId) =>
  cognito.sdk.send(new AddUserPoolClientSecretCommand({ ...of, ClientId: client, ClientSecret }));
const remove = (ClientSecretId: string | undefined) =>
  cognito.sdk.send(new DeleteUserPoolClientSecretCommand({ ...of, ClientSecretId }));
const secrets = async () =>
  (await cognito.sdk.send(new ListUserPoolClientSecretsCommand(of))).ClientSecrets ?? [];
const token = async (secret: string) => {
  const answer = await fetch(`${cognito.url}/oauth2/token`, {
    method: 'POST',
    headers: {
      authorization: `Basic ${Buffer.from(`${ClientId}:${secret}`).toString('base64')}`,
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: 'grant_type=client_credentials&scope=users/read',
  });
  return answer.status;
};

describe('client secrets', () => {
  it('AddUserPoolClientSecret: both are good until the old one is deleted, after a restart too', async () => {
    const [first, ...others] = await secrets();
    expect(others).toEqual([]);
    expect(first?.ClientSecretId).toMatch(new RegExp(`^${ClientId}--\\d+$`));
    expect(first).not.toHaveProperty('ClientSecretValue');
    const { ClientSecretDescriptor: added } = await add();
    const value = added?.ClientSecretValue ?? '';
    expect(value).toMatch(/^\w{24,64}$/);
    expect(added?.ClientSecretId).not.toBe(first?.ClientSecretId);
    expect([await token('machine-secret'), await token(value)]).toEqual([200, 200]);

    await expect(add()).rejects.toMatchObject({ name: 'LimitExceededException' });
    await remove(first?.ClientSecretId);
    await cognito.restart();
    expect([await token('machine-secret'), await token(value)]).toEqual([400, 200]);
    expect((await secrets()).map(({ ClientSecretId }) => ClientSecretId)).toEqual([
      added?.ClientSecretId,
    ]);
    await expect(remove(added?.ClientSecretId)).rejects.toMatchObject({
      name: 'InvalidParameterException',
    });
  });

  it('AddUserPoolClientSecret: takes a secret of the caller, and does not tell it again', async () => {
    await cognito.reset();
    const own = 'a_secret_of_my_own_choice_1';
    const { ClientSecretDescriptor: added } = await add(own);
    expect(added).not.toHaveProperty('ClientSecretValue');
    expect([await token('machine-secret'), await token(own)]).toEqual([200, 200]);
    await cognito.reset();
    expect([await token('machine-secret'), await token(own)]).toEqual([200, 400]);
  });

  it('client secrets: refuse public clients, secrets that are short, and ids that are none', async () => {
    for (const refused of [add(undefined, CLIENT_ID), add('short')]) {
      await expect(refused).rejects.toMatchObject({ name: 'InvalidParameterException' });
    }
    await expect(remove(`${ClientId}--1`)).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
  });
});
