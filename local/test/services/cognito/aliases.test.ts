import { AdminCreateUserCommand } from '@aws-sdk/client-cognito-identity-provider';
import type { AdminCreateUserCommandInput } from '@aws-sdk/client-cognito-identity-provider';
import { describe, expect, it } from 'vitest';

import { cognitoOfFile, poolsOfAttributesAndAliases, readUser } from './fixtures.ts';

const cognito = cognitoOfFile({ pools: poolsOfAttributesAndAliases() });

const get = (Username: string, pool?: string) => readUser(cognito, Username, pool);

describe('pools with aliases', () => {
  const alias = 'us-east-1_Alias';
  const add = (
    Username: string,
    email: string,
    verified: boolean,
    more: Partial<AdminCreateUserCommandInput> = {},
  ) =>
    cognito.sdk.send(
      new AdminCreateUserCommand({
        UserPoolId: alias,
        Username,
        MessageAction: 'SUPPRESS' as const,
        UserAttributes: [
          { Name: 'email', Value: email },
          { Name: 'email_verified', Value: String(verified) },
        ],
        ...more,
      }),
    );

  it('AdminCreateUser: the user name stays as given, a verified address is an alias', async () => {
    await add('ann', 'ann@example.com', true);
    await add('bob', 'bob@example.com', false);
    expect((await get('ann@example.com', alias)).Username).toBe('ann');
    await expect(get('bob@example.com', alias)).rejects.toMatchObject({
      name: 'UserNotFoundException',
    });
  });

  it('AdminCreateUser: refuses a taken alias unless it is forced', async () => {
    await add('carl', 'shared@example.com', true);
    await expect(add('dora', 'shared@example.com', true)).rejects.toMatchObject({
      name: 'AliasExistsException',
    });
    await expect(get('dora', alias)).rejects.toMatchObject({ name: 'UserNotFoundException' });
    await add('dora', 'shared@example.com', true, { ForceAliasCreation: true });
    expect((await get('shared@example.com', alias)).Username).toBe('dora');
  });

  it('AdminCreateUser: refuses a taken user name and one in the form of an address', async () => {
    await add('eve', 'eve@example.com', true);
    await expect(add('EVE', 'eve2@example.com', true)).rejects.toMatchObject({
      name: 'UsernameExistsException',
      message: 'User account already exists',
    });
    await expect(add('x@example.com', 'x@example.com', true)).rejects.toMatchObject({
      name: 'InvalidParameterException',
    });
  });
});
