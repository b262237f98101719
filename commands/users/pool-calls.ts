import {
  AdminAddUserToGroupCommand,
  AdminCreateUserCommand,
  AdminDeleteUserCommand,
  AdminDisableUserCommand,
  AdminEnableUserCommand,
  AdminGetUserCommand,
  AdminListGroupsForUserCommand,
  AdminRemoveUserFromGroupCommand,
  AdminSetUserPasswordCommand,
  AdminUpdateUserAttributesCommand,
  AdminUserGlobalSignOutCommand,
  type CognitoIdentityProviderClient,
} from '@aws-sdk/client-cognito-identity-provider';
import type { CallPool, PoolOperation } from '../../functions/lib/pool-calls.ts';

type Command = Parameters<CognitoIdentityProviderClient['send']>[0];

/** What commands ask of the pool; sessions and factors are nothing to them. */
const COMMANDS: Readonly<Partial<Record<PoolOperation, new (input: never) => object>>> = {
  AdminAddUserToGroup: AdminAddUserToGroupCommand,
  AdminCreateUser: AdminCreateUserCommand,
  AdminDeleteUser: AdminDeleteUserCommand,
  AdminDisableUser: AdminDisableUserCommand,
  AdminEnableUser: AdminEnableUserCommand,
  AdminGetUser: AdminGetUserCommand,
  AdminListGroupsForUser: AdminListGroupsForUserCommand,
  AdminRemoveUserFromGroup: AdminRemoveUserFromGroupCommand,
  AdminSetUserPassword: AdminSetUserPasswordCommand,
  AdminUpdateUserAttributes: AdminUpdateUserAttributesCommand,
  AdminUserGlobalSignOut: AdminUserGlobalSignOutCommand,
};

/** By the SDK's client, with the patience that it was made with. */
export function callPoolBy(client: CognitoIdentityProviderClient): CallPool {
  return (operation, input) => {
    const Command = COMMANDS[operation];
    if (!Command) throw new Error(`Commands do not ask ${operation}`);
    return client.send(new Command(input as never) as Command) as Promise<never>;
  };
}
