import type { AttributeType } from '@aws-sdk/client-cognito-identity-provider';
import {
  AdminAddUserToGroupCommand,
  AdminCreateUserCommand,
  AdminDeleteUserCommand,
  AdminDisableUserCommand,
  AdminEnableUserCommand,
  AdminGetUserCommand,
  AdminListGroupsForUserCommand,
  AdminRemoveUserFromGroupCommand,
  AdminUpdateUserAttributesCommand,
  AdminUserGlobalSignOutCommand,
  CognitoIdentityProviderClient,
  UnsupportedUserStateException,
  UsernameExistsException,
  UserNotFoundException,
} from '@aws-sdk/client-cognito-identity-provider';
import type { UserRole } from '../../generated/schema-types.ts';
import type { UserRecord } from './user.ts';

/** What Cognito should know of a person. */
export type Person = Pick<UserRecord, 'email' | 'firstName' | 'lastName' | 'phone'>;

/** What Cognito knows of a person. */
export interface CognitoState {
  readonly enabled: boolean;
  readonly attributes: Readonly<Record<string, string>>;
}

export type Identity = ReturnType<typeof createIdentity>;

/**
 * The user pool. Calls about an existing user name it by `sub`, which Cognito accepts for every
 * local user and which an e-mail change does not touch.
 */
export function createIdentity(cognito: CognitoIdentityProviderClient, userPoolId: string) {
  const of = (sub: string) => ({ UserPoolId: userPoolId, Username: sub });
  return {
    /** Makes the user and sends the invitation; null when the user name is taken. */
    async invite(person: Person): Promise<string | null> {
      const command = new AdminCreateUserCommand({
        UserPoolId: userPoolId,
        Username: person.email,
        UserAttributes: toAttributes(person),
        DesiredDeliveryMediums: ['EMAIL'],
      });
      const answer = await cognito.send(command).catch(nullOn(UsernameExistsException));
      return answer && subOf(answer.User?.Attributes);
    },

    /** Sends the invitation again; false when the user has a password of their own or is gone. */
    async inviteAgain(email: string): Promise<boolean> {
      const command = new AdminCreateUserCommand({
        UserPoolId: userPoolId,
        Username: email,
        MessageAction: 'RESEND',
        DesiredDeliveryMediums: ['EMAIL'],
      });
      const answer = await cognito
        .send(command)
        .catch(nullOn(UnsupportedUserStateException, UserNotFoundException));
      return answer !== null;
    },

    /** The `sub` behind a user name or e-mail address, or null. */
    async findSub(username: string): Promise<string | null> {
      const answer = await cognito
        .send(new AdminGetUserCommand(of(username)))
        .catch(nullOn(UserNotFoundException));
      return answer && subOf(answer.UserAttributes);
    },

    /** Null when the pool has no such user. */
    async read(sub: string): Promise<CognitoState | null> {
      const answer = await cognito
        .send(new AdminGetUserCommand(of(sub)))
        .catch(nullOn(UserNotFoundException));
      return (
        answer && { enabled: answer.Enabled ?? true, attributes: asMap(answer.UserAttributes) }
      );
    },

    /** A name may be a leftover of a phone number: an empty value removes it. */
    async writeAttributes(sub: string, attributes: Readonly<Record<string, string>>) {
      const list = Object.entries(attributes).map(([Name, Value]) => ({ Name, Value }));
      await cognito.send(
        new AdminUpdateUserAttributesCommand({ ...of(sub), UserAttributes: list }),
      );
    },

    async groups(sub: string): Promise<string[]> {
      const answer = await cognito.send(new AdminListGroupsForUserCommand(of(sub)));
      return (answer.Groups ?? []).flatMap((group) => group.GroupName ?? []);
    },

    async addToGroup(sub: string, role: UserRole) {
      await cognito.send(new AdminAddUserToGroupCommand({ ...of(sub), GroupName: role }));
    },

    async removeFromGroup(sub: string, role: UserRole) {
      await cognito.send(new AdminRemoveUserFromGroupCommand({ ...of(sub), GroupName: role }));
    },

    async enable(sub: string) {
      await cognito.send(new AdminEnableUserCommand(of(sub)));
    },

    async disable(sub: string) {
      await cognito.send(new AdminDisableUserCommand(of(sub)));
    },

    /** Ends all sessions: refresh tokens are refused from now on. */
    async signOutEverywhere(sub: string) {
      await cognito.send(new AdminUserGlobalSignOutCommand(of(sub)));
    },

    /** A user who is gone already is as good. */
    async remove(sub: string) {
      await cognito.send(new AdminDeleteUserCommand(of(sub))).catch(nullOn(UserNotFoundException));
    },
  };
}

/** The attributes Cognito keeps of a person, all of them; an absent phone number is not named. */
export function cognitoAttributes(person: Person): Record<string, string> {
  return {
    email: person.email,
    email_verified: 'true',
    given_name: person.firstName,
    family_name: person.lastName,
    ...(person.phone === undefined ? {} : { phone_number: person.phone }),
  };
}

const toAttributes = (person: Person): AttributeType[] =>
  Object.entries(cognitoAttributes(person)).map(([Name, Value]) => ({ Name, Value }));

const asMap = (attributes: AttributeType[] = []) =>
  Object.fromEntries(attributes.map(({ Name, Value }) => [Name ?? '', Value ?? '']));

function subOf(attributes: AttributeType[] | undefined): string {
  const sub = asMap(attributes)['sub'];
  if (sub === undefined) throw new Error('Cognito answered a user without sub');
  return sub;
}

type ErrorClass = abstract new (...args: never[]) => Error;

/** Turns the named errors into null, rethrows any other. */
function nullOn(...classes: ErrorClass[]) {
  return (error: unknown): null => {
    if (classes.some((errorClass) => error instanceof errorClass)) return null;
    throw error;
  };
}
