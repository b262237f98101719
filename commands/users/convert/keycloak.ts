import { membersOf, type Members } from '../../json.ts';
import {
  emailOf,
  itemsOf,
  leftOf,
  phoneOf,
  textOf,
  usersOf,
  type MovedPassword,
  type MovedPerson,
} from './person.ts';

const WHAT = 'what kc.sh export writes, with users';

/**
 * Users of a realm of Keycloak: a file of `kc.sh export`, which has the hashes of passwords.
 * @see https://www.keycloak.org/server/importExport
 */
export function readKeycloak(text: string): readonly MovedPerson[] {
  return (
    usersOf(text, WHAT)
      // Of clients, which are no people.
      .filter((user) => textOf(user['serviceAccountClientId']) === '')
      .map((user, index) => personOf(user, index + 1))
  );
}

function personOf(user: Members, number: number): MovedPerson {
  const credentials = itemsOf(user['credentials']).map(membersOf);
  const ofPassword = credentials.find(({ type }) => type === 'password');
  const password = ofPassword ? passwordOf(ofPassword) : null;
  const phones = itemsOf(membersOf(user['attributes'])['phoneNumber']);
  return {
    email: emailOf(user, `User ${number} of the file (${textOf(user['username'])})`),
    isVerified: user['emailVerified'] === true,
    firstName: textOf(user['firstName']),
    lastName: textOf(user['lastName']),
    phone: phoneOf(phones[0]),
    password,
    left: leftOf({
      password: ofPassword !== undefined && password === null,
      secondFactor: credentials.some(({ type }) => type !== 'password'),
      disabled: user['enabled'] === false,
    }),
  };
}

/** Hash and parameters are JSON within JSON. */
function passwordOf({ secretData, credentialData }: Members): MovedPassword | null {
  const secret = innerOf(secretData);
  const data = innerOf(credentialData);
  const rounds = Number(data['hashIterations']);
  const [salt, value] = [phcBase64(textOf(secret['salt'])), phcBase64(textOf(secret['value']))];
  if (salt === '' || value === '' || !Number.isInteger(rounds)) return null;
  switch (data['algorithm']) {
    case 'pbkdf2-sha256':
      return { algorithm: 'PBKDF2_SHA256', hash: `$pbkdf2-sha256$i=${rounds}$${salt}$${value}` };
    case 'argon2': {
      const parameters = membersOf(data['additionalParameters']);
      const first = (name: string): string => textOf(itemsOf(parameters[name])[0]);
      if (first('type') !== 'id' || first('version') !== '1.3') return null;
      const cost = `m=${first('memory')},t=${rounds},p=${first('parallelism')}`;
      return { algorithm: 'ARGON2ID', hash: `$argon2id$v=19$${cost}$${salt}$${value}` };
    }
    default:
      return null;
  }
}

function innerOf(value: unknown): Members {
  try {
    return membersOf(JSON.parse(textOf(value)));
  } catch {
    return {};
  }
}

/** Without padding, as PHC strings have it. */
const phcBase64 = (base64: string): string => base64.replace(/=+$/u, '');
