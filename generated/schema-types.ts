export type Maybe<T> = T | null;
export type InputMaybe<T> = Maybe<T>;
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  AWSDate: { input: string; output: string; }
  AWSDateTime: { input: string; output: string; }
  AWSEmail: { input: string; output: string; }
  AWSIPAddress: { input: string; output: string; }
  AWSJSON: { input: unknown; output: unknown; }
  AWSPhone: { input: string; output: string; }
  AWSTime: { input: string; output: string; }
  AWSTimestamp: { input: number; output: number; }
  AWSURL: { input: string; output: string; }
  Long: { input: number; output: number; }
};

export type AuthFactor =
  | 'EMAIL_CODE'
  | 'PASSKEY'
  | 'PASSWORD'
  | 'SMS_CODE'
  /** The code that an authenticator app shows. */
  | 'TOTP';

/** Changes that have not arrived everywhere, as SQS counts them: about, and some moments late. */
export type ChangeBacklog = {
  /** Changes that were given up within 14 days: mend the cause, then `npm run users -- replay`. */
  givenUp: Scalars['Int']['output'];
  /** People whose changes failed and are tried again by themselves, for about 12 hours. */
  waiting: Scalars['Int']['output'];
};

export type CreateUserInput = {
  /**
   * A JSON object of at most 4 KB. Send it as a variable: in a text within the document, members that are
   * there twice and digits that JavaScript has no room for are lost before anybody can refuse them.
   */
  attributes?: InputMaybe<Scalars['AWSJSON']['input']>;
  /**
   * Makes a repeat harmless: the same token with the same input returns the same user and changes
   * nothing, with other input it is refused. 1 to 64 characters.
   */
  clientRequestToken?: InputMaybe<Scalars['String']['input']>;
  email: Scalars['AWSEmail']['input'];
  firstName: Scalars['String']['input'];
  lastName: Scalars['String']['input'];
  phone?: InputMaybe<Scalars['AWSPhone']['input']>;
  role?: InputMaybe<UserRole>;
  /** How the invitation is written; by itself in the language of the stage. */
  wording?: InputMaybe<InvitationWordingInput>;
};

/** An address that waits for its code. */
export type EmailChangeRequest = {
  /** Where the code was sent, as it will be stored. */
  email: Scalars['AWSEmail']['output'];
  /** When the code is good for nothing any more. */
  expiresAt: Scalars['AWSDateTime']['output'];
};

export type FieldChange = {
  field: Scalars['String']['output'];
  /** The value before, as JSON; null when there was none. */
  from?: Maybe<Scalars['AWSJSON']['output']>;
  /** The value after, as JSON; null when there is none. */
  to?: Maybe<Scalars['AWSJSON']['output']>;
};

/** A mail with a temporary password. */
export type Invitation = {
  /** When its password is good for nothing any more; the past after `revokeInvitation`. */
  expiresAt: Scalars['AWSDateTime']['output'];
  /** Null: that of the stage. */
  language?: Maybe<Language>;
  sentAt: Scalars['AWSDateTime']['output'];
  /** Who had it sent: a user id, `client:<id>` or `system`. */
  sentBy: Scalars['String']['output'];
  /** How many were sent, this one included. */
  times: Scalars['Int']['output'];
};

export type InvitationInput = {
  expiresAt: Scalars['AWSDateTime']['input'];
  language?: InputMaybe<Language>;
  sentAt: Scalars['AWSDateTime']['input'];
  sentBy: Scalars['String']['input'];
  times: Scalars['Int']['input'];
};

export type InvitationPhase =
  /** Invited, and the password is over: send the invitation again. */
  | 'EXPIRED'
  /** Invited, and the password is still good. */
  | 'PENDING';

/** How an invitation is written. Amazon SES mails one that has any of these, from the address of the stage. */
export type InvitationWordingInput = {
  /** Of this mail, and of the reminder. */
  language?: InputMaybe<Language>;
  /**
   * What the mail begins with: plain text of at most 500 characters, without < > { }. It stands in this mail
   * alone: it is not kept, and no later one repeats it.
   */
  message?: InputMaybe<Scalars['String']['input']>;
};

/** What mails are written in. */
export type Language =
  | 'DE'
  | 'EN';

export type Mutation = {
  /**
   * Changes the caller's own e-mail address to the one that the code was sent to. The same code again
   * changes nothing and answers the same. Any signed-in person.
   */
  confirmEmailChange?: Maybe<User>;
  /** Invites a person: makes the Cognito user and the record. ADMIN or `users/write`. */
  createUser?: Maybe<User>;
  /** Deletes a user and returns the record as it was. ADMIN or `users/write`. */
  deleteUser?: Maybe<User>;
  /** Tells subscribers of one committed change. Only publish-changes calls it, with IAM. */
  publishUserChange?: Maybe<UserChange>;
  /** Erases the history of a deleted user and returns the id. ADMIN or `users/write`. */
  purgeUser?: Maybe<Scalars['ID']['output']>;
  /** Gives a suspended user access again. ADMIN or `users/write`. */
  reactivateUser?: Maybe<User>;
  /**
   * Sends a code to an address that the caller wants to have; a code sent before is void. The code is
   * good for 15 minutes and 5 tries; 5 requests an hour, 10 a day. Any signed-in person.
   */
  requestEmailChange?: Maybe<EmailChangeRequest>;
  /**
   * Sends the invitation of an INVITED user again, with a new temporary password. ADMIN or `users/write`.
   * In the language of the one before, unless `wording` says another.
   */
  resendInvitation?: Maybe<User>;
  /**
   * Takes a user's second factors away, who has lost them: the next sign-in asks for none, and the user may set up
   * others. The user is told by mail. Passkeys stay, which nobody but their owner can take away. ADMIN or `users/write`.
   */
  resetFactors?: Maybe<User>;
  /**
   * Makes the invitation of an INVITED user good for nothing: its password is refused from now on. The user stays, and
   * can be invited again. ADMIN or `users/write`.
   */
  revokeInvitation?: Maybe<User>;
  /**
   * Ends one session of a user, one of `User.sessions`: the API refuses its tokens at once, and none is renewed. Others go
   * on. ADMIN, `users/write`, or the user.
   */
  revokeSession?: Maybe<User>;
  /**
   * Ends all sessions of a user, on every device: the API refuses their tokens at once, and none is renewed. The
   * user may sign in again. ADMIN, `users/write`, or the user, who is signed out here too.
   */
  signOutEverywhere?: Maybe<User>;
  /** Ends a user's access: sign-in is refused and sessions end. ADMIN or `users/write`. */
  suspendUser?: Maybe<User>;
  /** Changes the caller's own names, phone and attributes. Any signed-in person. */
  updateMe?: Maybe<User>;
  /** Changes the given fields of a user. ADMIN or `users/write`. */
  updateUser?: Maybe<User>;
};


export type MutationConfirmEmailChangeArgs = {
  code: Scalars['String']['input'];
};


export type MutationCreateUserArgs = {
  input: CreateUserInput;
};


export type MutationDeleteUserArgs = {
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  id: Scalars['ID']['input'];
};


export type MutationPublishUserChangeArgs = {
  input: PublishUserChangeInput;
};


export type MutationPurgeUserArgs = {
  id: Scalars['ID']['input'];
};


export type MutationReactivateUserArgs = {
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  id: Scalars['ID']['input'];
};


export type MutationRequestEmailChangeArgs = {
  email: Scalars['AWSEmail']['input'];
};


export type MutationResendInvitationArgs = {
  id: Scalars['ID']['input'];
  wording?: InputMaybe<InvitationWordingInput>;
};


export type MutationResetFactorsArgs = {
  id: Scalars['ID']['input'];
};


export type MutationRevokeInvitationArgs = {
  id: Scalars['ID']['input'];
};


export type MutationRevokeSessionArgs = {
  id: Scalars['ID']['input'];
  sessionId: Scalars['ID']['input'];
};


export type MutationSignOutEverywhereArgs = {
  id: Scalars['ID']['input'];
};


export type MutationSuspendUserArgs = {
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  id: Scalars['ID']['input'];
};


export type MutationUpdateMeArgs = {
  input: UpdateMeInput;
};


export type MutationUpdateUserArgs = {
  input: UpdateUserInput;
};

export type PublishUserChangeInput = {
  actor: Scalars['String']['input'];
  at: Scalars['AWSDateTime']['input'];
  changedFields: Array<Scalars['String']['input']>;
  type: UserChangeType;
  user: UserSnapshotInput;
};

export type Query = {
  /** Changes that have not arrived in Cognito or with subscribers. ADMIN or `users/read`. */
  changeBacklog: ChangeBacklog;
  /**
   * Everything that is kept about a person, also a deleted one, as a JSON object: `record`, `history`,
   * `emailChange` (the last one asked for) and `identity` (what Cognito holds). A long history comes in parts,
   * oldest first: `nextToken` in the JSON, absent at the end, asks for the next. ADMIN, `users/read`, or the user.
   */
  exportUser?: Maybe<Scalars['AWSJSON']['output']>;
  /** One user by id (the Cognito `sub`), or null. ADMIN, `users/read`, or the user. */
  getUser?: Maybe<User>;
  /**
   * One user by e-mail address in any case, its domain in its own letters or in ASCII (xn--), or null; as of
   * the last write. ADMIN, `users/read`, or the user.
   */
  getUserByEmail?: Maybe<User>;
  /**
   * A page of the directory. A page is full while there is more. ADMIN or `users/read`.
   * `limit` is 1 to 100, 20 unless given. `nextToken` belongs to the same filter, sort and caller.
   */
  listUsers: UserConnection;
  /** The caller's own record, or null when the directory holds none. Any signed-in person. */
  me?: Maybe<User>;
  /**
   * What has happened to people, day by day in UTC, oldest first, today last; a moment behind the latest
   * changes. `days` is 1 to 90. ADMIN or `users/read`.
   */
  userActivity: Array<UserActivityDay>;
  /** How many users there are; a moment behind the latest changes. ADMIN or `users/read`. */
  userStats: UserStats;
};


export type QueryExportUserArgs = {
  id: Scalars['ID']['input'];
  nextToken?: InputMaybe<Scalars['String']['input']>;
};


export type QueryGetUserArgs = {
  id: Scalars['ID']['input'];
};


export type QueryGetUserByEmailArgs = {
  email: Scalars['AWSEmail']['input'];
};


export type QueryListUsersArgs = {
  filter?: InputMaybe<UserFilter>;
  limit?: InputMaybe<Scalars['Int']['input']>;
  nextToken?: InputMaybe<Scalars['String']['input']>;
  sort?: InputMaybe<UserSort>;
};


export type QueryUserActivityArgs = {
  days?: InputMaybe<Scalars['Int']['input']>;
};

export type RevokedSession = {
  client: Scalars['String']['output'];
  id: Scalars['ID']['output'];
  revokedAt: Scalars['AWSDateTime']['output'];
  startedAt: Scalars['AWSDateTime']['output'];
};

export type RevokedSessionInput = {
  client: Scalars['String']['input'];
  id: Scalars['ID']['input'];
  revokedAt: Scalars['AWSDateTime']['input'];
  startedAt: Scalars['AWSDateTime']['input'];
};

export type SortDirection =
  | 'ASC'
  | 'DESC';

export type Subscription = {
  /** Every change that the filter lets through. ADMIN and `users/read` hear all, MEMBER the own record. */
  onUserChange?: Maybe<UserChange>;
  /** Users that were created. ADMIN and `users/read`; MEMBER the own record. */
  onUserCreated?: Maybe<UserChange>;
  /** Users that were deleted, or the one with this id. ADMIN and `users/read`; MEMBER the own record. */
  onUserDeleted?: Maybe<UserChange>;
  /** Changes of users, or of the one with this id. ADMIN and `users/read`; MEMBER the own record. */
  onUserUpdated?: Maybe<UserChange>;
};


export type SubscriptionOnUserChangeArgs = {
  filter?: InputMaybe<UserChangeFilter>;
};


export type SubscriptionOnUserDeletedArgs = {
  id?: InputMaybe<Scalars['ID']['input']>;
};


export type SubscriptionOnUserUpdatedArgs = {
  id?: InputMaybe<Scalars['ID']['input']>;
};

/** A field that is left out stays; null clears phone and attributes. */
export type UpdateMeInput = {
  /** As in CreateUserInput: send it as a variable. */
  attributes?: InputMaybe<Scalars['AWSJSON']['input']>;
  /** Refuse with VersionConflict unless the record has this version. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  firstName?: InputMaybe<Scalars['String']['input']>;
  lastName?: InputMaybe<Scalars['String']['input']>;
  phone?: InputMaybe<Scalars['AWSPhone']['input']>;
};

/** A field that is left out stays; null clears phone and attributes. */
export type UpdateUserInput = {
  /** As in CreateUserInput: send it as a variable. */
  attributes?: InputMaybe<Scalars['AWSJSON']['input']>;
  email?: InputMaybe<Scalars['AWSEmail']['input']>;
  /** Refuse with VersionConflict unless the record has this version. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  firstName?: InputMaybe<Scalars['String']['input']>;
  id: Scalars['ID']['input'];
  lastName?: InputMaybe<Scalars['String']['input']>;
  phone?: InputMaybe<Scalars['AWSPhone']['input']>;
  role?: InputMaybe<UserRole>;
};

/** A person of the directory, on top of the Cognito user with the same `sub`. */
export type User = {
  /** The team's own data: a JSON object of at most 4 KB. */
  attributes?: Maybe<Scalars['AWSJSON']['output']>;
  createdAt: Scalars['AWSDateTime']['output'];
  /** Who created the record: a user id, `client:<id>` or `system`. */
  createdBy: Scalars['String']['output'];
  /** Unique; trimmed, Unicode NFC, lower case, the domain in ASCII (xn--); at most 128 characters. */
  email: Scalars['AWSEmail']['output'];
  /** What the user can sign in with. ADMIN, `users/read`, or the user. */
  factors?: Maybe<UserFactors>;
  /** When `resetFactors` last took the user's second factors away. */
  factorsResetAt?: Maybe<Scalars['AWSDateTime']['output']>;
  firstName: Scalars['String']['output'];
  /** The audit trail, newest first. `limit` is 1 to 100. ADMIN, `users/read`, or the user. */
  history?: Maybe<UserHistoryConnection>;
  /** The Cognito `sub`. */
  id: Scalars['ID']['output'];
  /** The last invitation that was mailed; null for people who signed up by themselves or were imported in silence. */
  invitation?: Maybe<Invitation>;
  lastName: Scalars['String']['output'];
  /**
   * The first sign-in makes the user ACTIVE and is a change. Later ones move neither version nor updatedAt,
   * and nobody is told of them. A list that does not ask for it is answered sooner.
   */
  lastSignInAt?: Maybe<Scalars['AWSDateTime']['output']>;
  phone?: Maybe<Scalars['AWSPhone']['output']>;
  /** Sessions that `revokeSession` ended within the day before the last one: what they still hold is refused. */
  revokedSessions?: Maybe<Array<RevokedSession>>;
  role: UserRole;
  /**
   * Where the user is signed in, the last used first; a moment behind. Null when Cognito keeps track of none. ADMIN,
   * `users/read`, or the user.
   */
  sessions?: Maybe<Array<UserSession>>;
  /** When `signOutEverywhere` last ended the user's sessions: what was signed in before is refused. */
  sessionsEndedAt?: Maybe<Scalars['AWSDateTime']['output']>;
  status: UserStatus;
  updatedAt: Scalars['AWSDateTime']['output'];
  /** Who changed it last: a user id, `client:<id>` or `system`. */
  updatedBy: Scalars['String']['output'];
  /** 1 at creation, one more with every change. */
  version: Scalars['Int']['output'];
};


/** A person of the directory, on top of the Cognito user with the same `sub`. */
export type UserHistoryArgs = {
  limit?: InputMaybe<Scalars['Int']['input']>;
  nextToken?: InputMaybe<Scalars['String']['input']>;
};

/** How many people it happened to on one day, counted when it became known. */
export type UserActivityDay = {
  created: Scalars['Int']['output'];
  day: Scalars['AWSDate']['output'];
  deleted: Scalars['Int']['output'];
  /** Changes of status or role; first sign-ins are among them. */
  updated: Scalars['Int']['output'];
};

/** What subscribers hear: the whole user after the change (before it, for DELETED). */
export type UserChange = {
  actor: Scalars['String']['output'];
  at: Scalars['AWSDateTime']['output'];
  /**
   * Names of the fields of User whose content differs; version, updatedAt and updatedBy, which move with
   * every change, are not named. Empty for DELETED.
   */
  changedFields: Array<Scalars['String']['output']>;
  type: UserChangeType;
  user: User;
};

/** Which changes to hear; all given parts must hold, any value of a part will do. */
export type UserChangeFilter = {
  /** At most 5. */
  ids?: InputMaybe<Array<Scalars['ID']['input']>>;
  roles?: InputMaybe<Array<UserRole>>;
  statuses?: InputMaybe<Array<UserStatus>>;
  types?: InputMaybe<Array<UserChangeType>>;
};

export type UserChangeType =
  | 'CREATED'
  | 'DELETED'
  | 'UPDATED';

export type UserConnection = {
  items: Array<User>;
  /** Null at the end. */
  nextToken?: Maybe<Scalars['String']['output']>;
};

export type UserFactors = {
  /** What a sign-in may begin with. */
  first: Array<AuthFactor>;
  /** Which of several second ones it asks for. */
  preferred?: Maybe<AuthFactor>;
  /** What it asks for after a password, if anything. */
  second: Array<AuthFactor>;
};

/** Which users to list; all given parts must hold. */
export type UserFilter = {
  /** Start of the e-mail address, in any case; of the domain in its own letters or in ASCII (xn--). */
  emailPrefix?: InputMaybe<Scalars['String']['input']>;
  /** Only people who have not signed in yet, by how their invitation stands. */
  invitation?: InputMaybe<InvitationPhase>;
  /** Start of `firstName lastName`, with or without accents, in any case. */
  namePrefix?: InputMaybe<Scalars['String']['input']>;
  role?: InputMaybe<UserRole>;
  /**
   * What somebody types to find a person, at most 10 words: each must begin a word of the name or the e-mail
   * address, with or without accents, in any case (`jose`, `garc`, `strasse`, `jose@münchen`, `jose@xn--mnchen`).
   * Of a name 5 words at least are found, the longest. In the order NAME unless `sort` says otherwise.
   */
  search?: InputMaybe<Scalars['String']['input']>;
  status?: InputMaybe<UserStatus>;
};

export type UserHistoryConnection = {
  items: Array<UserHistoryEntry>;
  /** Null at the end. */
  nextToken?: Maybe<Scalars['String']['output']>;
};

/** One committed change of a user. */
export type UserHistoryEntry = {
  actor: Scalars['String']['output'];
  at: Scalars['AWSDateTime']['output'];
  changes: Array<FieldChange>;
  type: UserChangeType;
  /** The record's version after the change. */
  version: Scalars['Int']['output'];
};

export type UserRole =
  | 'ADMIN'
  | 'MEMBER';

export type UserRoleCounts = {
  ADMIN: Scalars['Int']['output'];
  MEMBER: Scalars['Int']['output'];
};

/** A sign-in that still goes on: what its tokens are renewed by. */
export type UserSession = {
  /** As the address tells, in English; null when it tells nothing. */
  city?: Maybe<Scalars['String']['output']>;
  /** The app client that it is of. */
  client: Scalars['String']['output'];
  country?: Maybe<Scalars['String']['output']>;
  /** Whether it is the one that asks. */
  current: Scalars['Boolean']['output'];
  /** Browser and system, as they say of themselves; null when they say nothing. */
  device?: Maybe<Scalars['String']['output']>;
  /** For `revokeSession`. */
  id: Scalars['ID']['output'];
  /** Where it last got tokens from. */
  ipAddress?: Maybe<Scalars['String']['output']>;
  /** When it last got tokens. */
  lastUsedAt: Scalars['AWSDateTime']['output'];
  startedAt: Scalars['AWSDateTime']['output'];
};

export type UserSnapshotInput = {
  attributes?: InputMaybe<Scalars['AWSJSON']['input']>;
  createdAt: Scalars['AWSDateTime']['input'];
  createdBy: Scalars['String']['input'];
  email: Scalars['AWSEmail']['input'];
  factorsResetAt?: InputMaybe<Scalars['AWSDateTime']['input']>;
  firstName: Scalars['String']['input'];
  id: Scalars['ID']['input'];
  invitation?: InputMaybe<InvitationInput>;
  lastName: Scalars['String']['input'];
  lastSignInAt?: InputMaybe<Scalars['AWSDateTime']['input']>;
  phone?: InputMaybe<Scalars['AWSPhone']['input']>;
  revokedSessions?: InputMaybe<Array<RevokedSessionInput>>;
  role: UserRole;
  sessionsEndedAt?: InputMaybe<Scalars['AWSDateTime']['input']>;
  status: UserStatus;
  updatedAt: Scalars['AWSDateTime']['input'];
  updatedBy: Scalars['String']['input'];
  version: Scalars['Int']['input'];
};

export type UserSort = {
  direction?: InputMaybe<SortDirection>;
  field?: InputMaybe<UserSortField>;
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

export type UserStats = {
  byRole: UserRoleCounts;
  byStatus: UserStatusCounts;
  total: Scalars['Int']['output'];
};

export type UserStatus =
  | 'ACTIVE'
  /** Created, has not signed in yet. */
  | 'INVITED'
  /** May not sign in. */
  | 'SUSPENDED';

export type UserStatusCounts = {
  ACTIVE: Scalars['Int']['output'];
  INVITED: Scalars['Int']['output'];
  SUSPENDED: Scalars['Int']['output'];
};
