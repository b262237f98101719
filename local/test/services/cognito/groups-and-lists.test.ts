import {
  AdminAddUserToGroupCommand,
  AdminListGroupsForUserCommand,
  AdminRemoveUserFromGroupCommand,
  AdminUpdateUserAttributesCommand,
  CreateGroupCommand,
  DeleteGroupCommand,
  GetGroupCommand,
  ListGroupsCommand,
  ListUsersCommand,
  ListUsersInGroupCommand,
  UpdateGroupCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import type { ListUsersCommandInput } from '@aws-sdk/client-cognito-identity-provider';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { addUser, passwordSignIn } from './sign-in.ts';
import { POOL_ID, startCognito } from '../../../testing/start-cognito.ts';
import type { CognitoFixture } from '../../../testing/start-cognito.ts';

const UserPoolId = POOL_ID;
const subs: string[] = [];
let cognito: CognitoFixture;
beforeAll(async () => {
  cognito = await startCognito();
  for (let index = 0; index < 7; index += 1) {
    const email = `user${String(index)}@example.com`;
    subs.push(await addUser(cognito, email));
    const UserAttributes = [
      { Name: 'given_name', Value: index % 2 === 0 ? 'Eva' : 'Otto' },
      { Name: 'name', Value: index === 3 ? 'Quote " Backslash \\' : `Name ${String(index)}` },
    ];
    await cognito.sdk.send(
      new AdminUpdateUserAttributesCommand({ UserPoolId, Username: email, UserAttributes }),
    );
  }
});
afterAll(() => cognito.stop());

const inGroup = (GroupName: string, Username: string) => ({ UserPoolId, GroupName, Username });

describe('groups', () => {
  it('ListGroups: the template’s groups are there', async () => {
    const { Groups } = await cognito.sdk.send(new ListGroupsCommand({ UserPoolId }));
    expect(Groups?.map(({ GroupName }) => GroupName)).toEqual(['ADMIN', 'MEMBER']);
  });

  it('AdminAddUserToGroup: the tokens carry the groups in order of precedence, and the roles', async () => {
    await cognito.sdk.send(new AdminAddUserToGroupCommand(inGroup('MEMBER', 'user0@example.com')));
    await cognito.sdk.send(new AdminAddUserToGroupCommand(inGroup('ADMIN', 'user0@example.com')));
    await cognito.sdk.send(new AdminAddUserToGroupCommand(inGroup('ADMIN', 'user0@example.com')));
    const RoleArn = 'arn:aws:iam::000000000000:role/admin';
    await cognito.sdk.send(new UpdateGroupCommand({ UserPoolId, GroupName: 'ADMIN', RoleArn }));
    const tokens = await passwordSignIn(cognito, 'user0@example.com');
    expect(decodeJwt(tokens.AccessToken)['cognito:groups']).toEqual(['ADMIN', 'MEMBER']);
    expect(decodeJwt(tokens.IdToken)).toMatchObject({
      'cognito:groups': ['ADMIN', 'MEMBER'],
      'cognito:roles': [RoleArn],
      'cognito:preferred_role': RoleArn,
    });
  });

  it('tokens: a user in no group has no group claims', async () => {
    const tokens = await passwordSignIn(cognito, 'user1@example.com');
    expect(decodeJwt(tokens.AccessToken)).not.toHaveProperty('cognito:groups');
    expect(decodeJwt(tokens.IdToken)).not.toHaveProperty('cognito:roles');
  });

  it('AdminListGroupsForUser and AdminRemoveUserFromGroup: go by user', async () => {
    const Username = 'user2@example.com';
    await cognito.sdk.send(new AdminAddUserToGroupCommand(inGroup('MEMBER', Username)));
    await cognito.sdk.send(new AdminAddUserToGroupCommand(inGroup('ADMIN', Username)));
    const list = (NextToken?: string) =>
      cognito.sdk.send(
        new AdminListGroupsForUserCommand({ UserPoolId, Username, Limit: 1, NextToken }),
      );
    const first = await list();
    const second = await list(first.NextToken);
    expect([first, second].map(({ Groups }) => Groups?.[0]?.GroupName)).toEqual([
      'ADMIN',
      'MEMBER',
    ]);
    expect(second.NextToken).toBeUndefined();
    await cognito.sdk.send(new AdminRemoveUserFromGroupCommand(inGroup('ADMIN', Username)));
    expect((await list()).Groups?.map(({ GroupName }) => GroupName)).toEqual(['MEMBER']);
  });

  it('CreateGroup, GetGroup, DeleteGroup: a group’s life', async () => {
    const GroupName = 'AUDITORS';
    await cognito.sdk.send(new CreateGroupCommand({ UserPoolId, GroupName, Precedence: 5 }));
    const create = cognito.sdk.send(new CreateGroupCommand({ UserPoolId, GroupName }));
    await expect(create).rejects.toMatchObject({ name: 'GroupExistsException' });
    const { Group } = await cognito.sdk.send(new GetGroupCommand({ UserPoolId, GroupName }));
    expect(Group).toMatchObject({ GroupName, Precedence: 5, UserPoolId });
    await cognito.sdk.send(new AdminAddUserToGroupCommand(inGroup(GroupName, 'user3@example.com')));
    await cognito.sdk.send(new DeleteGroupCommand({ UserPoolId, GroupName }));
    const get = cognito.sdk.send(new GetGroupCommand({ UserPoolId, GroupName }));
    await expect(get).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: 'Group not found.',
    });
    const add = cognito.sdk.send(
      new AdminAddUserToGroupCommand(inGroup(GroupName, 'user3@example.com')),
    );
    await expect(add).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    const { Groups } = await cognito.sdk.send(
      new AdminListGroupsForUserCommand({ UserPoolId, Username: 'user3@example.com' }),
    );
    expect(Groups).toEqual([]);
  });

  it('ListUsersInGroup: goes page by page', async () => {
    const GroupName = 'PAGED';
    await cognito.sdk.send(new CreateGroupCommand({ UserPoolId, GroupName }));
    for (const sub of subs)
      await cognito.sdk.send(new AdminAddUserToGroupCommand(inGroup(GroupName, sub)));
    const found: (string | undefined)[] = [];
    let NextToken: string | undefined;
    do {
      const page = await cognito.sdk.send(
        new ListUsersInGroupCommand({ UserPoolId, GroupName, Limit: 3, NextToken }),
      );
      found.push(...(page.Users ?? []).map(({ Username }) => Username));
      NextToken = page.NextToken;
    } while (NextToken !== undefined);
    expect(found).toEqual(subs);
  });
});

describe('ListUsers', () => {
  const list = (input: Partial<ListUsersCommandInput>) =>
    cognito.sdk.send(new ListUsersCommand({ UserPoolId, ...input }));
  const all = async (input: Partial<ListUsersCommandInput>) => {
    const found: string[] = [];
    let PaginationToken: string | undefined;
    do {
      const page = await list({ ...input, PaginationToken });
      found.push(...(page.Users ?? []).map(({ Username }) => Username ?? ''));
      PaginationToken = page.PaginationToken;
    } while (PaginationToken !== undefined);
    return found;
  };

  it.each([1, 2, 3, 7, 60])('ListUsers: in pages of %i each user comes once', async (Limit) => {
    expect(await all({ Limit })).toEqual(subs);
  });

  it.each([
    ['email = "user2@example.com"', [2]],
    ['"email" = "user2@example.com"', [2]],
    ['email ^= "user"', [0, 1, 2, 3, 4, 5, 6]],
    ['email ^= "user4"', [4]],
    ['given_name = "Otto"', [1, 3, 5]],
    ['given_name ^= "E"', [0, 2, 4, 6]],
    ['name = "Quote \\" Backslash \\\\"', [3]],
    ['cognito:user_status = "confirmed"', [0, 1, 2, 3, 4, 5, 6]],
    ['status = "Enabled"', [0, 1, 2, 3, 4, 5, 6]],
    ['status = "Disabled"', []],
    ["email = \"x' OR '1'='1\"", []],
  ])('ListUsers: filter %s', async (Filter, expected) => {
    const found = await all({ Filter, Limit: 2 });
    expect(found.sort()).toEqual(expected.map((index) => subs[index] ?? '').sort());
  });

  it('ListUsers: filters by sub and by prefix of it', async () => {
    const sub = subs[5] ?? '';
    expect(await all({ Filter: `sub = "${sub}"` })).toEqual([sub]);
    expect(await all({ Filter: `sub ^= "${sub.slice(0, 13)}"` })).toEqual([sub]);
    expect(await all({ Filter: `username = "${sub}"` })).toEqual([sub]);
  });

  it('ListUsers: AttributesToGet limits the attributes', async () => {
    const { Users } = await list({ AttributesToGet: ['email'], Limit: 1 });
    expect(Users?.[0]?.Attributes?.map(({ Name }) => Name)).toEqual(['sub', 'email']);
  });

  it.each([['email'], ['email > "a"'], ['custom:x = "a"'], ['email = a'], ['nickname = "a"']])(
    'ListUsers: refuses the filter %s',
    async (Filter) => {
      await expect(list({ Filter })).rejects.toMatchObject({ name: 'InvalidParameterException' });
    },
  );

  it('ListUsers: refuses a made-up token and another query’s', async () => {
    const { PaginationToken } = await list({ Limit: 1 });
    const refusal = { name: 'InvalidParameterException', message: 'Invalid pagination token.' };
    await expect(list({ PaginationToken: 'abc' })).rejects.toMatchObject(refusal);
    await expect(list({ PaginationToken, Filter: 'email ^= "u"' })).rejects.toMatchObject(refusal);
  });

  it('ListUsers: refuses a Limit over 60', async () => {
    await expect(list({ Limit: 61 })).rejects.toMatchObject({ name: 'InvalidParameterException' });
  });
});
