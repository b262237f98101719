import type { Action } from '../protocol/action.ts';
import { AddUserPoolClientSecret } from './AddUserPoolClientSecret.ts';
import { AdminAddUserToGroup } from './AdminAddUserToGroup.ts';
import { AdminConfirmSignUp } from './AdminConfirmSignUp.ts';
import { AdminCreateUser } from './AdminCreateUser.ts';
import { AdminDeleteSoftwareToken } from './AdminDeleteSoftwareToken.ts';
import { AdminDeleteUser } from './AdminDeleteUser.ts';
import { AdminDeleteUserAttributes } from './AdminDeleteUserAttributes.ts';
import { AdminDisableUser } from './AdminDisableUser.ts';
import { AdminEnableUser } from './AdminEnableUser.ts';
import { AdminForgetDevice } from './AdminForgetDevice.ts';
import { AdminGetDevice } from './AdminGetDevice.ts';
import { AdminGetUser } from './AdminGetUser.ts';
import { AdminGetUserAuthFactors } from './AdminGetUserAuthFactors.ts';
import { AdminInitiateAuth } from './AdminInitiateAuth.ts';
import { AdminListDevices } from './AdminListDevices.ts';
import { AdminListGroupsForUser } from './AdminListGroupsForUser.ts';
import { AdminListUserSessions } from './AdminListUserSessions.ts';
import { AdminRemoveUserFromGroup } from './AdminRemoveUserFromGroup.ts';
import { AdminResetUserPassword } from './AdminResetUserPassword.ts';
import { AdminRespondToAuthChallenge } from './AdminRespondToAuthChallenge.ts';
import { AdminRevokeUserSession } from './AdminRevokeUserSession.ts';
import { AdminSetUserMFAPreference } from './AdminSetUserMFAPreference.ts';
import { AdminSetUserPassword } from './AdminSetUserPassword.ts';
import { AdminUpdateDeviceStatus } from './AdminUpdateDeviceStatus.ts';
import { AdminUpdateUserAttributes } from './AdminUpdateUserAttributes.ts';
import { AdminUserGlobalSignOut } from './AdminUserGlobalSignOut.ts';
import { AssociateSoftwareToken } from './AssociateSoftwareToken.ts';
import { ChangePassword } from './ChangePassword.ts';
import { CompleteWebAuthnRegistration } from './CompleteWebAuthnRegistration.ts';
import { ConfirmDevice } from './ConfirmDevice.ts';
import { ConfirmForgotPassword } from './ConfirmForgotPassword.ts';
import { ConfirmSignUp } from './ConfirmSignUp.ts';
import { CreateGroup } from './CreateGroup.ts';
import { CreateTerms } from './CreateTerms.ts';
import { CreateUserImportJob } from './CreateUserImportJob.ts';
import { DeleteGroup } from './DeleteGroup.ts';
import { DeleteTerms } from './DeleteTerms.ts';
import { DeleteUser } from './DeleteUser.ts';
import { DeleteUserAttributes } from './DeleteUserAttributes.ts';
import { DeleteUserPoolClientSecret } from './DeleteUserPoolClientSecret.ts';
import { DeleteWebAuthnCredential } from './DeleteWebAuthnCredential.ts';
import { DescribeResourceServer } from './DescribeResourceServer.ts';
import { DescribeTerms } from './DescribeTerms.ts';
import { DescribeTermsByClient } from './DescribeTermsByClient.ts';
import { DescribeUserImportJob } from './DescribeUserImportJob.ts';
import { DescribeUserPool } from './DescribeUserPool.ts';
import { DescribeUserPoolClient } from './DescribeUserPoolClient.ts';
import { DescribeUserPoolDomain } from './DescribeUserPoolDomain.ts';
import { ForgetDevice } from './ForgetDevice.ts';
import { ForgotPassword } from './ForgotPassword.ts';
import { GetCSVHeader } from './GetCSVHeader.ts';
import { GetDevice } from './GetDevice.ts';
import { GetGroup } from './GetGroup.ts';
import { GetTokensFromRefreshToken } from './GetTokensFromRefreshToken.ts';
import { GetUser } from './GetUser.ts';
import { GetUserAttributeVerificationCode } from './GetUserAttributeVerificationCode.ts';
import { GetUserAuthFactors } from './GetUserAuthFactors.ts';
import { GetUserPoolMfaConfig } from './GetUserPoolMfaConfig.ts';
import { GetUserPoolSessionConfiguration } from './GetUserPoolSessionConfiguration.ts';
import { GlobalSignOut } from './GlobalSignOut.ts';
import { InitiateAuth } from './InitiateAuth.ts';
import { ListDevices } from './ListDevices.ts';
import { ListGroups } from './ListGroups.ts';
import { ListResourceServers } from './ListResourceServers.ts';
import { ListTerms } from './ListTerms.ts';
import { ListUserImportJobs } from './ListUserImportJobs.ts';
import { ListUserPoolClientSecrets } from './ListUserPoolClientSecrets.ts';
import { ListUserPoolClients } from './ListUserPoolClients.ts';
import { ListUserPools } from './ListUserPools.ts';
import { ListUserSessions } from './ListUserSessions.ts';
import { ListUsers } from './ListUsers.ts';
import { ListUsersInGroup } from './ListUsersInGroup.ts';
import { ListWebAuthnCredentials } from './ListWebAuthnCredentials.ts';
import { ResendConfirmationCode } from './ResendConfirmationCode.ts';
import { RespondToAuthChallenge } from './RespondToAuthChallenge.ts';
import { RevokeToken } from './RevokeToken.ts';
import { RevokeUserSession } from './RevokeUserSession.ts';
import { SetUserMFAPreference } from './SetUserMFAPreference.ts';
import { SetUserPoolSessionConfiguration } from './SetUserPoolSessionConfiguration.ts';
import { SignUp } from './SignUp.ts';
import { StartUserImportJob } from './StartUserImportJob.ts';
import { StartWebAuthnRegistration } from './StartWebAuthnRegistration.ts';
import { StopUserImportJob } from './StopUserImportJob.ts';
import { UpdateDeviceStatus } from './UpdateDeviceStatus.ts';
import { UpdateGroup } from './UpdateGroup.ts';
import { UpdateTerms } from './UpdateTerms.ts';
import { UpdateUserAttributes } from './UpdateUserAttributes.ts';
import { VerifySoftwareToken } from './VerifySoftwareToken.ts';
import { VerifyUserAttribute } from './VerifyUserAttribute.ts';

/** The actions that are run here, by name. */
export const actions: ReadonlyMap<string, Action> = new Map(
  [
    AddUserPoolClientSecret,
    AdminAddUserToGroup,
    AdminConfirmSignUp,
    AdminCreateUser,
    AdminDeleteSoftwareToken,
    AdminDeleteUser,
    AdminDeleteUserAttributes,
    AdminDisableUser,
    AdminEnableUser,
    AdminForgetDevice,
    AdminGetDevice,
    AdminGetUser,
    AdminGetUserAuthFactors,
    AdminInitiateAuth,
    AdminListDevices,
    AdminListGroupsForUser,
    AdminListUserSessions,
    AdminRemoveUserFromGroup,
    AdminResetUserPassword,
    AdminRespondToAuthChallenge,
    AdminRevokeUserSession,
    AdminSetUserMFAPreference,
    AdminSetUserPassword,
    AdminUpdateDeviceStatus,
    AdminUpdateUserAttributes,
    AdminUserGlobalSignOut,
    AssociateSoftwareToken,
    ChangePassword,
    CompleteWebAuthnRegistration,
    ConfirmDevice,
    ConfirmForgotPassword,
    ConfirmSignUp,
    CreateGroup,
    CreateTerms,
    CreateUserImportJob,
    DeleteGroup,
    DeleteTerms,
    DeleteUser,
    DeleteUserAttributes,
    DeleteUserPoolClientSecret,
    DeleteWebAuthnCredential,
    DescribeResourceServer,
    DescribeTerms,
    DescribeTermsByClient,
    DescribeUserImportJob,
    DescribeUserPool,
    DescribeUserPoolClient,
    DescribeUserPoolDomain,
    ForgetDevice,
    ForgotPassword,
    GetCSVHeader,
    GetDevice,
    GetGroup,
    GetTokensFromRefreshToken,
    GetUser,
    GetUserAttributeVerificationCode,
    GetUserAuthFactors,
    GetUserPoolMfaConfig,
    GetUserPoolSessionConfiguration,
    GlobalSignOut,
    InitiateAuth,
    ListDevices,
    ListGroups,
    ListResourceServers,
    ListTerms,
    ListUserImportJobs,
    ListUserPoolClientSecrets,
    ListUserPoolClients,
    ListUserPools,
    ListUserSessions,
    ListUsers,
    ListUsersInGroup,
    ListWebAuthnCredentials,
    ResendConfirmationCode,
    RespondToAuthChallenge,
    RevokeToken,
    RevokeUserSession,
    SetUserMFAPreference,
    SetUserPoolSessionConfiguration,
    SignUp,
    StartUserImportJob,
    StartWebAuthnRegistration,
    StopUserImportJob,
    UpdateDeviceStatus,
    UpdateGroup,
    UpdateTerms,
    UpdateUserAttributes,
    VerifySoftwareToken,
    VerifyUserAttribute,
  ].map((action) => [action.name, action]),
);
