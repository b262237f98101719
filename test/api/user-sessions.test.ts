import {
  AdminSetUserPasswordCommand,
  GetTokensFromRefreshTokenCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { eventually } from 'appsync-on-a-laptop/testing/eventually';
import { expect, test } from 'vitest';
import {
  MyAccessDocument,
  ResetFactorsDocument,
  RevokeSessionDocument,
  UserAccessDocument,
  UserHistoryDocument,
} from '../../generated/client-operations.ts';
import { callerWith, type HttpAnswer } from '../support/graphql.ts';
import { createUserIn, runningSystem } from '../support/running-system.ts';
import { cognitoClient, signIn } from '../support/sign-in.ts';

const system = runningSystem();
const { outputs } = system;
const PASSWORD = 'Not-a-secret-1!';

/** A new MEMBER with one session. */
async function signedIn() {
  const { id, email } = await createUserIn(system);
  await cognitoClient(outputs).send(
    new AdminSetUserPasswordCommand({
      UserPoolId: outputs.userPoolId,
      Username: email,
      Password: PASSWORD,
      Permanent: true,
    }),
  );
  const { AccessToken, RefreshToken } = await signIn(outputs, email, PASSWORD);
  return { id, caller: callerWith(outputs.graphqlUrl, AccessToken), RefreshToken };
}

const refusalOf = async (answer: Promise<HttpAnswer<unknown>>) =>
  (await answer).body.errors?.[0]?.errorType;

test('me: tells the own sessions, the one that asks among them, and the own factors', async () => {
  const { id, caller } = await signedIn();
  const { me } = await caller.data(MyAccessDocument, {});
  expect(me).toMatchObject({
    id,
    sessions: [{ client: outputs.clientId, current: true, ipAddress: expect.any(String) }],
    factors: { first: ['PASSWORD'], second: [], preferred: null },
  });
});

test('revokeSession: the API refuses its tokens at once, Cognito renews none, and history has it', async () => {
  const { id, caller, RefreshToken } = await signedIn();
  const admin = await system.admin();
  const { getUser } = await admin.data(UserAccessDocument, { id });
  const [session] = getUser?.sessions ?? [];
  expect(session).toMatchObject({ current: false });
  const sessionId = session?.id ?? '';
  const { revokeSession } = await admin.data(RevokeSessionDocument, { id, sessionId });
  expect(revokeSession?.revokedSessions).toMatchObject([{ id: sessionId }]);
  expect(await refusalOf(caller.send(MyAccessDocument, {}))).toBe('Unauthorized');
  const refresh = new GetTokensFromRefreshTokenCommand({
    ClientId: outputs.clientId,
    RefreshToken,
  });
  await expect(cognitoClient(outputs).send(refresh)).rejects.toMatchObject({
    name: 'NotAuthorizedException',
  });
  await eventually(async () => {
    const history = await admin.data(UserHistoryDocument, { id });
    const [last] = history.getUser?.history?.items ?? [];
    expect(last?.changes.map(({ field }) => field)).toEqual(['revokedSessions']);
  });
});

test('revokeSession: a MEMBER ends an own one', async () => {
  const { id, caller } = await signedIn();
  const { me } = await caller.data(MyAccessDocument, {});
  const sessionId = me?.sessions?.[0]?.id ?? '';
  expect((await caller.data(RevokeSessionDocument, { id, sessionId })).revokeSession?.id).toBe(id);
  expect(await refusalOf(caller.send(MyAccessDocument, {}))).toBe('Unauthorized');
});

test('resetFactors: who has none is refused', async () => {
  const { id } = await signedIn();
  const admin = await system.admin();
  expect(await refusalOf(admin.send(ResetFactorsDocument, { id }))).toBe('InvalidState');
});
