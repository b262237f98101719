import type { UserPoolClient } from '../../../assembly/model.ts';
import { requireAttributes } from '../users/attributes.ts';
import { addUser } from '../users/directory.ts';
import { takesCodes } from '../users/first-factors.ts';
import { invalidParameter, notAuthorized } from '../protocol/errors.ts';
import type { CodeDeliveryDetails } from '../codes/contacts.ts';
import { checkPassword } from '../credentials/passwords.ts';
import type { Pool } from '../pool/pool.ts';
import type { Services } from '../services.ts';
import { callPostConfirmation, callPreSignUp } from '../users/sign-up.ts';
import type { PreSignUpDecision } from '../users/sign-up.ts';
import type { User } from '../store/users.ts';
import { sendCode, signUpContact } from '../codes/verification.ts';

/** A sign-up. */
export interface Registration {
  readonly pool: Pool;
  readonly client: UserPoolClient;
  readonly username: string;
  /** Null: none, which only pools of codes take. */
  readonly password: string | null;
  readonly attributes: ReadonlyMap<string, string>;
  readonly validationData: Readonly<Record<string, string>>;
  readonly clientMetadata: Readonly<Record<string, string>>;
}

/** Answer of SignUp. */
export interface Registered {
  readonly UserConfirmed: boolean;
  readonly UserSub: string;
  readonly CodeDeliveryDetails?: CodeDeliveryDetails;
}

const NO_PASSWORD =
  "1 validation error detected: Value at 'password' failed to satisfy constraint: Member must not be null";

/**
 * SignUp: adds an unconfirmed user and sends the code, or a confirmed one if the PreSignUp trigger says so.
 * @throws CognitoError
 */
export async function registerUser(
  services: Services,
  registration: Registration,
): Promise<Registered> {
  const { pool, client, username, password, clientMetadata } = registration;
  if (pool.adminCreateUserOnly) throw notAuthorized('SignUp is not permitted for this user pool');
  if (password !== null) checkPassword(pool.passwordPolicy, password, 'sign-up');
  else if (!takesCodes(pool)) throw invalidParameter(NO_PASSWORD);
  const attributes = withSignInAttribute(pool, username, registration.attributes);
  requireAttributes(pool, attributes);
  const source = 'PreSignUp_SignUp';
  const decision = await callPreSignUp(services, pool, { ...registration, attributes, source });
  const user = addUser(services, pool, {
    typed: username,
    attributes: verified(attributes, decision),
    password,
    status: decision.autoConfirmUser ? 'CONFIRMED' : 'UNCONFIRMED',
    temporaryUntil: null,
    forceAlias: false,
    existsMessage: 'User already exists',
  });
  const answer = { UserConfirmed: decision.autoConfirmUser, UserSub: user.sub };
  if (decision.autoConfirmUser) {
    const call = { pool, client, user, clientMetadata };
    await callPostConfirmation(services, { ...call, source: 'PostConfirmation_ConfirmSignUp' });
    return answer;
  }
  return { ...answer, ...(await sendSignUpCode(services, registration, user)) };
}

async function sendSignUpCode(services: Services, registration: Registration, user: User) {
  const { pool, client, clientMetadata } = registration;
  const contact = signUpContact(pool, user);
  if (contact === null) return {};
  const request = { pool, client, user, contact, clientMetadata };
  const details = await sendCode(services, { ...request, purpose: 'sign-up', reason: 'SignUp' });
  return { CodeDeliveryDetails: details };
}

/** Signing up by e-mail, the address need not be given twice. */
function withSignInAttribute(
  pool: Pool,
  username: string,
  attributes: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  const kind = username.includes('@') ? 'email' : 'phone_number';
  if (!pool.usernameAttributes.includes(kind) || attributes.has(kind)) return attributes;
  return new Map([...attributes, [kind, username]]);
}

function verified(
  attributes: ReadonlyMap<string, string>,
  { autoVerifyEmail, autoVerifyPhone }: PreSignUpDecision,
): ReadonlyMap<string, string> {
  const names = [
    ...(autoVerifyEmail ? ['email'] : []),
    ...(autoVerifyPhone ? ['phone_number'] : []),
  ];
  for (const name of names) {
    if (attributes.has(name)) continue;
    throw invalidParameter(`User has no ${name} to be verified automatically.`);
  }
  return new Map([...attributes, ...names.map((name) => [`${name}_verified`, 'true'] as const)]);
}
