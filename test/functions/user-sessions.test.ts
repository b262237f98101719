import { GetTokensFromRefreshTokenCommand } from '@aws-sdk/client-cognito-identity-provider';
import { CLIENT_ID } from 'appsync-on-a-laptop/testing/start-cognito';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { exportUser } from '../../functions/export-user/export-user.ts';
import { revokeSession } from '../../functions/revoke-session/revoke-session.ts';
import { userSessions } from '../../functions/user-sessions/user-sessions.ts';
import type { Directory } from '../support/directory.ts';
import { event, startDirectory } from '../support/directory.ts';

let directory: Directory;
beforeAll(async () => {
  directory = await startDirectory();
});
afterEach(() => directory.mend());
afterAll(() => directory[Symbol.asyncDispose]());

const sessionsOf = (id: string) => userSessions(directory.services, event('sessions', { id }));
const revoke = (id: string, sessionId: string) =>
  revokeSession(directory.services, event('revokeSession', { id, sessionId }));
const refresh = (RefreshToken: string) =>
  directory.cognito.send(
    new GetTokensFromRefreshTokenCommand({ ClientId: CLIENT_ID, RefreshToken }),
  );

/** Somebody with one session. */
async function signedIn() {
  const user = await directory.create();
  const { RefreshToken } = await directory.cognito.signIn(user.email);
  const [session] = (await sessionsOf(user.id)) ?? [];
  if (!session) throw new Error('no session after a sign-in');
  return { user, session, RefreshToken };
}

const DAY = 24 * 60 * 60 * 1000;

/** What Cognito answers from now on where a call of this name comes. */
function refuse(name: string, __type: string) {
  directory.poolProxy.decide = (operation) =>
    operation === name ? { status: 400, body: { __type, message: 'No.' } } : 'forward';
}

test('User.sessions: tells when each began and was last used, and from where', async () => {
  const { session } = await signedIn();
  expect(session).toEqual({
    id: expect.stringMatching(/^tkn[a-z0-9]{25}$/),
    client: CLIENT_ID,
    startedAt: expect.stringMatching(/^\d{4}-\d{2}-\d{2}T.*Z$/),
    lastUsedAt: session.startedAt,
    // The SDK is no browser, and the address tells no place.
    device: null,
    ipAddress: '127.0.0.1',
    city: null,
    country: null,
  });
});

test('User.sessions: none of who has not signed in, null where there is nobody or no tracking', async () => {
  const { id } = await directory.create();
  expect(await sessionsOf(id)).toEqual([]);
  expect(await sessionsOf(crypto.randomUUID())).toBeNull();
  refuse('AdminListUserSessions', 'OperationNotEnabledException');
  expect(await sessionsOf(id)).toBeNull();
});

test('revokeSession: is a change of the user, and Cognito renews it no more', async () => {
  const { user, session, RefreshToken } = await signedIn();
  const at = new Date(directory.clock.now()).toISOString();
  const { id, client, startedAt } = session;
  expect(await revoke(user.id, id)).toEqual({
    ...user,
    revokedSessions: [{ id, client, startedAt, revokedAt: at }],
    version: 2,
    updatedAt: at,
    updatedBy: 'admin-sub',
  });
  expect(await sessionsOf(user.id)).toEqual([]);
  await expect(refresh(RefreshToken)).rejects.toMatchObject({ name: 'NotAuthorizedException' });
});

test('revokeSession: forgets those whose tokens are all over', async () => {
  const { user, session } = await signedIn();
  await revoke(user.id, session.id);
  directory.clock.advance(DAY);
  await directory.cognito.signIn(user.email);
  const [next] = (await sessionsOf(user.id)) ?? [];
  const { revokedSessions } = await revoke(user.id, next?.id ?? '');
  expect(revokedSessions?.map(({ id }) => id)).toEqual([next?.id]);
});

test('revokeSession: what Cognito did not hear is told with the same request again', async () => {
  const { user, session, RefreshToken } = await signedIn();
  refuse('AdminRevokeUserSession', 'TooManyRequestsException');
  await expect(revoke(user.id, session.id)).rejects.toMatchObject({
    name: 'TooManyRequestsException',
  });
  directory.mend();
  expect(await revoke(user.id, session.id)).toMatchObject({ version: 2 });
  await expect(refresh(RefreshToken)).rejects.toMatchObject({ name: 'NotAuthorizedException' });
});

test('revokeSession: refuses a session of somebody else, of nobody, and where none is tracked', async () => {
  const { user, session } = await signedIn();
  const other = await directory.create();
  const notFound = { type: 'NotFound' };
  await expect(revoke(other.id, session.id)).rejects.toMatchObject(notFound);
  await expect(revoke(crypto.randomUUID(), session.id)).rejects.toMatchObject(notFound);
  refuse('AdminListUserSessions', 'OperationNotEnabledException');
  await expect(revoke(user.id, session.id)).rejects.toMatchObject({
    type: 'InvalidState',
    message: expect.stringContaining('signOutEverywhere'),
  });
  expect(await directory.items.profile(user.id)).toMatchObject({ version: 1 });
});

test('exportUser: has the sessions and the factors, which Cognito keeps', async () => {
  const { user, session } = await signedIn();
  const { identity } = await exportUser(directory.services, event('exportUser', { id: user.id }));
  expect(identity).toMatchObject({
    sessions: [session],
    factors: { first: ['PASSWORD'], second: [], preferred: null },
  });
});
