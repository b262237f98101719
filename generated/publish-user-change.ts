/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
export type InvitationInput = {
  expiresAt: string;
  language?: Language | null | undefined;
  sentAt: string;
  sentBy: string;
  times: number;
};

/** What mails are written in. */
export type Language =
  | 'DE'
  | 'EN';

export type PublishUserChangeInput = {
  actor: string;
  at: string;
  changedFields: Array<string>;
  type: UserChangeType;
  user: UserSnapshotInput;
};

export type RevokedSessionInput = {
  client: string;
  id: string;
  revokedAt: string;
  startedAt: string;
};

export type UserChangeType =
  | 'CREATED'
  | 'DELETED'
  | 'UPDATED';

export type UserRole =
  | 'ADMIN'
  | 'MEMBER';

export type UserSnapshotInput = {
  attributes?: string | null | undefined;
  createdAt: string;
  createdBy: string;
  email: string;
  factorsResetAt?: string | null | undefined;
  firstName: string;
  id: string;
  invitation?: InvitationInput | null | undefined;
  lastName: string;
  lastSignInAt?: string | null | undefined;
  phone?: string | null | undefined;
  revokedSessions?: Array<RevokedSessionInput> | null | undefined;
  role: UserRole;
  sessionsEndedAt?: string | null | undefined;
  status: UserStatus;
  updatedAt: string;
  updatedBy: string;
  version: number;
};

export type UserStatus =
  | 'ACTIVE'
  /** Created, has not signed in yet. */
  | 'INVITED'
  /** May not sign in. */
  | 'SUSPENDED';

export type PublishUserChangeMutationVariables = Exact<{
  input: PublishUserChangeInput;
}>;


export type PublishUserChangeMutation = { publishUserChange: { type: UserChangeType, changedFields: Array<string>, actor: string, at: string, user: { id: string, email: string, firstName: string, lastName: string, phone: string | null, role: UserRole, status: UserStatus, attributes: string | null, version: number, createdAt: string, updatedAt: string, createdBy: string, updatedBy: string, lastSignInAt: string | null, sessionsEndedAt: string | null, factorsResetAt: string | null, revokedSessions: Array<{ id: string, client: string, startedAt: string, revokedAt: string }> | null, invitation: { sentAt: string, expiresAt: string, sentBy: string, times: number, language: Language | null } | null } } | null };

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

export const PublishUserChangeDocument = new TypedDocumentString(`
    mutation PublishUserChange($input: PublishUserChangeInput!) {
  publishUserChange(input: $input) {
    type
    user {
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
      sessionsEndedAt
      revokedSessions {
        id
        client
        startedAt
        revokedAt
      }
      factorsResetAt
      invitation {
        sentAt
        expiresAt
        sentBy
        times
        language
      }
    }
    changedFields
    actor
    at
  }
}
    `) as unknown as TypedDocumentString<PublishUserChangeMutation, PublishUserChangeMutationVariables>;