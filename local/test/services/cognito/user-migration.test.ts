import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  ConfirmForgotPasswordCommand,
  ForgotPasswordCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import type { UserMigrationTriggerEvent } from 'aws-lambda';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CLIENT_ID, PASSWORD } from '../../../testing/start-cognito.ts';
import { cognitoWithTriggers, readUser } from './fixtures.ts';
import { passwordSignIn, srpSignIn } from './sign-in.ts';

const cognito = cognitoWithTriggers();
const asked: string[] = [];

/** The other directory: who is in it, all with one password. */
const people = ['ann@example.com', 'bob@example.com', 'unproved@example.com'];
const directory = createServer((request, response) => {
  void (async () => {
    asked.push(`${request.method} ${request.url}`);
    const body = Buffer.concat(await request.toArray()).toString();
    const given = (body === '' ? {} : JSON.parse(body)) as { email?: string; password?: string };
    const email = given.email ?? decodeURIComponent(request.url?.split('/')[2] ?? '');
    if (email === 'down@example.com') response.writeHead(503).end();
    else if (!people.includes(email)) response.writeHead(404).end();
    else if (given.email !== undefined && given.password !== PASSWORD)
      response.writeHead(401).end();
    else {
      const emailVerified = !email.startsWith('unproved');
      const person = { email, emailVerified, firstName: 'Former', lastName: 'Person' };
      response.end(JSON.stringify(person));
    }
  })();
});

let migrate: (event: UserMigrationTriggerEvent) => Promise<UserMigrationTriggerEvent>;
beforeAll(async () => {
  directory.listen(0, '127.0.0.1');
  await once(directory, 'listening');
  process.env['FORMER_DIRECTORY'] = `http://127.0.0.1:${(directory.address() as AddressInfo).port}`;
  migrate = (await import('../../fixtures/moving-in/user-migration.ts')).handler;
  delete process.env['FORMER_DIRECTORY'];
});
afterAll(() => {
  directory.closeAllConnections();
  directory.close();
});

const start = () =>
  cognito.start(['UserMigration'], (_name, event) =>
    migrate(event as unknown as UserMigrationTriggerEvent),
  );
const refused = { name: 'NotAuthorizedException', message: 'Incorrect username or password.' };

test('UserMigration_Authentication: moves in whose password is right there, who is asked for no more', async () => {
  await start();
  await expect(passwordSignIn(cognito, 'ann@example.com', 'Wrong-horse-9')).rejects.toMatchObject(
    refused,
  );
  const { IdToken } = await passwordSignIn(cognito, 'ann@example.com');
  expect(decodeJwt(IdToken)).toMatchObject({
    email: 'ann@example.com',
    email_verified: true,
    given_name: 'Former',
  });
  const before = asked.length;
  // From now on SRP does, which shows nobody the password.
  await srpSignIn(cognito, 'ann@example.com');
  expect(asked).toHaveLength(before);
  expect(await cognito.mailbox('ann@example.com')).toEqual([]);
});

test('UserMigration_Authentication: somebody unknown there, or of an unproved address, is as a wrong password', async () => {
  await start();
  for (const email of ['nobody@example.com', 'unproved@example.com']) {
    await expect(passwordSignIn(cognito, email)).rejects.toMatchObject(refused);
  }
});

test('UserMigration_Authentication: a directory that is down is no wrong password', async () => {
  await start();
  await expect(passwordSignIn(cognito, 'down@example.com')).rejects.toMatchObject({
    name: 'UserLambdaValidationException',
    message: expect.stringContaining('The former directory does not answer') as string,
  });
});

test('UserMigration_ForgotPassword: moves in who has forgotten the password, which the code sets', async () => {
  await start();
  const Username = 'bob@example.com';
  await cognito.sdk.send(new ForgotPasswordCommand({ ClientId: CLIENT_ID, Username }));
  expect(asked.at(-1)).toBe('GET /people/bob%40example.com');
  expect((await readUser(cognito, Username)).UserStatus).toBe('RESET_REQUIRED');
  const [mail] = await cognito.mailbox(Username);
  const chosen = { ConfirmationCode: mail?.code, Password: 'Chosen-horse-7' };
  await cognito.sdk.send(
    new ConfirmForgotPasswordCommand({ ClientId: CLIENT_ID, Username, ...chosen }),
  );
  const { IdToken } = await passwordSignIn(cognito, Username, chosen.Password);
  expect(decodeJwt(IdToken)).toMatchObject({ family_name: 'Person' });
});
