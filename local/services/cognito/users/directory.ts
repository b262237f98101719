import { randomUUID } from 'node:crypto';

import { CognitoError, invalidParameter, userNotFound } from '../protocol/errors.ts';
import { verifierOf } from '../credentials/passwords.ts';
import type { AliasKind, Pool } from '../pool/pool.ts';
import type { Services } from '../services.ts';
import type { User, UserStatus } from '../store/users.ts';

/** What a new user starts with. */
export interface UserDraft {
  /** As given in `Username`. */
  readonly typed: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly password: string | null;
  readonly status: UserStatus;
  readonly temporaryUntil: number | null;
  /** Takes an alias away from the user who has it. */
  readonly forceAlias: boolean;
  readonly existsMessage: string;
}

/** A user as a request names it: user name, sub or alias. */
export function findUser(services: Services, pool: Pool, typed: string): User | null {
  const { users } = services.store;
  const key = fold(pool, typed);
  const named = users.byName(pool.id, key);
  if (named !== null) return named;
  for (const kind of [...pool.usernameAttributes, ...pool.aliasAttributes]) {
    const found = users.byAlias(pool.id, kind, key);
    if (found !== null) return found;
  }
  return null;
}

/** @throws CognitoError UserNotFoundException */
export function requireUser(services: Services, pool: Pool, typed: string): User {
  const user = findUser(services, pool, typed);
  if (user === null) throw userNotFound();
  return user;
}

/**
 * Adds a user. With UsernameAttributes the given name becomes an attribute and the sub is the user name.
 * @throws CognitoError UsernameExistsException, AliasExistsException, InvalidParameterException
 */
export function addUser(services: Services, pool: Pool, draft: UserDraft): User {
  const sub = randomUUID();
  const attributes = new Map(draft.attributes);
  const kind = signInKind(pool, draft.typed);
  const username = kind === null ? draft.typed : sub;
  if (kind !== null) setSignInAttribute(attributes, kind, draft.typed);
  // Costs a modular exponentiation; done before the transaction.
  const password = draft.password === null ? null : verifierOf(pool, username, draft.password);
  return services.store.transaction(() => {
    if (kind !== null) refuseTaken(services, pool, kind, draft.typed);
    else if (services.store.users.byName(pool.id, fold(pool, username)) !== null) {
      throw new CognitoError('UsernameExistsException', draft.existsMessage);
    }
    const user = services.store.users.insert({
      poolId: pool.id,
      sub,
      username,
      usernameKey: fold(pool, username),
      status: draft.status,
      enabled: true,
      password,
      attributes,
      temporaryUntil: draft.temporaryUntil,
      createdAt: services.clock.now(),
    });
    assignAliases(services, pool, user, draft.forceAlias);
    return user;
  });
}

/**
 * Changes attributes and the aliases that follow from them.
 * @throws CognitoError AliasExistsException
 */
export function changeAttributes(
  services: Services,
  pool: Pool,
  user: User,
  changes: ReadonlyMap<string, string | null>,
): User {
  return services.store.transaction(() => {
    const changed = services.store.users.setAttributes(user, changes, services.clock.now());
    assignAliases(services, pool, changed, false);
    return changed;
  });
}

/**
 * Makes the user's aliases what the attributes say.
 * @throws CognitoError AliasExistsException when another user has one, unless forced
 */
export function assignAliases(services: Services, pool: Pool, user: User, force: boolean): void {
  const { users } = services.store;
  for (const kind of [...pool.usernameAttributes, ...pool.aliasAttributes]) {
    const value = user.attributes.get(kind) ?? '';
    if (value === '' || !signsIn(pool, user, kind)) {
      users.removeAlias(user, kind);
      continue;
    }
    const owner = users.byAlias(pool.id, kind, fold(pool, value));
    if (owner !== null && owner.id !== user.id && !force) {
      throw new CognitoError('AliasExistsException', `An account with the ${kind} already exists.`);
    }
    users.setAlias(user, kind, fold(pool, value));
  }
}

/** Names compare by case only where the pool says so. */
export function fold(pool: Pool, text: string): string {
  return pool.caseSensitive ? text : text.toLowerCase();
}

/** An alias attribute works once verified; an attribute in place of the user name works at once. */
function signsIn(pool: Pool, user: User, kind: AliasKind): boolean {
  if (pool.usernameAttributes.includes(kind)) return true;
  if (user.status === 'UNCONFIRMED') return false;
  return kind === 'preferred_username' || user.attributes.get(`${kind}_verified`) === 'true';
}

/** Which attribute the given name is, in pools that sign in by e-mail or phone; null in others. */
function signInKind(pool: Pool, typed: string): AliasKind | null {
  if (pool.usernameAttributes.length === 0) {
    refuseAliasForm(pool, typed);
    return null;
  }
  const email = pool.usernameAttributes.includes('email');
  const phone = pool.usernameAttributes.includes('phone_number');
  if (email && isEmail(typed)) return 'email';
  if (phone && isPhone(typed)) return 'phone_number';
  if (email && phone) {
    throw invalidParameter('Username should be either an email or a phone number.');
  }
  throw invalidParameter(
    email ? 'Username should be an email.' : 'Username should be a phone number.',
  );
}

function refuseAliasForm(pool: Pool, typed: string): void {
  if (pool.aliasAttributes.includes('email') && isEmail(typed)) {
    throw invalidParameter(
      'Username cannot be of email format, since user pool is configured for email alias.',
    );
  }
  if (pool.aliasAttributes.includes('phone_number') && isPhone(typed)) {
    throw invalidParameter(
      'Username cannot be of phone number format, since user pool is configured for phone number alias.',
    );
  }
}

function setSignInAttribute(attributes: Map<string, string>, kind: AliasKind, typed: string) {
  const given = attributes.get(kind);
  if (given !== undefined && given !== typed) {
    throw invalidParameter(`Username and the attribute ${kind} must be the same.`);
  }
  attributes.set(kind, typed);
  if (!attributes.has(`${kind}_verified`)) attributes.set(`${kind}_verified`, 'false');
}

function refuseTaken(services: Services, pool: Pool, kind: AliasKind, typed: string): void {
  if (services.store.users.byAlias(pool.id, kind, fold(pool, typed)) === null) return;
  throw new CognitoError(
    'UsernameExistsException',
    `An account with the given ${kind} already exists.`,
  );
}

function isEmail(text: string): boolean {
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$/u.test(text);
}

function isPhone(text: string): boolean {
  return /^\+\d{1,15}$/.test(text);
}
