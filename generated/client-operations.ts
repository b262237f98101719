/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { AwsJson } from '../client/documents.ts';
import type { UserManagerDocument } from '../client/documents.ts';
export type AuthFactor =
  | 'EMAIL_CODE'
  | 'PASSKEY'
  | 'PASSWORD'
  | 'SMS_CODE'
  /** The code that an authenticator app shows. */
  | 'TOTP';

export type CreateUserInput = {
  /**
   * A JSON object of at most 4 KB. Send it as a variable: in a text within the document, members that are
   * there twice and digits that JavaScript has no room for are lost before anybody can refuse them.
   */
  attributes?: string | null | undefined;
  /**
   * Makes a repeat harmless: the same token with the same input returns the same user and changes
   * nothing, with other input it is refused. 1 to 64 characters.
   */
  clientRequestToken?: string | null | undefined;
  email: string;
  firstName: string;
  lastName: string;
  phone?: string | null | undefined;
  role?: UserRole | null | undefined;
  /** How the invitation is written; by itself in the language of the stage. */
  wording?: InvitationWordingInput | null | undefined;
};

export type InvitationPhase =
  /** Invited, and the password is over: send the invitation again. */
  | 'EXPIRED'
  /** Invited, and the password is still good. */
  | 'PENDING';

/** How an invitation is written. Amazon SES mails one that has any of these, from the address of the stage. */
export type InvitationWordingInput = {
  /** Of this mail, and of the reminder. */
  language?: Language | null | undefined;
  /**
   * What the mail begins with: plain text of at most 500 characters, without < > { }. It stands in this mail
   * alone: it is not kept, and no later one repeats it.
   */
  message?: string | null | undefined;
};

/** What mails are written in. */
export type Language =
  | 'DE'
  | 'EN';

export type SortDirection =
  | 'ASC'
  | 'DESC';

/** A field that is left out stays; null clears phone and attributes. */
export type UpdateMeInput = {
  /** As in CreateUserInput: send it as a variable. */
  attributes?: string | null | undefined;
  /** Refuse with VersionConflict unless the record has this version. */
  expectedVersion?: number | null | undefined;
  firstName?: string | null | undefined;
  lastName?: string | null | undefined;
  phone?: string | null | undefined;
};

/** A field that is left out stays; null clears phone and attributes. */
export type UpdateUserInput = {
  /** As in CreateUserInput: send it as a variable. */
  attributes?: string | null | undefined;
  email?: string | null | undefined;
  /** Refuse with VersionConflict unless the record has this version. */
  expectedVersion?: number | null | undefined;
  firstName?: string | null | undefined;
  id: string;
  lastName?: string | null | undefined;
  phone?: string | null | undefined;
  role?: UserRole | null | undefined;
};

/** Which changes to hear; all given parts must hold, any value of a part will do. */
export type UserChangeFilter = {
  /** At most 5. */
  ids?: Array<string> | null | undefined;
  roles?: Array<UserRole> | null | undefined;
  statuses?: Array<UserStatus> | null | undefined;
  types?: Array<UserChangeType> | null | undefined;
};

export type UserChangeType =
  | 'CREATED'
  | 'DELETED'
  | 'UPDATED';

/** Which users to list; all given parts must hold. */
export type UserFilter = {
  /** Start of the e-mail address, in any case; of the domain in its own letters or in ASCII (xn--). */
  emailPrefix?: string | null | undefined;
  /** Only people who have not signed in yet, by how their invitation stands. */
  invitation?: InvitationPhase | null | undefined;
  /** Start of `firstName lastName`, with or without accents, in any case. */
  namePrefix?: string | null | undefined;
  role?: UserRole | null | undefined;
  /**
   * What somebody types to find a person, at most 10 words: each must begin a word of the name or the e-mail
   * address, with or without accents, in any case (`jose`, `garc`, `strasse`, `jose@münchen`, `jose@xn--mnchen`).
   * Of a name 5 words at least are found, the longest. In the order NAME unless `sort` says otherwise.
   */
  search?: string | null | undefined;
  status?: UserStatus | null | undefined;
};

export type UserRole =
  | 'ADMIN'
  | 'MEMBER';

export type UserSort = {
  direction?: SortDirection | null | undefined;
  field?: UserSortField | null | undefined;
};

export type UserSortField =
  | 'CREATED_AT'
  /** By the address as it is stored. */
  | 'EMAIL'
  /**
   * By `firstName lastName` as it is searched: without case, accents and punctuation (Émile, Emma, Müller, Mustafa),
   * then by bytes of UTF-8, so that other scripts come after a to z, each in the order of its letters in Unicode.
   */
  | 'NAME';

export type UserStatus =
  | 'ACTIVE'
  /** Created, has not signed in yet. */
  | 'INVITED'
  /** May not sign in. */
  | 'SUSPENDED';

export type AccessFieldsFragment = { id: string, sessions: Array<{ id: string, current: boolean, client: string, startedAt: string, lastUsedAt: string, device: string | null, ipAddress: string | null, city: string | null, country: string | null }> | null, factors: { first: Array<AuthFactor>, second: Array<AuthFactor>, preferred: AuthFactor | null } | null };

export type CreateUserMutationVariables = Exact<{
  input: CreateUserInput;
}>;


export type CreateUserMutation = { createUser: { id: string, email: string, firstName: string, lastName: string, phone: string | null, role: UserRole, status: UserStatus, attributes: AwsJson | null, version: number, createdAt: string, updatedAt: string, createdBy: string, updatedBy: string, lastSignInAt: string | null, sessionsEndedAt: string | null, factorsResetAt: string | null, revokedSessions: Array<{ id: string, client: string, startedAt: string, revokedAt: string }> | null, invitation: { sentAt: string, expiresAt: string, sentBy: string, times: number, language: Language | null } | null } | null };

export type UpdateUserMutationVariables = Exact<{
  input: UpdateUserInput;
}>;


export type UpdateUserMutation = { updateUser: { id: string, email: string, firstName: string, lastName: string, phone: string | null, role: UserRole, status: UserStatus, attributes: AwsJson | null, version: number, createdAt: string, updatedAt: string, createdBy: string, updatedBy: string, lastSignInAt: string | null, sessionsEndedAt: string | null, factorsResetAt: string | null, revokedSessions: Array<{ id: string, client: string, startedAt: string, revokedAt: string }> | null, invitation: { sentAt: string, expiresAt: string, sentBy: string, times: number, language: Language | null } | null } | null };

export type UpdateMeMutationVariables = Exact<{
  input: UpdateMeInput;
}>;


export type UpdateMeMutation = { updateMe: { id: string, email: string, firstName: string, lastName: string, phone: string | null, role: UserRole, status: UserStatus, attributes: AwsJson | null, version: number, createdAt: string, updatedAt: string, createdBy: string, updatedBy: string, lastSignInAt: string | null, sessionsEndedAt: string | null, factorsResetAt: string | null, revokedSessions: Array<{ id: string, client: string, startedAt: string, revokedAt: string }> | null, invitation: { sentAt: string, expiresAt: string, sentBy: string, times: number, language: Language | null } | null } | null };

export type RequestEmailChangeMutationVariables = Exact<{
  email: string;
}>;


export type RequestEmailChangeMutation = { requestEmailChange: { email: string, expiresAt: string } | null };

export type ConfirmEmailChangeMutationVariables = Exact<{
  code: string;
}>;


export type ConfirmEmailChangeMutation = { confirmEmailChange: { id: string, email: string, firstName: string, lastName: string, phone: string | null, role: UserRole, status: UserStatus, attributes: AwsJson | null, version: number, createdAt: string, updatedAt: string, createdBy: string, updatedBy: string, lastSignInAt: string | null, sessionsEndedAt: string | null, factorsResetAt: string | null, revokedSessions: Array<{ id: string, client: string, startedAt: string, revokedAt: string }> | null, invitation: { sentAt: string, expiresAt: string, sentBy: string, times: number, language: Language | null } | null } | null };

export type SuspendUserMutationVariables = Exact<{
  id: string;
  expectedVersion?: number | null | undefined;
}>;


export type SuspendUserMutation = { suspendUser: { id: string, email: string, firstName: string, lastName: string, phone: string | null, role: UserRole, status: UserStatus, attributes: AwsJson | null, version: number, createdAt: string, updatedAt: string, createdBy: string, updatedBy: string, lastSignInAt: string | null, sessionsEndedAt: string | null, factorsResetAt: string | null, revokedSessions: Array<{ id: string, client: string, startedAt: string, revokedAt: string }> | null, invitation: { sentAt: string, expiresAt: string, sentBy: string, times: number, language: Language | null } | null } | null };

export type ReactivateUserMutationVariables = Exact<{
  id: string;
  expectedVersion?: number | null | undefined;
}>;


export type ReactivateUserMutation = { reactivateUser: { id: string, email: string, firstName: string, lastName: string, phone: string | null, role: UserRole, status: UserStatus, attributes: AwsJson | null, version: number, createdAt: string, updatedAt: string, createdBy: string, updatedBy: string, lastSignInAt: string | null, sessionsEndedAt: string | null, factorsResetAt: string | null, revokedSessions: Array<{ id: string, client: string, startedAt: string, revokedAt: string }> | null, invitation: { sentAt: string, expiresAt: string, sentBy: string, times: number, language: Language | null } | null } | null };

export type SignOutEverywhereMutationVariables = Exact<{
  id: string;
}>;


export type SignOutEverywhereMutation = { signOutEverywhere: { id: string, email: string, firstName: string, lastName: string, phone: string | null, role: UserRole, status: UserStatus, attributes: AwsJson | null, version: number, createdAt: string, updatedAt: string, createdBy: string, updatedBy: string, lastSignInAt: string | null, sessionsEndedAt: string | null, factorsResetAt: string | null, revokedSessions: Array<{ id: string, client: string, startedAt: string, revokedAt: string }> | null, invitation: { sentAt: string, expiresAt: string, sentBy: string, times: number, language: Language | null } | null } | null };

export type RevokeSessionMutationVariables = Exact<{
  id: string;
  sessionId: string;
}>;


export type RevokeSessionMutation = { revokeSession: { id: string, email: string, firstName: string, lastName: string, phone: string | null, role: UserRole, status: UserStatus, attributes: AwsJson | null, version: number, createdAt: string, updatedAt: string, createdBy: string, updatedBy: string, lastSignInAt: string | null, sessionsEndedAt: string | null, factorsResetAt: string | null, revokedSessions: Array<{ id: string, client: string, startedAt: string, revokedAt: string }> | null, invitation: { sentAt: string, expiresAt: string, sentBy: string, times: number, language: Language | null } | null } | null };

export type ResetFactorsMutationVariables = Exact<{
  id: string;
}>;


export type ResetFactorsMutation = { resetFactors: { id: string, email: string, firstName: string, lastName: string, phone: string | null, role: UserRole, status: UserStatus, attributes: AwsJson | null, version: number, createdAt: string, updatedAt: string, createdBy: string, updatedBy: string, lastSignInAt: string | null, sessionsEndedAt: string | null, factorsResetAt: string | null, revokedSessions: Array<{ id: string, client: string, startedAt: string, revokedAt: string }> | null, invitation: { sentAt: string, expiresAt: string, sentBy: string, times: number, language: Language | null } | null } | null };

export type ResendInvitationMutationVariables = Exact<{
  id: string;
  wording?: InvitationWordingInput | null | undefined;
}>;


export type ResendInvitationMutation = { resendInvitation: { id: string, email: string, firstName: string, lastName: string, phone: string | null, role: UserRole, status: UserStatus, attributes: AwsJson | null, version: number, createdAt: string, updatedAt: string, createdBy: string, updatedBy: string, lastSignInAt: string | null, sessionsEndedAt: string | null, factorsResetAt: string | null, revokedSessions: Array<{ id: string, client: string, startedAt: string, revokedAt: string }> | null, invitation: { sentAt: string, expiresAt: string, sentBy: string, times: number, language: Language | null } | null } | null };

export type RevokeInvitationMutationVariables = Exact<{
  id: string;
}>;


export type RevokeInvitationMutation = { revokeInvitation: { id: string, email: string, firstName: string, lastName: string, phone: string | null, role: UserRole, status: UserStatus, attributes: AwsJson | null, version: number, createdAt: string, updatedAt: string, createdBy: string, updatedBy: string, lastSignInAt: string | null, sessionsEndedAt: string | null, factorsResetAt: string | null, revokedSessions: Array<{ id: string, client: string, startedAt: string, revokedAt: string }> | null, invitation: { sentAt: string, expiresAt: string, sentBy: string, times: number, language: Language | null } | null } | null };

export type DeleteUserMutationVariables = Exact<{
  id: string;
  expectedVersion?: number | null | undefined;
}>;


export type DeleteUserMutation = { deleteUser: { id: string, email: string, firstName: string, lastName: string, phone: string | null, role: UserRole, status: UserStatus, attributes: AwsJson | null, version: number, createdAt: string, updatedAt: string, createdBy: string, updatedBy: string, lastSignInAt: string | null, sessionsEndedAt: string | null, factorsResetAt: string | null, revokedSessions: Array<{ id: string, client: string, startedAt: string, revokedAt: string }> | null, invitation: { sentAt: string, expiresAt: string, sentBy: string, times: number, language: Language | null } | null } | null };

export type PurgeUserMutationVariables = Exact<{
  id: string;
}>;


export type PurgeUserMutation = { purgeUser: string | null };

export type MeQueryVariables = Exact<{ [key: string]: never; }>;


export type MeQuery = { me: { id: string, email: string, firstName: string, lastName: string, phone: string | null, role: UserRole, status: UserStatus, attributes: AwsJson | null, version: number, createdAt: string, updatedAt: string, createdBy: string, updatedBy: string, lastSignInAt: string | null, sessionsEndedAt: string | null, factorsResetAt: string | null, revokedSessions: Array<{ id: string, client: string, startedAt: string, revokedAt: string }> | null, invitation: { sentAt: string, expiresAt: string, sentBy: string, times: number, language: Language | null } | null } | null };

export type GetUserQueryVariables = Exact<{
  id: string;
}>;


export type GetUserQuery = { getUser: { id: string, email: string, firstName: string, lastName: string, phone: string | null, role: UserRole, status: UserStatus, attributes: AwsJson | null, version: number, createdAt: string, updatedAt: string, createdBy: string, updatedBy: string, lastSignInAt: string | null, sessionsEndedAt: string | null, factorsResetAt: string | null, revokedSessions: Array<{ id: string, client: string, startedAt: string, revokedAt: string }> | null, invitation: { sentAt: string, expiresAt: string, sentBy: string, times: number, language: Language | null } | null } | null };

export type GetUserByEmailQueryVariables = Exact<{
  email: string;
}>;


export type GetUserByEmailQuery = { getUserByEmail: { id: string, email: string, firstName: string, lastName: string, phone: string | null, role: UserRole, status: UserStatus, attributes: AwsJson | null, version: number, createdAt: string, updatedAt: string, createdBy: string, updatedBy: string, lastSignInAt: string | null, sessionsEndedAt: string | null, factorsResetAt: string | null, revokedSessions: Array<{ id: string, client: string, startedAt: string, revokedAt: string }> | null, invitation: { sentAt: string, expiresAt: string, sentBy: string, times: number, language: Language | null } | null } | null };

export type ListUsersQueryVariables = Exact<{
  filter?: UserFilter | null | undefined;
  sort?: UserSort | null | undefined;
  limit?: number | null | undefined;
  nextToken?: string | null | undefined;
}>;


export type ListUsersQuery = { listUsers: { nextToken: string | null, items: Array<{ id: string, email: string, firstName: string, lastName: string, phone: string | null, role: UserRole, status: UserStatus, attributes: AwsJson | null, version: number, createdAt: string, updatedAt: string, createdBy: string, updatedBy: string, lastSignInAt: string | null, sessionsEndedAt: string | null, factorsResetAt: string | null, revokedSessions: Array<{ id: string, client: string, startedAt: string, revokedAt: string }> | null, invitation: { sentAt: string, expiresAt: string, sentBy: string, times: number, language: Language | null } | null }> } };

export type UserStatsQueryVariables = Exact<{ [key: string]: never; }>;


export type UserStatsQuery = { userStats: { total: number, byStatus: { INVITED: number, ACTIVE: number, SUSPENDED: number }, byRole: { ADMIN: number, MEMBER: number } } };

export type ChangeBacklogQueryVariables = Exact<{ [key: string]: never; }>;


export type ChangeBacklogQuery = { changeBacklog: { waiting: number, givenUp: number } };

export type UserActivityQueryVariables = Exact<{
  days?: number | null | undefined;
}>;


export type UserActivityQuery = { userActivity: Array<{ day: string, created: number, updated: number, deleted: number }> };

export type ExportUserQueryVariables = Exact<{
  id: string;
  nextToken?: string | null | undefined;
}>;


export type ExportUserQuery = { exportUser: AwsJson | null };

export type MyAccessQueryVariables = Exact<{ [key: string]: never; }>;


export type MyAccessQuery = { me: { id: string, sessions: Array<{ id: string, current: boolean, client: string, startedAt: string, lastUsedAt: string, device: string | null, ipAddress: string | null, city: string | null, country: string | null }> | null, factors: { first: Array<AuthFactor>, second: Array<AuthFactor>, preferred: AuthFactor | null } | null } | null };

export type UserAccessQueryVariables = Exact<{
  id: string;
}>;


export type UserAccessQuery = { getUser: { id: string, sessions: Array<{ id: string, current: boolean, client: string, startedAt: string, lastUsedAt: string, device: string | null, ipAddress: string | null, city: string | null, country: string | null }> | null, factors: { first: Array<AuthFactor>, second: Array<AuthFactor>, preferred: AuthFactor | null } | null } | null };

export type UserHistoryQueryVariables = Exact<{
  id: string;
  limit?: number | null | undefined;
  nextToken?: string | null | undefined;
}>;


export type UserHistoryQuery = { getUser: { id: string, history: { nextToken: string | null, items: Array<{ type: UserChangeType, version: number, actor: string, at: string, changes: Array<{ field: string, from: AwsJson | null, to: AwsJson | null }> }> } | null } | null };

export type OnUserChangeSubscriptionVariables = Exact<{
  filter?: UserChangeFilter | null | undefined;
}>;


export type OnUserChangeSubscription = { onUserChange: { type: UserChangeType, changedFields: Array<string>, actor: string, at: string, user: { id: string, email: string, firstName: string, lastName: string, phone: string | null, role: UserRole, status: UserStatus, attributes: AwsJson | null, version: number, createdAt: string, updatedAt: string, createdBy: string, updatedBy: string, lastSignInAt: string | null, sessionsEndedAt: string | null, factorsResetAt: string | null, revokedSessions: Array<{ id: string, client: string, startedAt: string, revokedAt: string }> | null, invitation: { sentAt: string, expiresAt: string, sentBy: string, times: number, language: Language | null } | null } } | null };

export type OnUserCreatedSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type OnUserCreatedSubscription = { onUserCreated: { type: UserChangeType, changedFields: Array<string>, actor: string, at: string, user: { id: string, email: string, firstName: string, lastName: string, phone: string | null, role: UserRole, status: UserStatus, attributes: AwsJson | null, version: number, createdAt: string, updatedAt: string, createdBy: string, updatedBy: string, lastSignInAt: string | null, sessionsEndedAt: string | null, factorsResetAt: string | null, revokedSessions: Array<{ id: string, client: string, startedAt: string, revokedAt: string }> | null, invitation: { sentAt: string, expiresAt: string, sentBy: string, times: number, language: Language | null } | null } } | null };

export type OnUserUpdatedSubscriptionVariables = Exact<{
  id?: string | null | undefined;
}>;


export type OnUserUpdatedSubscription = { onUserUpdated: { type: UserChangeType, changedFields: Array<string>, actor: string, at: string, user: { id: string, email: string, firstName: string, lastName: string, phone: string | null, role: UserRole, status: UserStatus, attributes: AwsJson | null, version: number, createdAt: string, updatedAt: string, createdBy: string, updatedBy: string, lastSignInAt: string | null, sessionsEndedAt: string | null, factorsResetAt: string | null, revokedSessions: Array<{ id: string, client: string, startedAt: string, revokedAt: string }> | null, invitation: { sentAt: string, expiresAt: string, sentBy: string, times: number, language: Language | null } | null } } | null };

export type OnUserDeletedSubscriptionVariables = Exact<{
  id?: string | null | undefined;
}>;


export type OnUserDeletedSubscription = { onUserDeleted: { type: UserChangeType, changedFields: Array<string>, actor: string, at: string, user: { id: string, email: string, firstName: string, lastName: string, phone: string | null, role: UserRole, status: UserStatus, attributes: AwsJson | null, version: number, createdAt: string, updatedAt: string, createdBy: string, updatedBy: string, lastSignInAt: string | null, sessionsEndedAt: string | null, factorsResetAt: string | null, revokedSessions: Array<{ id: string, client: string, startedAt: string, revokedAt: string }> | null, invitation: { sentAt: string, expiresAt: string, sentBy: string, times: number, language: Language | null } | null } } | null };

export type UserFieldsFragment = { id: string, email: string, firstName: string, lastName: string, phone: string | null, role: UserRole, status: UserStatus, attributes: AwsJson | null, version: number, createdAt: string, updatedAt: string, createdBy: string, updatedBy: string, lastSignInAt: string | null, sessionsEndedAt: string | null, factorsResetAt: string | null, revokedSessions: Array<{ id: string, client: string, startedAt: string, revokedAt: string }> | null, invitation: { sentAt: string, expiresAt: string, sentBy: string, times: number, language: Language | null } | null };

export type UserChangeFieldsFragment = { type: UserChangeType, changedFields: Array<string>, actor: string, at: string, user: { id: string, email: string, firstName: string, lastName: string, phone: string | null, role: UserRole, status: UserStatus, attributes: AwsJson | null, version: number, createdAt: string, updatedAt: string, createdBy: string, updatedBy: string, lastSignInAt: string | null, sessionsEndedAt: string | null, factorsResetAt: string | null, revokedSessions: Array<{ id: string, client: string, startedAt: string, revokedAt: string }> | null, invitation: { sentAt: string, expiresAt: string, sentBy: string, times: number, language: Language | null } | null } };

export const AUTH_FACTORS = ["PASSWORD","PASSKEY","TOTP","SMS_CODE","EMAIL_CODE"] as const satisfies readonly AuthFactor[];
export const INVITATION_PHASES = ["PENDING","EXPIRED"] as const satisfies readonly InvitationPhase[];
export const LANGUAGES = ["EN","DE"] as const satisfies readonly Language[];
export const SORT_DIRECTIONS = ["ASC","DESC"] as const satisfies readonly SortDirection[];
export const USER_CHANGE_TYPES = ["CREATED","UPDATED","DELETED"] as const satisfies readonly UserChangeType[];
export const USER_ROLES = ["ADMIN","MEMBER"] as const satisfies readonly UserRole[];
export const USER_SORT_FIELDS = ["CREATED_AT","EMAIL","NAME"] as const satisfies readonly UserSortField[];
export const USER_STATUSES = ["INVITED","ACTIVE","SUSPENDED"] as const satisfies readonly UserStatus[];
const accessFields = {"kind":"FragmentDefinition","name":{"kind":"Name","value":"AccessFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"User"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"sessions"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"current"}},{"kind":"Field","name":{"kind":"Name","value":"client"}},{"kind":"Field","name":{"kind":"Name","value":"startedAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastUsedAt"}},{"kind":"Field","name":{"kind":"Name","value":"device"}},{"kind":"Field","name":{"kind":"Name","value":"ipAddress"}},{"kind":"Field","name":{"kind":"Name","value":"city"}},{"kind":"Field","name":{"kind":"Name","value":"country"}}]}},{"kind":"Field","name":{"kind":"Name","value":"factors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"first"}},{"kind":"Field","name":{"kind":"Name","value":"second"}},{"kind":"Field","name":{"kind":"Name","value":"preferred"}}]}}]}};
const userFields = {"kind":"FragmentDefinition","name":{"kind":"Name","value":"UserFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"User"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"email"}},{"kind":"Field","name":{"kind":"Name","value":"firstName"}},{"kind":"Field","name":{"kind":"Name","value":"lastName"}},{"kind":"Field","name":{"kind":"Name","value":"phone"}},{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"attributes"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}},{"kind":"Field","name":{"kind":"Name","value":"createdBy"}},{"kind":"Field","name":{"kind":"Name","value":"updatedBy"}},{"kind":"Field","name":{"kind":"Name","value":"lastSignInAt"}},{"kind":"Field","name":{"kind":"Name","value":"sessionsEndedAt"}},{"kind":"Field","name":{"kind":"Name","value":"revokedSessions"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"client"}},{"kind":"Field","name":{"kind":"Name","value":"startedAt"}},{"kind":"Field","name":{"kind":"Name","value":"revokedAt"}}]}},{"kind":"Field","name":{"kind":"Name","value":"factorsResetAt"}},{"kind":"Field","name":{"kind":"Name","value":"invitation"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"sentAt"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"sentBy"}},{"kind":"Field","name":{"kind":"Name","value":"times"}},{"kind":"Field","name":{"kind":"Name","value":"language"}}]}}]}};
const userChangeFields = {"kind":"FragmentDefinition","name":{"kind":"Name","value":"UserChangeFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserChange"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"user"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"UserFields"}}]}},{"kind":"Field","name":{"kind":"Name","value":"changedFields"}},{"kind":"Field","name":{"kind":"Name","value":"actor"}},{"kind":"Field","name":{"kind":"Name","value":"at"}}]}};
export const CreateUserDocument = { kind: 'Document', definitions: [{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CreateUser"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CreateUserInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"createUser"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"UserFields"}}]}}]}}, userFields], __meta__: { json: ["attributes"] } } as unknown as UserManagerDocument<CreateUserMutation, CreateUserMutationVariables>;
export const UpdateUserDocument = { kind: 'Document', definitions: [{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"UpdateUser"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"UpdateUserInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"updateUser"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"UserFields"}}]}}]}}, userFields], __meta__: { json: ["attributes"] } } as unknown as UserManagerDocument<UpdateUserMutation, UpdateUserMutationVariables>;
export const UpdateMeDocument = { kind: 'Document', definitions: [{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"UpdateMe"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"UpdateMeInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"updateMe"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"UserFields"}}]}}]}}, userFields], __meta__: { json: ["attributes"] } } as unknown as UserManagerDocument<UpdateMeMutation, UpdateMeMutationVariables>;
export const RequestEmailChangeDocument = { kind: 'Document', definitions: [{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RequestEmailChange"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"email"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"AWSEmail"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"requestEmailChange"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"email"},"value":{"kind":"Variable","name":{"kind":"Name","value":"email"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"email"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}}]}}]}}], __meta__: { json: [] } } as unknown as UserManagerDocument<RequestEmailChangeMutation, RequestEmailChangeMutationVariables>;
export const ConfirmEmailChangeDocument = { kind: 'Document', definitions: [{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ConfirmEmailChange"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"code"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"confirmEmailChange"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"code"},"value":{"kind":"Variable","name":{"kind":"Name","value":"code"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"UserFields"}}]}}]}}, userFields], __meta__: { json: ["attributes"] } } as unknown as UserManagerDocument<ConfirmEmailChangeMutation, ConfirmEmailChangeMutationVariables>;
export const SuspendUserDocument = { kind: 'Document', definitions: [{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SuspendUser"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"expectedVersion"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"suspendUser"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}},{"kind":"Argument","name":{"kind":"Name","value":"expectedVersion"},"value":{"kind":"Variable","name":{"kind":"Name","value":"expectedVersion"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"UserFields"}}]}}]}}, userFields], __meta__: { json: ["attributes"] } } as unknown as UserManagerDocument<SuspendUserMutation, SuspendUserMutationVariables>;
export const ReactivateUserDocument = { kind: 'Document', definitions: [{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ReactivateUser"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"expectedVersion"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"reactivateUser"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}},{"kind":"Argument","name":{"kind":"Name","value":"expectedVersion"},"value":{"kind":"Variable","name":{"kind":"Name","value":"expectedVersion"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"UserFields"}}]}}]}}, userFields], __meta__: { json: ["attributes"] } } as unknown as UserManagerDocument<ReactivateUserMutation, ReactivateUserMutationVariables>;
export const SignOutEverywhereDocument = { kind: 'Document', definitions: [{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SignOutEverywhere"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"signOutEverywhere"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"UserFields"}}]}}]}}, userFields], __meta__: { json: ["attributes"] } } as unknown as UserManagerDocument<SignOutEverywhereMutation, SignOutEverywhereMutationVariables>;
export const RevokeSessionDocument = { kind: 'Document', definitions: [{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RevokeSession"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"sessionId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"revokeSession"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}},{"kind":"Argument","name":{"kind":"Name","value":"sessionId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"sessionId"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"UserFields"}}]}}]}}, userFields], __meta__: { json: ["attributes"] } } as unknown as UserManagerDocument<RevokeSessionMutation, RevokeSessionMutationVariables>;
export const ResetFactorsDocument = { kind: 'Document', definitions: [{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ResetFactors"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"resetFactors"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"UserFields"}}]}}]}}, userFields], __meta__: { json: ["attributes"] } } as unknown as UserManagerDocument<ResetFactorsMutation, ResetFactorsMutationVariables>;
export const ResendInvitationDocument = { kind: 'Document', definitions: [{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ResendInvitation"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"wording"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"InvitationWordingInput"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"resendInvitation"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}},{"kind":"Argument","name":{"kind":"Name","value":"wording"},"value":{"kind":"Variable","name":{"kind":"Name","value":"wording"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"UserFields"}}]}}]}}, userFields], __meta__: { json: ["attributes"] } } as unknown as UserManagerDocument<ResendInvitationMutation, ResendInvitationMutationVariables>;
export const RevokeInvitationDocument = { kind: 'Document', definitions: [{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RevokeInvitation"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"revokeInvitation"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"UserFields"}}]}}]}}, userFields], __meta__: { json: ["attributes"] } } as unknown as UserManagerDocument<RevokeInvitationMutation, RevokeInvitationMutationVariables>;
export const DeleteUserDocument = { kind: 'Document', definitions: [{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"DeleteUser"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"expectedVersion"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"deleteUser"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}},{"kind":"Argument","name":{"kind":"Name","value":"expectedVersion"},"value":{"kind":"Variable","name":{"kind":"Name","value":"expectedVersion"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"UserFields"}}]}}]}}, userFields], __meta__: { json: ["attributes"] } } as unknown as UserManagerDocument<DeleteUserMutation, DeleteUserMutationVariables>;
export const PurgeUserDocument = { kind: 'Document', definitions: [{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"PurgeUser"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"purgeUser"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}]}]}}], __meta__: { json: [] } } as unknown as UserManagerDocument<PurgeUserMutation, PurgeUserMutationVariables>;
export const MeDocument = { kind: 'Document', definitions: [{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Me"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"me"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"UserFields"}}]}}]}}, userFields], __meta__: { json: ["attributes"] } } as unknown as UserManagerDocument<MeQuery, MeQueryVariables>;
export const GetUserDocument = { kind: 'Document', definitions: [{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"GetUser"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"getUser"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"UserFields"}}]}}]}}, userFields], __meta__: { json: ["attributes"] } } as unknown as UserManagerDocument<GetUserQuery, GetUserQueryVariables>;
export const GetUserByEmailDocument = { kind: 'Document', definitions: [{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"GetUserByEmail"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"email"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"AWSEmail"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"getUserByEmail"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"email"},"value":{"kind":"Variable","name":{"kind":"Name","value":"email"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"UserFields"}}]}}]}}, userFields], __meta__: { json: ["attributes"] } } as unknown as UserManagerDocument<GetUserByEmailQuery, GetUserByEmailQueryVariables>;
export const ListUsersDocument = { kind: 'Document', definitions: [{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ListUsers"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"UserFilter"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"sort"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"UserSort"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"limit"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"nextToken"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"listUsers"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}},{"kind":"Argument","name":{"kind":"Name","value":"sort"},"value":{"kind":"Variable","name":{"kind":"Name","value":"sort"}}},{"kind":"Argument","name":{"kind":"Name","value":"limit"},"value":{"kind":"Variable","name":{"kind":"Name","value":"limit"}}},{"kind":"Argument","name":{"kind":"Name","value":"nextToken"},"value":{"kind":"Variable","name":{"kind":"Name","value":"nextToken"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"items"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"UserFields"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nextToken"}}]}}]}}, userFields], __meta__: { json: ["attributes"] } } as unknown as UserManagerDocument<ListUsersQuery, ListUsersQueryVariables>;
export const UserStatsDocument = { kind: 'Document', definitions: [{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"UserStats"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"userStats"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"total"}},{"kind":"Field","name":{"kind":"Name","value":"byStatus"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"INVITED"}},{"kind":"Field","name":{"kind":"Name","value":"ACTIVE"}},{"kind":"Field","name":{"kind":"Name","value":"SUSPENDED"}}]}},{"kind":"Field","name":{"kind":"Name","value":"byRole"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"ADMIN"}},{"kind":"Field","name":{"kind":"Name","value":"MEMBER"}}]}}]}}]}}], __meta__: { json: [] } } as unknown as UserManagerDocument<UserStatsQuery, UserStatsQueryVariables>;
export const ChangeBacklogDocument = { kind: 'Document', definitions: [{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ChangeBacklog"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"changeBacklog"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"waiting"}},{"kind":"Field","name":{"kind":"Name","value":"givenUp"}}]}}]}}], __meta__: { json: [] } } as unknown as UserManagerDocument<ChangeBacklogQuery, ChangeBacklogQueryVariables>;
export const UserActivityDocument = { kind: 'Document', definitions: [{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"UserActivity"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"days"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"userActivity"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"days"},"value":{"kind":"Variable","name":{"kind":"Name","value":"days"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"day"}},{"kind":"Field","name":{"kind":"Name","value":"created"}},{"kind":"Field","name":{"kind":"Name","value":"updated"}},{"kind":"Field","name":{"kind":"Name","value":"deleted"}}]}}]}}], __meta__: { json: [] } } as unknown as UserManagerDocument<UserActivityQuery, UserActivityQueryVariables>;
export const ExportUserDocument = { kind: 'Document', definitions: [{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ExportUser"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"nextToken"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"exportUser"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}},{"kind":"Argument","name":{"kind":"Name","value":"nextToken"},"value":{"kind":"Variable","name":{"kind":"Name","value":"nextToken"}}}]}]}}], __meta__: { json: ["exportUser"] } } as unknown as UserManagerDocument<ExportUserQuery, ExportUserQueryVariables>;
export const MyAccessDocument = { kind: 'Document', definitions: [{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"MyAccess"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"me"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"AccessFields"}}]}}]}}, accessFields], __meta__: { json: [] } } as unknown as UserManagerDocument<MyAccessQuery, MyAccessQueryVariables>;
export const UserAccessDocument = { kind: 'Document', definitions: [{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"UserAccess"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"getUser"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"AccessFields"}}]}}]}}, accessFields], __meta__: { json: [] } } as unknown as UserManagerDocument<UserAccessQuery, UserAccessQueryVariables>;
export const UserHistoryDocument = { kind: 'Document', definitions: [{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"UserHistory"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"limit"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"nextToken"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"getUser"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"history"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"limit"},"value":{"kind":"Variable","name":{"kind":"Name","value":"limit"}}},{"kind":"Argument","name":{"kind":"Name","value":"nextToken"},"value":{"kind":"Variable","name":{"kind":"Name","value":"nextToken"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"items"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"actor"}},{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"changes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"from"}},{"kind":"Field","name":{"kind":"Name","value":"to"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"nextToken"}}]}}]}}]}}], __meta__: { json: ["from","to"] } } as unknown as UserManagerDocument<UserHistoryQuery, UserHistoryQueryVariables>;
export const OnUserChangeDocument = { kind: 'Document', definitions: [{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"OnUserChange"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"UserChangeFilter"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"onUserChange"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"UserChangeFields"}}]}}]}}, userChangeFields, userFields], __meta__: { json: ["attributes"] } } as unknown as UserManagerDocument<OnUserChangeSubscription, OnUserChangeSubscriptionVariables>;
export const OnUserCreatedDocument = { kind: 'Document', definitions: [{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"OnUserCreated"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"onUserCreated"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"UserChangeFields"}}]}}]}}, userChangeFields, userFields], __meta__: { json: ["attributes"] } } as unknown as UserManagerDocument<OnUserCreatedSubscription, OnUserCreatedSubscriptionVariables>;
export const OnUserUpdatedDocument = { kind: 'Document', definitions: [{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"OnUserUpdated"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"onUserUpdated"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"UserChangeFields"}}]}}]}}, userChangeFields, userFields], __meta__: { json: ["attributes"] } } as unknown as UserManagerDocument<OnUserUpdatedSubscription, OnUserUpdatedSubscriptionVariables>;
export const OnUserDeletedDocument = { kind: 'Document', definitions: [{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"OnUserDeleted"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"onUserDeleted"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"UserChangeFields"}}]}}]}}, userChangeFields, userFields], __meta__: { json: ["attributes"] } } as unknown as UserManagerDocument<OnUserDeletedSubscription, OnUserDeletedSubscriptionVariables>;