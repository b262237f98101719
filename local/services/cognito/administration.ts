import { CognitoError, notAuthorized } from './protocol/errors.ts';
import { loadActions } from './actions/load.ts';
import type { Message } from './mailbox/mailbox.ts';
import type { Pool } from './pool/pool.ts';
import type { Services } from './services.ts';
import type { CodePurpose, WaitingCode } from './store/codes.ts';
import type { Session } from './store/sessions.ts';
import type { User, UserStatus } from './store/users.ts';
import { startSession } from './tokens/tokens.ts';
import type { AuthenticationResult } from './tokens/tokens.ts';
import { requireUser } from './users/directory.ts';

/** A user of a pool as the developer sees it. Times in milliseconds since the epoch. */
export interface Person {
  readonly username: string;
  readonly sub: string;
  readonly status: UserStatus;
  readonly enabled: boolean;
  readonly createdAt: number;
  readonly modifiedAt: number;
  readonly attributes: Readonly<Record<string, string>>;
  /** In the order of their precedence. */
  readonly groups: readonly string[];
  readonly hasTotp: boolean;
}

/** What else there is of one. */
export interface PersonDetails extends Person {
  /** When the temporary password ends; null without one. */
  readonly temporaryUntil: number | null;
  /** Newest first; also those that ended. */
  readonly sessions: readonly PersonSession[];
  readonly codes: readonly PersonCode[];
}

/** A sign-in. */
export interface PersonSession {
  readonly id: string;
  readonly clientId: string;
  readonly scope: string;
  readonly signedInAt: number;
  /** Of its refresh token. */
  readonly expiresAt: number;
  readonly isRevoked: boolean;
}

/** A code that waits for its user. */
export interface PersonCode {
  readonly purpose: CodePurpose;
  readonly expiresAt: number;
  /** Wrong ones that were tried. */
  readonly attempts: number;
  /** As it was mailed; null when the mailbox no longer has the message: only its digest is kept. */
  readonly code: string | null;
}

/** What the developer may do with user pools beside their API. */
export interface Administration {
  /**
   * Runs an action of the API as the developer.
   * @throws CognitoError
   */
  run(action: string, input: Readonly<Record<string, unknown>>): Promise<object>;
  userCount(poolId: string): number;
  /** @throws CognitoError UserNotFoundException, ResourceNotFoundException */
  person(poolId: string, name: string): PersonDetails;
  /** @param names user names, as ListUsers gives them */
  people(poolId: string, names: readonly string[]): readonly Person[];
  /**
   * Tokens of a person who did not sign in. No trigger but PreTokenGeneration runs.
   * @throws CognitoError for users who may not sign in
   */
  tokens(poolId: string, name: string, clientId: string | null): Promise<PersonTokens>;
}

/** Tokens, and the client that they are for. */
export type PersonTokens = AuthenticationResult & { readonly clientId: string };

/** Does what the developer asks. */
export function createAdministration(services: Services): Administration {
  const find = (poolId: string, name: string): { pool: Pool; user: User } => {
    const pool = services.pools.get(poolId);
    return { pool, user: requireUser(services, pool, name) };
  };
  return {
    async run(name, input) {
      const action = (await loadActions()).get(name);
      if (!action) throw new CognitoError('UnsupportedOperationException', `No action ${name}.`);
      return action.run(services, input);
    },
    userCount: (poolId) => services.store.users.count(services.pools.get(poolId).id),
    person(poolId, name) {
      const { user } = find(poolId, name);
      const { sessions, codes } = services.store;
      return {
        ...personOf(services, user),
        temporaryUntil: user.temporaryUntil,
        sessions: sessions.of(user).map(sessionOf),
        codes: codes.of(user).map((code) => codeOf(code, user, services)),
      };
    },
    people: (poolId, names) => names.map((name) => personOf(services, find(poolId, name).user)),
    async tokens(poolId, name, clientId) {
      const { pool, user } = find(poolId, name);
      requireSignsIn(user);
      const client = clientFor(services, pool, clientId);
      const source = 'TokenGeneration_Authentication';
      const request = { pool, client, user, source, clientMetadata: {} };
      const { result } = await startSession(services, request);
      return { ...result, clientId: client.clientId };
    },
  };
}

function personOf({ store }: Services, user: User): Person {
  const { username, sub, status, enabled, createdAt, modifiedAt, attributes, mfa } = user;
  return {
    username,
    sub,
    status,
    enabled,
    createdAt,
    modifiedAt,
    attributes: Object.fromEntries(attributes),
    groups: store.groups.of(user).map((group) => group.name),
    hasTotp: mfa.totpEnabled === true,
  };
}

function sessionOf({ id, clientId, scope, authTime, expiresAt, revoked }: Session): PersonSession {
  return { id, clientId, scope, signedInAt: authTime, expiresAt, isRevoked: revoked };
}

function codeOf(waiting: WaitingCode, user: User, { mailbox }: Services): PersonCode {
  const mail = mailbox
    .list()
    .find((message) => message.userId === user.sub && isFor(message, waiting.purpose));
  return { ...waiting, code: mail?.code ?? null };
}

/** Why messages with a code are sent, by what the code is for. */
const REASONS: Readonly<Record<string, readonly string[]>> = {
  'sign-up': ['CustomMessage_SignUp', 'CustomMessage_ResendCode'],
  password: ['CustomMessage_ForgotPassword'],
  attribute: ['CustomMessage_VerifyUserAttribute', 'CustomMessage_UpdateUserAttribute'],
  'sign-in': ['CustomMessage_Authentication'],
};

function isFor({ reason, code }: Message, purpose: CodePurpose): boolean {
  const [kind = ''] = purpose.split(':');
  return code !== null && (REASONS[kind] ?? []).includes(reason);
}

function requireSignsIn({ status, enabled, username }: User): void {
  if (!enabled) throw notAuthorized('User is disabled.');
  if (status === 'CONFIRMED' || status === 'EXTERNAL_PROVIDER') return;
  throw notAuthorized(
    `${username} is ${status} and could not sign in: confirm the user or set a permanent password first.`,
  );
}

function clientFor({ pools }: Services, pool: Pool, clientId: string | null) {
  const { clients } = pool.source;
  const found =
    clientId === null
      ? (clients.find(({ clientSecret }) => clientSecret === null) ?? clients[0])
      : pools.clientOf(pool, clientId);
  if (found) return found;
  throw new CognitoError('ResourceNotFoundException', `User pool ${pool.id} has no app client.`);
}
