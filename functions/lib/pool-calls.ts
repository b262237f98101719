import type {
  AdminAddUserToGroupCommandInput,
  AdminCreateUserCommandInput,
  AdminCreateUserCommandOutput,
  AdminDeleteSoftwareTokenCommandInput,
  AdminDeleteUserCommandInput,
  AdminDisableUserCommandInput,
  AdminEnableUserCommandInput,
  AdminGetUserAuthFactorsCommandInput,
  AdminGetUserAuthFactorsCommandOutput,
  AdminGetUserCommandInput,
  AdminGetUserCommandOutput,
  AdminListGroupsForUserCommandInput,
  AdminListGroupsForUserCommandOutput,
  AdminListUserSessionsCommandInput,
  AdminRemoveUserFromGroupCommandInput,
  AdminRevokeUserSessionCommandInput,
  AdminSetUserMFAPreferenceCommandInput,
  AdminSetUserPasswordCommandInput,
  AdminUpdateUserAttributesCommandInput,
  AdminUserGlobalSignOutCommandInput,
  SessionDescriptionType,
} from '@aws-sdk/client-cognito-identity-provider';
import type { SignedCall } from './signed-call.ts';

/** A session, with its times as they are on the wire: seconds since the epoch. */
export type PoolSession = Omit<SessionDescriptionType, 'CreateDate' | 'LastActiveDate'> & {
  readonly CreateDate?: number;
  readonly LastActiveDate?: number;
};

/** What functions ask of the user pool. */
interface PoolOperations {
  AdminAddUserToGroup: [AdminAddUserToGroupCommandInput, unknown];
  AdminCreateUser: [AdminCreateUserCommandInput, Pick<AdminCreateUserCommandOutput, 'User'>];
  AdminDeleteSoftwareToken: [AdminDeleteSoftwareTokenCommandInput, unknown];
  AdminDeleteUser: [AdminDeleteUserCommandInput, unknown];
  AdminDisableUser: [AdminDisableUserCommandInput, unknown];
  AdminEnableUser: [AdminEnableUserCommandInput, unknown];
  AdminGetUser: [
    AdminGetUserCommandInput,
    Pick<AdminGetUserCommandOutput, 'Enabled' | 'UserAttributes' | 'UserStatus'>,
  ];
  AdminGetUserAuthFactors: [
    AdminGetUserAuthFactorsCommandInput,
    Omit<AdminGetUserAuthFactorsCommandOutput, '$metadata'>,
  ];
  AdminListGroupsForUser: [
    AdminListGroupsForUserCommandInput,
    Pick<AdminListGroupsForUserCommandOutput, 'Groups'>,
  ];
  AdminListUserSessions: [
    AdminListUserSessionsCommandInput,
    { readonly Sessions?: readonly PoolSession[] },
  ];
  AdminRemoveUserFromGroup: [AdminRemoveUserFromGroupCommandInput, unknown];
  AdminRevokeUserSession: [AdminRevokeUserSessionCommandInput, unknown];
  AdminSetUserMFAPreference: [AdminSetUserMFAPreferenceCommandInput, unknown];
  AdminSetUserPassword: [AdminSetUserPasswordCommandInput, unknown];
  AdminUpdateUserAttributes: [AdminUpdateUserAttributesCommandInput, unknown];
  AdminUserGlobalSignOut: [AdminUserGlobalSignOutCommandInput, unknown];
}

/** The name of one. */
export type PoolOperation = keyof PoolOperations;

/**
 * Asks the user pool. What it refuses is an error with Cognito's name for it.
 */
export type CallPool = <Name extends PoolOperation>(
  operation: Name,
  input: PoolOperations[Name][0],
) => Promise<PoolOperations[Name][1]>;

/** By signed requests. `call`: of the service `cognito-idp`. */
export const callPool =
  (call: SignedCall, region: string): CallPool =>
  (operation, input) =>
    call({
      method: 'POST',
      host: `cognito-idp.${region}.amazonaws.com`,
      path: '/',
      headers: {
        'content-type': 'application/x-amz-json-1.1',
        'x-amz-target': `AWSCognitoIdentityProviderService.${operation}`,
      },
      body: JSON.stringify(input),
    });
