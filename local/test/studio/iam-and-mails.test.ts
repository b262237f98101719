import { Sha256 } from '@aws-crypto/sha256-js';
import { SignatureV4 } from '@smithy/signature-v4';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RunningApp as AppAnswer } from '../../studio/routes/app.ts';
import type { IamRights } from '../../studio/routes/iam.ts';
import type { MailList } from '../../studio/routes/mails.ts';
import type { RoleCredentials } from '../../studio/routes/role-credentials.ts';
import { postRaw } from '../../testing/post-graphql.ts';
import type { RunningApp } from '../fixtures/run-app.ts';
import { answerOf, ask, refusal } from './ask.ts';
import { startWorkshop } from './workshop.ts';

let running: RunningApp;
let app: AppAnswer;
beforeAll(async () => {
  running = await startWorkshop();
  app = await answerOf(running.local, 'GET /app');
});
afterAll(() => running[Symbol.asyncDispose]());

const clerk = () => app.roles.find(({ name }) => name.includes('Clerk'))?.name ?? '';

/** Asks the API, signed with a role's key. */
async function askAs(
  { accessKeyId, secretAccessKey, sessionToken }: RoleCredentials,
  query: string,
) {
  const url = new URL(running.local.outputs.graphqlUrl);
  const body = JSON.stringify({ query });
  const signer = new SignatureV4({
    service: 'appsync',
    region: 'us-east-1',
    credentials: { accessKeyId, secretAccessKey, sessionToken },
    sha256: Sha256,
  });
  const { headers } = await signer.sign({
    method: 'POST',
    protocol: 'http:',
    hostname: url.host,
    path: url.pathname,
    headers: { host: url.host, 'content-type': 'application/json' },
    body,
  });
  return (await postRaw(url.href, body, headers)).body;
}

describe('GET /_local/iam', () => {
  test('a role: its statements, and the verdict on an action', async () => {
    const arn = app.tables[0]?.arn ?? '';
    const about = (action: string) =>
      answerOf<IamRights>(
        running.local,
        `GET /iam?principal=${clerk()}&action=${action}&resource=${encodeURIComponent(arn)}`,
      );
    const read = await about('dynamodb:GetItem');
    expect(read.roles).toMatchObject([
      { usedBy: [], isEnforced: true, boundary: null, verdict: { isAllowed: true, reason: null } },
    ]);
    expect(read.roles[0]?.statements.flatMap(({ actions }) => actions.patterns)).toEqual(
      expect.arrayContaining(['dynamodb:GetItem', 'appsync:GraphQL']),
    );
    const write = await about('dynamodb:PutItem');
    expect(write.roles[0]?.verdict).toEqual({
      isAllowed: false,
      reason: expect.stringMatching(
        /is not authorized to perform: dynamodb:PutItem on resource: .* because no identity-based policy allows/,
      ) as string,
    });
  });

  test('all roles; and a function by its short name', async () => {
    const all = await answerOf<IamRights>(running.local, 'GET /iam');
    expect(all.roles).toHaveLength(app.roles.length);
    expect(all.roles.every(({ verdict }) => verdict === null)).toBe(true);
    const { roles } = await answerOf<IamRights>(running.local, 'GET /iam?principal=stock');
    expect(roles).toMatchObject([{ usedBy: ['function stock'] }]);
  });

  test.each([
    [
      'principal=nobody',
      404,
      'NotFound',
      expect.stringContaining('No role or function is named nobody'),
    ],
    ['action=dynamodb:GetItem', 400, 'BadRequest', expect.stringContaining('go together')],
    [
      'action=read&resource=x',
      400,
      'BadRequest',
      'action=read is no action of IAM, such as dynamodb:GetItem.',
    ],
  ])('%s: refused with the reason', async (query, status, code, message) => {
    expect(await ask(running.local, `GET /iam?${query}`)).toEqual(refusal(status, code, message));
  });
});

describe('POST /_local/iam/credentials', () => {
  test('a role: calls with its key are held to its policies', async () => {
    const key = await answerOf<RoleCredentials>(running.local, 'POST /iam/credentials', {
      role: clerk(),
    });
    expect(key.roleArn).toMatch(new RegExp(`:role/${clerk()}$`));
    expect(await askAs(key, '{ tool(id: "1") { id } }')).toEqual({ data: { tool: null } });
    expect(await askAs(key, '{ whoami }')).toMatchObject({
      errors: [{ errorType: 'Unauthorized' }],
    });
  });

  test('no role of the app: refused with those that there are', async () => {
    expect(await ask(running.local, 'POST /iam/credentials', { role: 'King' })).toEqual(
      refusal(404, 'NotFound', expect.stringContaining(clerk())),
    );
    expect(await ask(running.local, 'POST /iam/credentials', {})).toEqual(
      refusal(400, 'BadRequest', 'role of the body is missing; it is a text.'),
    );
  });
});

describe('mails', () => {
  test('what Cognito sent: newest first, by address and words, until they are deleted', async () => {
    const { local } = running;
    for (const Username of ['gus@example.com', 'hal@example.com']) {
      await fetch(local.url, {
        method: 'POST',
        headers: { 'x-amz-target': 'AWSCognitoIdentityProviderService.SignUp' },
        body: JSON.stringify({
          ClientId: local.outputs.clientId,
          Username,
          Password: 'Correct-Horse-1',
        }),
      });
    }
    const list = (query = '') => answerOf<MailList>(local, `GET /mails${query}`);
    const { mails, total } = await list();
    expect(total).toBe(2);
    expect(mails.map(({ to }) => to)).toEqual(['hal@example.com', 'gus@example.com']);
    expect((await list('?to=gus@example.com')).mails).toHaveLength(1);
    expect((await list('?search=HAL%20code')).mails).toHaveLength(1);
    expect(await list('?limit=1')).toMatchObject({ mails: [{ to: 'hal@example.com' }], total: 2 });
    expect(await ask(local, 'GET /mails?limit=x')).toMatchObject({ status: 400 });
    await answerOf(local, 'DELETE /mails');
    expect(await list()).toEqual({ mails: [], total: 0 });
  });
});
