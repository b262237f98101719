import type { AttributeType, UserStatusType } from '@aws-sdk/client-cognito-identity-provider';
import type { UserRole } from '../../generated/schema-types.ts';
import type { CognitoField } from '../../model/user-fields.ts';
import { COGNITO_FIELDS, USER_FIELDS } from '../../model/user-fields.ts';
import { factors } from './factors.ts';
import { inviting, unknownPassword } from './inviting.ts';
import type { Letters, Wording } from './letters.ts';
import { GONE, nullOn } from './null-on.ts';
import type { CallPool } from './pool-calls.ts';
import { sessions } from './sessions.ts';
import type { UserRecord } from './user.ts';

/** What Cognito should know of a person. */
export type Person = Pick<UserRecord, CognitoField>;

/** What Cognito knows of a person. */
export interface CognitoState {
  /** E.g. FORCE_CHANGE_PASSWORD: invited, without a password of their own. */
  readonly status: UserStatusType | undefined;
  readonly enabled: boolean;
  readonly attributes: Readonly<Record<string, string>>;
}

/** How people are invited. */
interface IdentityOptions {
  /** @default null, so that every invitation is Cognito's own mail */
  readonly letters?: Letters | null;
  /** @default false */
  readonly isByCode?: boolean;
}

/** The user pool, as `createIdentity` makes it. */
export type Identity = ReturnType<typeof createIdentity>;

/**
 * The user pool. Calls about an existing user name it by `sub`, which Cognito accepts for every
 * local user and which an e-mail change does not touch.
 */
export function createIdentity(
  call: CallPool,
  userPoolId: string,
  { letters = null, isByCode = false }: IdentityOptions = {},
) {
  return {
    /** Whether people are invited by code: they have no password, temporary or other. */
    isByCode,
    /** Whether `invite` and `inviteAgain` mail nobody, as an import may have it. */
    isSilent: false as boolean,
    ...invitations(call, userPoolId, letters),
    ...attributes(call, userPoolId),
    ...groups(call, userPoolId),
    ...access(call, userPoolId),
    ...sessions(call, userPoolId),
    ...factors(call, userPoolId),
  };
}

function invitations(call: CallPool, UserPoolId: string, letters: Letters | null) {
  const { inviteNew, ...others } = inviting(call, UserPoolId, letters);
  return {
    /** As `inviteNew`, with all that Cognito keeps of a person; answers the `sub`. */
    async invite(
      person: Person,
      options: { readonly silent?: boolean; readonly wording?: Wording } = {},
    ): Promise<string | null> {
      const attributes = toAttributes(cognitoAttributes(person));
      const made = await inviteNew(person.email, attributes, options);
      return made && subOf(made);
    },

    ...others,

    /** Puts a password that nobody knows in the place of the one that was mailed. */
    async voidInvitation(Username: string): Promise<void> {
      await call('AdminSetUserPassword', {
        UserPoolId,
        Username,
        Password: unknownPassword(),
        Permanent: false,
      }).catch(nullOn(GONE));
    },
  };
}

function attributes(call: CallPool, UserPoolId: string) {
  const find = (Username: string) =>
    call('AdminGetUser', { UserPoolId, Username }).catch(nullOn(GONE));
  return {
    /** The `sub` behind an e-mail address, or null. */
    async findSub(email: string): Promise<string | null> {
      const answer = await find(email);
      return answer && subOf(answer.UserAttributes);
    },

    /** Null when the pool has no such user. */
    async read(sub: string): Promise<CognitoState | null> {
      const answer = await find(sub);
      if (!answer) return null;
      const { Enabled: enabled = true, UserStatus: status, UserAttributes } = answer;
      return { enabled, status, attributes: asMap(UserAttributes) };
    },

    /** An empty value removes an attribute. False when another user has the e-mail address. */
    async writeAttributes(sub: string, values: Readonly<Record<string, string>>): Promise<boolean> {
      const UserAttributes = toAttributes(values);
      const input = { UserPoolId, Username: sub, UserAttributes };
      const answer = await call('AdminUpdateUserAttributes', input).catch(
        nullOn('AliasExistsException'),
      );
      return answer !== null;
    },
  };
}

function groups(call: CallPool, UserPoolId: string) {
  return {
    /** Null when the pool has no such user. */
    async groups(Username: string): Promise<string[] | null> {
      const answer = await call('AdminListGroupsForUser', { UserPoolId, Username }).catch(
        nullOn(GONE),
      );
      return answer && (answer.Groups ?? []).flatMap((group) => group.GroupName ?? []);
    },

    async addToGroup(Username: string, GroupName: UserRole) {
      await call('AdminAddUserToGroup', { UserPoolId, Username, GroupName });
    },

    async removeFromGroup(Username: string, GroupName: UserRole) {
      await call('AdminRemoveUserFromGroup', { UserPoolId, Username, GroupName });
    },
  };
}

function access(call: CallPool, UserPoolId: string) {
  return {
    async enable(Username: string) {
      await call('AdminEnableUser', { UserPoolId, Username });
    },

    async disable(Username: string) {
      await call('AdminDisableUser', { UserPoolId, Username });
    },

    /** Ends all sessions: refresh tokens are refused from now on. */
    async signOutEverywhere(Username: string) {
      await call('AdminUserGlobalSignOut', { UserPoolId, Username });
    },

    /** A user who is gone already is as good. */
    async remove(Username: string) {
      await call('AdminDeleteUser', { UserPoolId, Username }).catch(nullOn(GONE));
    },
  };
}

/** The attributes Cognito keeps of a person, all of them; those without a value are not named. */
export function cognitoAttributes(person: Person): Record<string, string> {
  const named = COGNITO_FIELDS.flatMap((field) => {
    const value = person[field];
    return value === undefined ? [] : [[USER_FIELDS[field].cognito, value] as const];
  });
  return { ...verifiedEmail(person.email), ...Object.fromEntries(named) };
}

/** The attributes of a person who has none of those that a person may be without. */
export const ABSENT_ATTRIBUTES: Readonly<Record<string, string>> = Object.fromEntries(
  COGNITO_FIELDS.filter((field) => !USER_FIELDS[field].required).map((field) => [
    USER_FIELDS[field].cognito,
    '',
  ]),
);

/** The fields that Cognito knows of a person, not checked; null where a person may be without. */
export function fieldsOf(attributes: Readonly<Record<string, string>>) {
  const entries = COGNITO_FIELDS.map((field) => {
    const { cognito, required } = USER_FIELDS[field];
    const value = attributes[cognito] ?? '';
    return [field, value === '' && !required ? null : value] as const;
  });
  return Object.fromEntries(entries) as Record<CognitoField, string | null>;
}

/** Cognito forgets the verification with every change of the address, so the two go together. */
export const verifiedEmail = (email: string) => ({ email, email_verified: 'true' });

const toAttributes = (values: Readonly<Record<string, string>>): AttributeType[] =>
  Object.entries(values).map(([Name, Value]) => ({ Name, Value }));

const asMap = (list: AttributeType[] = []) =>
  Object.fromEntries(list.map(({ Name, Value }) => [Name ?? '', Value ?? '']));

function subOf(list: AttributeType[] | undefined): string {
  const sub = asMap(list)['sub'];
  if (sub === undefined) throw new Error('Cognito answered a user without sub');
  return sub;
}
