import { membersOf, type Members } from '../../json.ts';
import {
  bcryptOf,
  emailOf,
  itemsOf,
  jsonOf,
  leftOf,
  namesOf,
  phoneOf,
  textOf,
  type MovedPerson,
} from './person.ts';

const WHAT = 'a JSON object on each line, or an array of them';

/**
 * Users of Auth0: its export job's lines, or those with password hashes that its support gives.
 * @see https://auth0.com/docs/manage-users/user-migration/bulk-user-exports
 */
export function readAuth0(text: string): readonly MovedPerson[] {
  const isArray = text.trimStart().startsWith('[');
  const lines = text.split(/\r?\n/u).filter((line) => line.trim() !== '');
  const users = isArray ? itemsOf(jsonOf(text, WHAT)) : lines.map((line) => jsonOf(line, WHAT));
  return users.map((user, index) => personOf(membersOf(user), index + 1));
}

function personOf(user: Members, number: number): MovedPerson {
  const hash = textOf(user['passwordHash'] ?? user['password_hash']);
  const password = bcryptOf(hash);
  const [given, family] = [textOf(user['given_name']), textOf(user['family_name'])];
  const names =
    given === '' && family === ''
      ? namesOf(textOf(user['name']))
      : { firstName: given, lastName: family };
  return {
    email: emailOf(user, `User ${number} of the file`),
    isVerified: user['email_verified'] === true,
    ...names,
    phone: phoneOf(user['phone_number']),
    password,
    left: leftOf({
      password: hash !== '' && password === null,
      secondFactor:
        itemsOf(user['multifactor']).length > 0 || itemsOf(user['mfa_factors']).length > 0,
      disabled: user['blocked'] === true,
    }),
  };
}
