/* eslint-disable @typescript-eslint/no-empty-object-type -- an interface is shown by its name */
import type {
  CreateUserInput as CreateUserWire,
  RequestEmailChangeMutation,
  UpdateMeInput as UpdateMeWire,
  UpdateUserInput as UpdateUserWire,
  UserAccessQuery,
  UserActivityQuery,
  UserChangeFieldsFragment,
  UserFieldsFragment,
  UserHistoryQuery,
  UserStatsQuery,
} from '../generated/client-operations.ts';
import type { Parsed, WithObjects } from './json.ts';

type History = NonNullable<NonNullable<UserHistoryQuery['getUser']>['history']>['items'][number];

/** A person of the directory. */
export interface User extends Parsed<UserFieldsFragment> {}

/** What a subscriber hears: the whole user after the change (before it, for DELETED). */
export interface UserChange extends Parsed<UserChangeFieldsFragment> {}

/** One committed change of a user, of the audit trail. */
export interface UserHistoryEntry extends Parsed<History> {}

/** A field's value before and after a change, of any JSON. */
export interface FieldChange extends Parsed<History['changes'][number]> {}

type Access = NonNullable<UserAccessQuery['getUser']>;

/** A sign-in that still goes on. */
export interface UserSession extends Parsed<NonNullable<Access['sessions']>[number]> {}

/** What a user can sign in with. */
export interface UserFactors extends Parsed<NonNullable<Access['factors']>> {}

/** How many users there are. */
export interface UserStats extends Parsed<UserStatsQuery['userStats']> {}

/** What happened to users on one day (UTC). */
export interface UserActivityDay extends Parsed<UserActivityQuery['userActivity'][number]> {}

/** An address that waits for its code. */
export interface EmailChangeRequest extends Parsed<
  NonNullable<RequestEmailChangeMutation['requestEmailChange']>
> {}

/** Input of `createUser`; JSON as objects. */
export interface CreateUserInput extends WithObjects<CreateUserWire> {}
/** Input of `updateUser`; JSON as objects. */
export interface UpdateUserInput extends WithObjects<UpdateUserWire> {}
/** Input of `updateMe`; JSON as objects. */
export interface UpdateMeInput extends WithObjects<UpdateMeWire> {}

export type {
  AuthFactor,
  InvitationWordingInput,
  Language,
  SortDirection,
  UserChangeFilter,
  UserChangeType,
  UserFilter,
  UserRole,
  UserSort,
  UserSortField,
  UserStatus,
  InvitationPhase,
} from '../generated/client-operations.ts';
