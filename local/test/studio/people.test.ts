import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ChangedUser } from '../../studio/routes/user-action.ts';
import type { IssuedTokens } from '../../studio/routes/issue-tokens.ts';
import type { PoolUsers } from '../../studio/routes/pool-users.ts';
import type { UserPoolList } from '../../studio/routes/user-pools.ts';
import { post } from '../../testing/post-graphql.ts';
import type { RunningApp } from '../fixtures/run-app.ts';
import { answerOf, ask, refusal } from './ask.ts';
import { startWorkshop } from './workshop.ts';

const ANN = 'ann@example.com';
const PASSWORD = 'Correct-Horse-1';

let running: RunningApp;
let users: string;
let pool: string;
beforeAll(async () => {
  running = await startWorkshop();
  pool = `/user-pools/${running.local.outputs.userPoolId}`;
  users = `${pool}/users`;
});
afterAll(() => running[Symbol.asyncDispose]());

/** Calls the Cognito API as an app does. */
async function cognito(action: string, input: object): Promise<Record<string, unknown>> {
  const response = await fetch(running.local.url, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': `AWSCognitoIdentityProviderService.${action}`,
    },
    body: JSON.stringify({ ClientId: running.local.outputs.clientId, ...input }),
  });
  return (await response.json()) as Record<string, unknown>;
}

const signUp = (email: string) => cognito('SignUp', { Username: email, Password: PASSWORD });
const signIn = (password: string) =>
  cognito('InitiateAuth', {
    AuthFlow: 'USER_PASSWORD_AUTH',
    AuthParameters: { USERNAME: ANN, PASSWORD: password },
  });
const person = (name = ANN) => answerOf<ChangedUser>(running.local, `GET ${users}/${name}`);
const change = (what: string, body: object = {}) =>
  answerOf<ChangedUser>(running.local, `POST ${users}/${ANN}/${what}`, body);

describe('people of a pool', () => {
  test('from the sign-up to the sign-out: what each step makes of the user', async () => {
    await signUp(ANN);
    const waiting = await person();
    expect(waiting).toMatchObject({ status: 'UNCONFIRMED', attributes: { email: ANN } });
    const [code] = waiting.codes;
    expect(code).toMatchObject({ purpose: 'sign-up', attempts: 0 });
    // What the person would read in the mail.
    const { mails } = await answerOf<{ mails: { code: string }[] }>(
      running.local,
      `GET /mails?to=${ANN}`,
    );
    expect(code?.code).toBe(mails[0]?.code);

    expect(await change('confirm')).toMatchObject({ status: 'CONFIRMED', codes: [] });
    expect(await signIn(PASSWORD)).toHaveProperty('AuthenticationResult');
    await change('password', { password: 'Another-Horse-2' });
    expect(await signIn(PASSWORD)).toMatchObject({ __type: 'NotAuthorizedException' });
    expect(await signIn('Another-Horse-2')).toHaveProperty('AuthenticationResult');

    expect((await person()).sessions.map(({ isRevoked }) => isRevoked)).toEqual([false, false]);
    expect((await change('sign-out')).sessions).toMatchObject([
      { isRevoked: true, clientId: running.local.outputs.clientId },
      { isRevoked: true },
    ]);
    expect(await change('disable')).toMatchObject({ enabled: false });
    expect(await signIn('Another-Horse-2')).toMatchObject({ message: 'User is disabled.' });
    expect(await change('enable')).toMatchObject({ enabled: true });
    expect(await change('groups', { add: ['HANDS', 'MASTERS'] })).toMatchObject({
      groups: ['HANDS', 'MASTERS'],
    });
    expect(await change('groups', { remove: ['HANDS'] })).toMatchObject({ groups: ['MASTERS'] });
    expect(await change('password', { password: PASSWORD, temporary: true })).toMatchObject({
      status: 'FORCE_CHANGE_PASSWORD',
      temporaryUntil: expect.any(Number) as number,
    });
  });

  test('lists: pools, users by page, filter and group, and groups', async () => {
    for (const name of ['bo', 'cy', 'di']) await signUp(`${name}@example.com`);
    const { local } = running;
    const { userPools } = await answerOf<UserPoolList>(local, 'GET /user-pools');
    expect(userPools[0]?.userCount).toBeGreaterThanOrEqual(3);
    const first = await answerOf<PoolUsers>(local, `GET ${users}?limit=2`);
    const next = encodeURIComponent(first.next ?? '');
    const second = await answerOf<PoolUsers>(local, `GET ${users}?limit=2&next=${next}`);
    const names = [...first.users, ...second.users].map(({ sub }) => sub);
    expect(names.length).toBeGreaterThanOrEqual(3);
    expect(new Set(names).size).toBe(names.length);
    const filter = encodeURIComponent('email ^= "cy"');
    expect(await answerOf(local, `GET ${users}?filter=${filter}`)).toMatchObject({
      users: [{ attributes: { email: 'cy@example.com' }, groups: [] }],
      next: null,
    });
    await answerOf(local, `POST ${users}/di@example.com/groups`, { add: ['HANDS'] });
    expect(await answerOf(local, `GET ${users}?group=HANDS`)).toMatchObject({
      users: [{ attributes: { email: 'di@example.com' }, groups: ['HANDS'] }],
    });
    expect(await answerOf(local, `GET ${pool}/groups`)).toMatchObject({
      groups: [{ name: 'HANDS' }, { name: 'MASTERS' }],
    });
  });

  test('tokens of a chosen person: the API knows them as the person, and they can be refreshed', async () => {
    await signUp('eve@example.com');
    const eve = `${users}/eve@example.com`;
    expect(await ask(running.local, `POST ${eve}/tokens`)).toEqual(
      refusal(400, 'NotAuthorizedException', expect.stringContaining('is UNCONFIRMED')),
    );
    await answerOf(running.local, `POST ${eve}/confirm`);
    const tokens = await answerOf<IssuedTokens>(running.local, `POST ${eve}/tokens`);
    expect(tokens).toMatchObject({ clientId: running.local.outputs.clientId, expiresIn: 3600 });
    const { graphqlUrl } = running.local.outputs;
    const { body } = await post(graphqlUrl, '{ whoami }', {}, tokens.accessToken);
    const { sub } = await person('eve@example.com');
    expect(JSON.parse(String(body.data?.['whoami']))).toMatchObject({ sub });
    const again = await cognito('InitiateAuth', {
      AuthFlow: 'REFRESH_TOKEN_AUTH',
      AuthParameters: { REFRESH_TOKEN: tokens.refreshToken },
    });
    expect(again).toHaveProperty('AuthenticationResult');
    await answerOf(running.local, `POST ${eve}/disable`);
    expect(await ask(running.local, `POST ${eve}/tokens`)).toEqual(
      refusal(400, 'NotAuthorizedException', 'User is disabled.'),
    );
  });
});

describe('refusals', () => {
  test.each([
    ['GET', '/nobody@example.com', undefined, 'UserNotFoundException', 'User does not exist.'],
    ['POST', '/nobody@example.com/disable', {}, 'UserNotFoundException', 'User does not exist.'],
    [
      'POST',
      '/fay@example.com/password',
      {},
      'BadRequest',
      'password of the body is missing; it is a text.',
    ],
    [
      'POST',
      '/fay@example.com/password',
      { password: 'xy' },
      'InvalidPasswordException',
      expect.stringContaining('not long enough'),
    ],
    [
      'POST',
      '/fay@example.com/password',
      { pasword: 'x' },
      'BadRequest',
      'The body has pasword; it takes password, temporary.',
    ],
    [
      'POST',
      '/fay@example.com/groups',
      {},
      'BadRequest',
      expect.stringContaining('names no group'),
    ],
    [
      'POST',
      '/fay@example.com/groups',
      { add: 'HANDS' },
      'BadRequest',
      'add of the body is "HANDS"; it is a list of texts.',
    ],
    [
      'POST',
      '/fay@example.com/groups',
      { add: ['x'] },
      'ResourceNotFoundException',
      'Group not found.',
    ],
    [
      'POST',
      '/fay@example.com/enable',
      { now: true },
      'BadRequest',
      'The body has now; it takes nothing.',
    ],
    [
      'POST',
      '/fay@example.com/tokens',
      { clientId: 'x' },
      'ResourceNotFoundException',
      'User pool client x does not exist.',
    ],
    [
      'GET',
      '?filter=email',
      undefined,
      'InvalidParameterException',
      expect.stringContaining('filter'),
    ],
    ['GET', '?filter=x&group=y', undefined, 'BadRequest', 'filter and group exclude each other.'],
    ['GET', '?limit=61', undefined, 'BadRequest', 'limit=61 is no whole number from 1 to 60.'],
  ])('%s %s %j: %s', async (method, path, body, code, message) => {
    await signUp('fay@example.com');
    await ask(running.local, `POST ${users}/fay@example.com/confirm`);
    expect(await ask(running.local, `${method} ${users}${path}`, body)).toEqual(
      refusal(400, code, message),
    );
  });

  test('an unknown pool: what Cognito says', async () => {
    expect(await ask(running.local, 'GET /user-pools/us-east-1_None/users')).toEqual(
      refusal(400, 'ResourceNotFoundException', 'User pool us-east-1_None does not exist.'),
    );
  });
});
