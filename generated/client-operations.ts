/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
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
};

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
  /** Start of `firstName lastName`, in any case. */
  namePrefix?: string | null | undefined;
  role?: UserRole | null | undefined;
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
  | 'EMAIL'
  | 'NAME';

export type UserStatus =
  | 'ACTIVE'
  /** Created, has not signed in yet. */
  | 'INVITED'
  /** May not sign in. */
  | 'SUSPENDED';

export type CreateUserMutationVariables = Exact<{
  input: CreateUserInput;
}>;


export type CreateUserMutation = { createUser: { id: string, email: string, firstName: string, lastName: string, phone: string | null, role: UserRole, status: UserStatus, attributes: string | null, version: number, createdAt: string, updatedAt: string, createdBy: string, updatedBy: string, lastSignInAt: string | null } | null };

export type UpdateUserMutationVariables = Exact<{
  input: UpdateUserInput;
}>;


export type UpdateUserMutation = { updateUser: { id: string, email: string, firstName: string, lastName: string, phone: string | null, role: UserRole, status: UserStatus, attributes: string | null, version: number, createdAt: string, updatedAt: string, createdBy: string, updatedBy: string, lastSignInAt: string | null } | null };

export type UpdateMeMutationVariables = Exact<{
  input: UpdateMeInput;
}>;


export type UpdateMeMutation = { updateMe: { id: string, email: string, firstName: string, lastName: string, phone: string | null, role: UserRole, status: UserStatus, attributes: string | null, version: number, createdAt: string, updatedAt: string, createdBy: string, updatedBy: string, lastSignInAt: string | null } | null };

export type RequestEmailChangeMutationVariables = Exact<{
  email: string;
}>;


export type RequestEmailChangeMutation = { requestEmailChange: { email: string, expiresAt: string } | null };

export type ConfirmEmailChangeMutationVariables = Exact<{
  code: string;
}>;


export type ConfirmEmailChangeMutation = { confirmEmailChange: { id: string, email: string, firstName: string, lastName: string, phone: string | null, role: UserRole, status: UserStatus, attributes: string | null, version: number, createdAt: string, updatedAt: string, createdBy: string, updatedBy: string, lastSignInAt: string | null } | null };

export type SuspendUserMutationVariables = Exact<{
  id: string;
  expectedVersion?: number | null | undefined;
}>;


export type SuspendUserMutation = { suspendUser: { id: string, email: string, firstName: string, lastName: string, phone: string | null, role: UserRole, status: UserStatus, attributes: string | null, version: number, createdAt: string, updatedAt: string, createdBy: string, updatedBy: string, lastSignInAt: string | null } | null };

export type ReactivateUserMutationVariables = Exact<{
  id: string;
  expectedVersion?: number | null | undefined;
}>;


export type ReactivateUserMutation = { reactivateUser: { id: string, email: string, firstName: string, lastName: string, phone: string | null, role: UserRole, status: UserStatus, attributes: string | null, version: number, createdAt: string, updatedAt: string, createdBy: string, updatedBy: string, lastSignInAt: string | null } | null };

export type ResendInvitationMutationVariables = Exact<{
  id: string;
}>;


export type ResendInvitationMutation = { resendInvitation: { id: string, email: string, firstName: string, lastName: string, phone: string | null, role: UserRole, status: UserStatus, attributes: string | null, version: number, createdAt: string, updatedAt: string, createdBy: string, updatedBy: string, lastSignInAt: string | null } | null };

export type DeleteUserMutationVariables = Exact<{
  id: string;
  expectedVersion?: number | null | undefined;
}>;


export type DeleteUserMutation = { deleteUser: { id: string, email: string, firstName: string, lastName: string, phone: string | null, role: UserRole, status: UserStatus, attributes: string | null, version: number, createdAt: string, updatedAt: string, createdBy: string, updatedBy: string, lastSignInAt: string | null } | null };

export type PurgeUserMutationVariables = Exact<{
  id: string;
}>;


export type PurgeUserMutation = { purgeUser: string | null };

export type MeQueryVariables = Exact<{ [key: string]: never; }>;


export type MeQuery = { me: { id: string, email: string, firstName: string, lastName: string, phone: string | null, role: UserRole, status: UserStatus, attributes: string | null, version: number, createdAt: string, updatedAt: string, createdBy: string, updatedBy: string, lastSignInAt: string | null } | null };

export type GetUserQueryVariables = Exact<{
  id: string;
}>;


export type GetUserQuery = { getUser: { id: string, email: string, firstName: string, lastName: string, phone: string | null, role: UserRole, status: UserStatus, attributes: string | null, version: number, createdAt: string, updatedAt: string, createdBy: string, updatedBy: string, lastSignInAt: string | null } | null };

export type GetUserByEmailQueryVariables = Exact<{
  email: string;
}>;


export type GetUserByEmailQuery = { getUserByEmail: { id: string, email: string, firstName: string, lastName: string, phone: string | null, role: UserRole, status: UserStatus, attributes: string | null, version: number, createdAt: string, updatedAt: string, createdBy: string, updatedBy: string, lastSignInAt: string | null } | null };

export type ListUsersQueryVariables = Exact<{
  filter?: UserFilter | null | undefined;
  sort?: UserSort | null | undefined;
  limit?: number | null | undefined;
  nextToken?: string | null | undefined;
}>;


export type ListUsersQuery = { listUsers: { nextToken: string | null, items: Array<{ id: string, email: string, firstName: string, lastName: string, phone: string | null, role: UserRole, status: UserStatus, attributes: string | null, version: number, createdAt: string, updatedAt: string, createdBy: string, updatedBy: string, lastSignInAt: string | null }> } };

export type UserStatsQueryVariables = Exact<{ [key: string]: never; }>;


export type UserStatsQuery = { userStats: { total: number, byStatus: { INVITED: number, ACTIVE: number, SUSPENDED: number }, byRole: { ADMIN: number, MEMBER: number } } };

export type ExportUserQueryVariables = Exact<{
  id: string;
}>;


export type ExportUserQuery = { exportUser: string | null };

export type UserHistoryQueryVariables = Exact<{
  id: string;
  limit?: number | null | undefined;
  nextToken?: string | null | undefined;
}>;


export type UserHistoryQuery = { getUser: { id: string, history: { nextToken: string | null, items: Array<{ type: UserChangeType, version: number, actor: string, at: string, changes: Array<{ field: string, from: string | null, to: string | null }> }> } | null } | null };

export type OnUserChangeSubscriptionVariables = Exact<{
  filter?: UserChangeFilter | null | undefined;
}>;


export type OnUserChangeSubscription = { onUserChange: { type: UserChangeType, changedFields: Array<string>, actor: string, at: string, user: { id: string, email: string, firstName: string, lastName: string, phone: string | null, role: UserRole, status: UserStatus, attributes: string | null, version: number, createdAt: string, updatedAt: string, createdBy: string, updatedBy: string, lastSignInAt: string | null } } | null };

export type OnUserCreatedSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type OnUserCreatedSubscription = { onUserCreated: { type: UserChangeType, changedFields: Array<string>, actor: string, at: string, user: { id: string, email: string, firstName: string, lastName: string, phone: string | null, role: UserRole, status: UserStatus, attributes: string | null, version: number, createdAt: string, updatedAt: string, createdBy: string, updatedBy: string, lastSignInAt: string | null } } | null };

export type OnUserUpdatedSubscriptionVariables = Exact<{
  id?: string | null | undefined;
}>;


export type OnUserUpdatedSubscription = { onUserUpdated: { type: UserChangeType, changedFields: Array<string>, actor: string, at: string, user: { id: string, email: string, firstName: string, lastName: string, phone: string | null, role: UserRole, status: UserStatus, attributes: string | null, version: number, createdAt: string, updatedAt: string, createdBy: string, updatedBy: string, lastSignInAt: string | null } } | null };

export type OnUserDeletedSubscriptionVariables = Exact<{
  id?: string | null | undefined;
}>;


export type OnUserDeletedSubscription = { onUserDeleted: { type: UserChangeType, changedFields: Array<string>, actor: string, at: string, user: { id: string, email: string, firstName: string, lastName: string, phone: string | null, role: UserRole, status: UserStatus, attributes: string | null, version: number, createdAt: string, updatedAt: string, createdBy: string, updatedBy: string, lastSignInAt: string | null } } | null };

export type UserFieldsFragment = { id: string, email: string, firstName: string, lastName: string, phone: string | null, role: UserRole, status: UserStatus, attributes: string | null, version: number, createdAt: string, updatedAt: string, createdBy: string, updatedBy: string, lastSignInAt: string | null };

export type UserChangeFieldsFragment = { type: UserChangeType, changedFields: Array<string>, actor: string, at: string, user: { id: string, email: string, firstName: string, lastName: string, phone: string | null, role: UserRole, status: UserStatus, attributes: string | null, version: number, createdAt: string, updatedAt: string, createdBy: string, updatedBy: string, lastSignInAt: string | null } };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}
export const UserFieldsFragmentDoc = new TypedDocumentString(`
    fragment UserFields on User {
  id
  email
  firstName
  lastName
  phone
  role
  status
  attributes
  version
  createdAt
  updatedAt
  createdBy
  updatedBy
  lastSignInAt
}
    `, {"fragmentName":"UserFields"}) as unknown as TypedDocumentString<UserFieldsFragment, unknown>;
export const UserChangeFieldsFragmentDoc = new TypedDocumentString(`
    fragment UserChangeFields on UserChange {
  type
  user {
    ...UserFields
  }
  changedFields
  actor
  at
}
    fragment UserFields on User {
  id
  email
  firstName
  lastName
  phone
  role
  status
  attributes
  version
  createdAt
  updatedAt
  createdBy
  updatedBy
  lastSignInAt
}`, {"fragmentName":"UserChangeFields"}) as unknown as TypedDocumentString<UserChangeFieldsFragment, unknown>;
export const CreateUserDocument = new TypedDocumentString(`
    mutation CreateUser($input: CreateUserInput!) {
  createUser(input: $input) {
    ...UserFields
  }
}
    fragment UserFields on User {
  id
  email
  firstName
  lastName
  phone
  role
  status
  attributes
  version
  createdAt
  updatedAt
  createdBy
  updatedBy
  lastSignInAt
}`) as unknown as TypedDocumentString<CreateUserMutation, CreateUserMutationVariables>;
export const UpdateUserDocument = new TypedDocumentString(`
    mutation UpdateUser($input: UpdateUserInput!) {
  updateUser(input: $input) {
    ...UserFields
  }
}
    fragment UserFields on User {
  id
  email
  firstName
  lastName
  phone
  role
  status
  attributes
  version
  createdAt
  updatedAt
  createdBy
  updatedBy
  lastSignInAt
}`) as unknown as TypedDocumentString<UpdateUserMutation, UpdateUserMutationVariables>;
export const UpdateMeDocument = new TypedDocumentString(`
    mutation UpdateMe($input: UpdateMeInput!) {
  updateMe(input: $input) {
    ...UserFields
  }
}
    fragment UserFields on User {
  id
  email
  firstName
  lastName
  phone
  role
  status
  attributes
  version
  createdAt
  updatedAt
  createdBy
  updatedBy
  lastSignInAt
}`) as unknown as TypedDocumentString<UpdateMeMutation, UpdateMeMutationVariables>;
export const RequestEmailChangeDocument = new TypedDocumentString(`
    mutation RequestEmailChange($email: AWSEmail!) {
  requestEmailChange(email: $email) {
    email
    expiresAt
  }
}
    `) as unknown as TypedDocumentString<RequestEmailChangeMutation, RequestEmailChangeMutationVariables>;
export const ConfirmEmailChangeDocument = new TypedDocumentString(`
    mutation ConfirmEmailChange($code: String!) {
  confirmEmailChange(code: $code) {
    ...UserFields
  }
}
    fragment UserFields on User {
  id
  email
  firstName
  lastName
  phone
  role
  status
  attributes
  version
  createdAt
  updatedAt
  createdBy
  updatedBy
  lastSignInAt
}`) as unknown as TypedDocumentString<ConfirmEmailChangeMutation, ConfirmEmailChangeMutationVariables>;
export const SuspendUserDocument = new TypedDocumentString(`
    mutation SuspendUser($id: ID!, $expectedVersion: Int) {
  suspendUser(id: $id, expectedVersion: $expectedVersion) {
    ...UserFields
  }
}
    fragment UserFields on User {
  id
  email
  firstName
  lastName
  phone
  role
  status
  attributes
  version
  createdAt
  updatedAt
  createdBy
  updatedBy
  lastSignInAt
}`) as unknown as TypedDocumentString<SuspendUserMutation, SuspendUserMutationVariables>;
export const ReactivateUserDocument = new TypedDocumentString(`
    mutation ReactivateUser($id: ID!, $expectedVersion: Int) {
  reactivateUser(id: $id, expectedVersion: $expectedVersion) {
    ...UserFields
  }
}
    fragment UserFields on User {
  id
  email
  firstName
  lastName
  phone
  role
  status
  attributes
  version
  createdAt
  updatedAt
  createdBy
  updatedBy
  lastSignInAt
}`) as unknown as TypedDocumentString<ReactivateUserMutation, ReactivateUserMutationVariables>;
export const ResendInvitationDocument = new TypedDocumentString(`
    mutation ResendInvitation($id: ID!) {
  resendInvitation(id: $id) {
    ...UserFields
  }
}
    fragment UserFields on User {
  id
  email
  firstName
  lastName
  phone
  role
  status
  attributes
  version
  createdAt
  updatedAt
  createdBy
  updatedBy
  lastSignInAt
}`) as unknown as TypedDocumentString<ResendInvitationMutation, ResendInvitationMutationVariables>;
export const DeleteUserDocument = new TypedDocumentString(`
    mutation DeleteUser($id: ID!, $expectedVersion: Int) {
  deleteUser(id: $id, expectedVersion: $expectedVersion) {
    ...UserFields
  }
}
    fragment UserFields on User {
  id
  email
  firstName
  lastName
  phone
  role
  status
  attributes
  version
  createdAt
  updatedAt
  createdBy
  updatedBy
  lastSignInAt
}`) as unknown as TypedDocumentString<DeleteUserMutation, DeleteUserMutationVariables>;
export const PurgeUserDocument = new TypedDocumentString(`
    mutation PurgeUser($id: ID!) {
  purgeUser(id: $id)
}
    `) as unknown as TypedDocumentString<PurgeUserMutation, PurgeUserMutationVariables>;
export const MeDocument = new TypedDocumentString(`
    query Me {
  me {
    ...UserFields
  }
}
    fragment UserFields on User {
  id
  email
  firstName
  lastName
  phone
  role
  status
  attributes
  version
  createdAt
  updatedAt
  createdBy
  updatedBy
  lastSignInAt
}`) as unknown as TypedDocumentString<MeQuery, MeQueryVariables>;
export const GetUserDocument = new TypedDocumentString(`
    query GetUser($id: ID!) {
  getUser(id: $id) {
    ...UserFields
  }
}
    fragment UserFields on User {
  id
  email
  firstName
  lastName
  phone
  role
  status
  attributes
  version
  createdAt
  updatedAt
  createdBy
  updatedBy
  lastSignInAt
}`) as unknown as TypedDocumentString<GetUserQuery, GetUserQueryVariables>;
export const GetUserByEmailDocument = new TypedDocumentString(`
    query GetUserByEmail($email: AWSEmail!) {
  getUserByEmail(email: $email) {
    ...UserFields
  }
}
    fragment UserFields on User {
  id
  email
  firstName
  lastName
  phone
  role
  status
  attributes
  version
  createdAt
  updatedAt
  createdBy
  updatedBy
  lastSignInAt
}`) as unknown as TypedDocumentString<GetUserByEmailQuery, GetUserByEmailQueryVariables>;
export const ListUsersDocument = new TypedDocumentString(`
    query ListUsers($filter: UserFilter, $sort: UserSort, $limit: Int, $nextToken: String) {
  listUsers(filter: $filter, sort: $sort, limit: $limit, nextToken: $nextToken) {
    items {
      ...UserFields
    }
    nextToken
  }
}
    fragment UserFields on User {
  id
  email
  firstName
  lastName
  phone
  role
  status
  attributes
  version
  createdAt
  updatedAt
  createdBy
  updatedBy
  lastSignInAt
}`) as unknown as TypedDocumentString<ListUsersQuery, ListUsersQueryVariables>;
export const UserStatsDocument = new TypedDocumentString(`
    query UserStats {
  userStats {
    total
    byStatus {
      INVITED
      ACTIVE
      SUSPENDED
    }
    byRole {
      ADMIN
      MEMBER
    }
  }
}
    `) as unknown as TypedDocumentString<UserStatsQuery, UserStatsQueryVariables>;
export const ExportUserDocument = new TypedDocumentString(`
    query ExportUser($id: ID!) {
  exportUser(id: $id)
}
    `) as unknown as TypedDocumentString<ExportUserQuery, ExportUserQueryVariables>;
export const UserHistoryDocument = new TypedDocumentString(`
    query UserHistory($id: ID!, $limit: Int, $nextToken: String) {
  getUser(id: $id) {
    id
    history(limit: $limit, nextToken: $nextToken) {
      items {
        type
        version
        actor
        at
        changes {
          field
          from
          to
        }
      }
      nextToken
    }
  }
}
    `) as unknown as TypedDocumentString<UserHistoryQuery, UserHistoryQueryVariables>;
export const OnUserChangeDocument = new TypedDocumentString(`
    subscription OnUserChange($filter: UserChangeFilter) {
  onUserChange(filter: $filter) {
    ...UserChangeFields
  }
}
    fragment UserFields on User {
  id
  email
  firstName
  lastName
  phone
  role
  status
  attributes
  version
  createdAt
  updatedAt
  createdBy
  updatedBy
  lastSignInAt
}
fragment UserChangeFields on UserChange {
  type
  user {
    ...UserFields
  }
  changedFields
  actor
  at
}`) as unknown as TypedDocumentString<OnUserChangeSubscription, OnUserChangeSubscriptionVariables>;
export const OnUserCreatedDocument = new TypedDocumentString(`
    subscription OnUserCreated {
  onUserCreated {
    ...UserChangeFields
  }
}
    fragment UserFields on User {
  id
  email
  firstName
  lastName
  phone
  role
  status
  attributes
  version
  createdAt
  updatedAt
  createdBy
  updatedBy
  lastSignInAt
}
fragment UserChangeFields on UserChange {
  type
  user {
    ...UserFields
  }
  changedFields
  actor
  at
}`) as unknown as TypedDocumentString<OnUserCreatedSubscription, OnUserCreatedSubscriptionVariables>;
export const OnUserUpdatedDocument = new TypedDocumentString(`
    subscription OnUserUpdated($id: ID) {
  onUserUpdated(id: $id) {
    ...UserChangeFields
  }
}
    fragment UserFields on User {
  id
  email
  firstName
  lastName
  phone
  role
  status
  attributes
  version
  createdAt
  updatedAt
  createdBy
  updatedBy
  lastSignInAt
}
fragment UserChangeFields on UserChange {
  type
  user {
    ...UserFields
  }
  changedFields
  actor
  at
}`) as unknown as TypedDocumentString<OnUserUpdatedSubscription, OnUserUpdatedSubscriptionVariables>;
export const OnUserDeletedDocument = new TypedDocumentString(`
    subscription OnUserDeleted($id: ID) {
  onUserDeleted(id: $id) {
    ...UserChangeFields
  }
}
    fragment UserFields on User {
  id
  email
  firstName
  lastName
  phone
  role
  status
  attributes
  version
  createdAt
  updatedAt
  createdBy
  updatedBy
  lastSignInAt
}
fragment UserChangeFields on UserChange {
  type
  user {
    ...UserFields
  }
  changedFields
  actor
  at
}`) as unknown as TypedDocumentString<OnUserDeletedSubscription, OnUserDeletedSubscriptionVariables>;