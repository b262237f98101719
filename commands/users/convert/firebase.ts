import { UsageError } from '../errors.ts';
import {
  itemsOf,
  jsonOf,
  leftOf,
  membersOf,
  namesOf,
  phoneOf,
  textOf,
  type Members,
  type MovedPerson,
} from './person.ts';

const WHAT = 'what firebase auth:export writes, with users';

/**
 * Users of Firebase Authentication: the JSON of `firebase auth:export`. Its passwords are hashed by a scrypt of its
 * own, whose key is the project's: Cognito has no such algorithm, so all of them are left behind.
 * @see https://firebase.google.com/docs/cli/auth
 */
export function readFirebase(text: string): readonly MovedPerson[] {
  const { users } = membersOf(jsonOf(text, WHAT));
  if (!Array.isArray(users)) throw new UsageError(`The file has no users: it must be ${WHAT}.`);
  return users.map((user, index) => personOf(membersOf(user), index + 1));
}

function personOf(user: Members, number: number): MovedPerson {
  const email = textOf(user['email']);
  if (email === '') throw new UsageError(`User ${number} of the file has no email.`);
  return {
    email,
    isVerified: user['emailVerified'] === true,
    ...namesOf(textOf(user['displayName'])),
    phone: phoneOf(user['phoneNumber']),
    password: null,
    left: leftOf({
      password: textOf(user['passwordHash']) !== '',
      secondFactor: itemsOf(user['mfaInfo']).length > 0,
      disabled: user['disabled'] === true,
    }),
  };
}
