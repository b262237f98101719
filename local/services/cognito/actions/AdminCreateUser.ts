import { takesCodes } from '../users/first-factors.ts';
import { defineAction } from '../protocol/action.ts';
import { attributeList, readAttributes } from '../users/attributes.ts';
import type { AttributeInput } from '../users/attributes.ts';
import { addUser, requireUser } from '../users/directory.ts';
import { CognitoError, invalidParameter } from '../protocol/errors.ts';
import { contactOf } from '../codes/contacts.ts';
import { sendMessage } from '../codes/messages.ts';
import type { Contact } from '../codes/contacts.ts';
import {
  checkPassword,
  generatePassword,
  temporaryUntil,
  verifierOf,
} from '../credentials/passwords.ts';
import type { Pool } from '../pool/pool.ts';
import type { Services } from '../services.ts';
import { boolean, list, object, optional, string } from '../protocol/shape.ts';
import type { User } from '../store/users.ts';
import { callPreSignUp } from '../users/sign-up.ts';
import { fields, userType } from './common.ts';

const input = object({
  UserPoolId: fields.poolId,
  Username: fields.username,
  UserAttributes: optional(attributeList),
  ValidationData: optional(attributeList),
  // Blank is none: that of `fields` has two characters at least.
  TemporaryPassword: optional(
    string({ max: 256, pattern: '^$|^[\\S]+.*[\\S]+$', sensitive: true }),
  ),
  ForceAliasCreation: optional(boolean()),
  MessageAction: optional(string({ oneOf: ['RESEND', 'SUPPRESS'] })),
  DesiredDeliveryMediums: optional(list(string({ oneOf: ['SMS', 'EMAIL'] }))),
  ClientMetadata: fields.metadata,
});

type Input = ReturnType<typeof input.parse>;

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminCreateUser.html */
export const AdminCreateUser = defineAction({
  name: 'AdminCreateUser',
  access: 'signed',
  input,
  async run(services, request) {
    const pool = services.pools.get(request.UserPoolId);
    const user =
      request.MessageAction === 'RESEND'
        ? await renewInvitation(services, pool, request)
        : await invite(services, pool, request);
    return { User: userType(user) };
  },
});

/** @throws CognitoError InvalidPasswordException */
function passwordOf({ passwordPolicy }: Pool, { TemporaryPassword: given = '' }: Input): string {
  const password = given === '' ? generatePassword(passwordPolicy) : given;
  checkPassword(passwordPolicy, password, 'invitation');
  return password;
}

/** Where people sign in by the code of a mail or text, one who is given no password has none. */
const isPasswordless = (pool: Pool, { TemporaryPassword: given = '' }: Input) =>
  given === '' && takesCodes(pool);

async function invite(services: Services, pool: Pool, request: Input): Promise<User> {
  const password = isPasswordless(pool, request) ? null : passwordOf(pool, request);
  const attributes = readAttributes(pool, request.UserAttributes ?? [], null, null);
  await callPreSignUp(services, pool, {
    source: 'PreSignUp_AdminCreateUser',
    client: null,
    username: request.Username,
    attributes,
    validationData: mapOf(request.ValidationData ?? []),
    clientMetadata: request.ClientMetadata ?? {},
  });
  const user = addUser(services, pool, {
    typed: request.Username,
    attributes,
    password,
    status: password === null ? 'CONFIRMED' : 'FORCE_CHANGE_PASSWORD',
    temporaryUntil:
      password === null ? null : temporaryUntil(pool.passwordPolicy, services.clock.now()),
    forceAlias: request.ForceAliasCreation ?? false,
    existsMessage: 'User account already exists',
  });
  if (request.MessageAction !== 'SUPPRESS') {
    await mail(services, pool, request, user, password ?? '');
  }
  return user;
}

async function renewInvitation(services: Services, pool: Pool, request: Input): Promise<User> {
  const password = passwordOf(pool, request);
  const user = requireUser(services, pool, request.Username);
  if (user.status !== 'FORCE_CHANGE_PASSWORD') {
    throw new CognitoError(
      'UnsupportedUserStateException',
      `Resend not possible. ${request.Username} status is not FORCE_CHANGE_PASSWORD`,
    );
  }
  const now = services.clock.now();
  const changed = services.store.users.update(
    user,
    {
      password: verifierOf(pool, user.username, password),
      temporaryUntil: temporaryUntil(pool.passwordPolicy, now),
    },
    now,
  );
  await mail(services, pool, request, changed, password);
  return changed;
}

async function mail(
  services: Services,
  pool: Pool,
  request: Input,
  user: User,
  code: string,
): Promise<void> {
  const clientMetadata = request.ClientMetadata ?? {};
  for (const { medium, to } of contacts(user, request.DesiredDeliveryMediums ?? ['SMS'])) {
    const message = { pool, client: null, user, medium, to, code, clientMetadata } as const;
    await sendMessage(services, { ...message, reason: 'AdminCreateUser' });
  }
}

/** AWS's default is SMS; a user without a phone number then hears nothing, which helps nobody here. */
function contacts(user: User, mediums: readonly string[]): readonly Contact[] {
  const email = contactOf(user, 'email');
  const phone = contactOf(user, 'phone_number');
  const wanted = [mediums.includes('EMAIL') ? email : null, mediums.includes('SMS') ? phone : null];
  const found = wanted.filter((contact) => contact !== null);
  if (found.length > 0) return found;
  const other = email ?? phone;
  if (other === null) throw invalidParameter('User does not have an email or a phone number.');
  return [other];
}

function mapOf(attributes: readonly AttributeInput[]): Record<string, string> {
  return Object.fromEntries(attributes.map(({ Name, Value }) => [Name, Value ?? '']));
}
