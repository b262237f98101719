import type { Members } from '../../json.ts';
import {
  emailOf,
  itemsOf,
  leftOf,
  namesOf,
  phoneOf,
  textOf,
  usersOf,
  type MovedPerson,
} from './person.ts';

const WHAT = 'what firebase auth:export writes, with users';

/**
 * Users of Firebase Authentication: the JSON of `firebase auth:export`. Its passwords are hashed by a scrypt of its
 * own, whose key is the project's: Cognito has no such algorithm, so all of them are left behind.
 * @see https://firebase.google.com/docs/cli/auth
 */
export function readFirebase(text: string): readonly MovedPerson[] {
  return usersOf(text, WHAT).map((user, index) => personOf(user, index + 1));
}

function personOf(user: Members, number: number): MovedPerson {
  return {
    email: emailOf(user, `User ${number} of the file`),
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
