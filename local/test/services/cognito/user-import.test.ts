import {
  AdminSetUserPasswordCommand,
  CreateUserImportJobCommand,
  DescribeUserImportJobCommand,
  GetCSVHeaderCommand,
  InitiateAuthCommand,
  ListUserImportJobsCommand,
  StartUserImportJobCommand,
  StopUserImportJobCommand,
  type PasswordHashingAlgorithmType,
  type UserImportJobType,
} from '@aws-sdk/client-cognito-identity-provider';
import { describe, expect, it } from 'vitest';

import { eventually } from '../../../testing/eventually.ts';
import { CLIENT_ID, POOL_ID } from '../../../testing/start-cognito.ts';
import { cognitoOfFile, newUser, readUser } from './fixtures.ts';
import { srpSignIn } from './sign-in.ts';

const cognito = cognitoOfFile();
const UserPoolId = POOL_ID;
const HASH = '$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW';
const PASSWORD = 'U*U';

const create = async (PasswordHashingAlgorithm?: PasswordHashingAlgorithmType) => {
  const { UserImportJob } = await cognito.sdk.send(
    new CreateUserImportJobCommand({
      JobName: 'people',
      UserPoolId,
      CloudWatchLogsRoleArn: 'arn:aws:iam::000000000000:role/import',
      PasswordHashingAlgorithm,
    }),
  );
  return UserImportJob ?? {};
};
const start = ({ JobId }: UserImportJobType) =>
  cognito.sdk.send(new StartUserImportJobCommand({ UserPoolId, JobId }));
const describeJob = async ({ JobId }: UserImportJobType) =>
  (await cognito.sdk.send(new DescribeUserImportJobCommand({ UserPoolId, JobId }))).UserImportJob;
const upload = ({ PreSignedUrl = '' }: UserImportJobType, body: string) =>
  fetch(PreSignedUrl, { method: 'PUT', body });
const header = async () =>
  (await cognito.sdk.send(new GetCSVHeaderCommand({ UserPoolId }))).CSVHeader ?? [];

/** A file with what is given, and all other columns empty. */
async function csv(rows: readonly Readonly<Record<string, string>>[]): Promise<string> {
  const columns = [...new Set([...(await header()), ...rows.flatMap(Object.keys)])];
  const quoted = (text: string) => (/[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const lines = rows.map((row) => columns.map((name) => quoted(row[name] ?? '')).join(','));
  return [columns.join(','), ...lines, ''].join('\n');
}

const person = (email: string, others: Readonly<Record<string, string>> = {}) => ({
  'cognito:username': email,
  'cognito:mfa_enabled': 'FALSE',
  email,
  email_verified: 'TRUE',
  ...others,
});

/** Runs a job to its end. */
async function run(
  rows: readonly Readonly<Record<string, string>>[],
  algorithm?: PasswordHashingAlgorithmType,
): Promise<UserImportJobType> {
  const job = await create(algorithm);
  expect((await upload(job, await csv(rows))).status).toBe(200);
  await start(job);
  return eventually(async () => {
    const now = await describeJob(job);
    expect(now?.CompletionDate).toBeInstanceOf(Date);
    return now ?? {};
  });
}

const signIn = (USERNAME: string, password: string) =>
  cognito.sdk.send(
    new InitiateAuthCommand({
      ClientId: CLIENT_ID,
      AuthFlow: 'USER_PASSWORD_AUTH',
      AuthParameters: { USERNAME, PASSWORD: password },
    }),
  );

describe('user import', () => {
  it('GetCSVHeader: names the attributes, the user name and the second factor', async () => {
    const columns = await header();
    expect(columns).toEqual(
      expect.arrayContaining(['email', 'email_verified', 'given_name', 'phone_number']),
    );
    expect(columns.slice(-2)).toEqual(['cognito:mfa_enabled', 'cognito:username']);
  });

  it('StartUserImportJob: imports who can be, skips who is there, and counts who cannot', async () => {
    const known = await newUser(cognito);
    const job = await run([
      person('imported@example.com', { family_name: 'Kay, "Dr"' }),
      person(known.email),
      person('unverified@example.com', { email_verified: 'FALSE' }),
      { ...person('nobody@example.com'), 'cognito:username': '' },
    ]);
    expect(job).toMatchObject({
      Status: 'Succeeded',
      ImportedUsers: 1,
      SkippedUsers: 1,
      FailedUsers: 2,
      CompletionMessage: 'Import Job Completed Successfully.',
    });
    expect(job).not.toHaveProperty('PreSignedUrl');
    const user = await readUser(cognito, 'imported@example.com');
    expect(user).toMatchObject({
      UserStatus: 'RESET_REQUIRED',
      attributes: { email_verified: 'true', family_name: 'Kay, "Dr"' },
    });
    const failure = `cognito: ${job.JobId ?? ''}: [FAILED] Line Number 4 - `;
    expect(cognito.logged.some((line) => line.startsWith(failure))).toBe(true);
    expect(cognito.logged.join('\n')).not.toContain('unverified@example.com');
  });

  it('PasswordHashingAlgorithm: people sign in with the password they had, from then on also by SRP', async () => {
    const email = 'hashed@example.com';
    const job = await run([person(email, { 'cognito:password_hash': HASH })], 'BCRYPT');
    expect(job).toMatchObject({ ImportedUsers: 1, PasswordHashingAlgorithm: 'BCRYPT' });
    await expect(srpSignIn(cognito, email, PASSWORD)).rejects.toThrow('Incorrect username');
    expect(cognito.logged.join('\n')).toContain('has the password of an import');
    await expect(signIn(email, 'U*V')).rejects.toThrow('Incorrect username or password.');
    expect((await signIn(email, PASSWORD)).AuthenticationResult).toBeDefined();
    expect((await srpSignIn(cognito, email, PASSWORD)).AuthenticationResult).toBeDefined();
  });

  it('PasswordHashingAlgorithm: another password that is set ends the imported one', async () => {
    const email = 'reset@example.com';
    await run([person(email, { 'cognito:password_hash': HASH })], 'BCRYPT');
    await cognito.sdk.send(
      new AdminSetUserPasswordCommand({
        UserPoolId,
        Username: email,
        Password: 'Another-horse-9',
        Permanent: true,
      }),
    );
    await expect(signIn(email, PASSWORD)).rejects.toThrow('Incorrect username or password.');
  });

  it('PasswordHashingAlgorithm: a guesser is locked out as with any password', async () => {
    const email = 'guessed@example.com';
    await run([person(email, { 'cognito:password_hash': HASH })], 'BCRYPT');
    for (let guess = 0; guess < 6; guess += 1) {
      await expect(signIn(email, 'wrong')).rejects.toThrow();
    }
    await expect(signIn(email, PASSWORD)).rejects.toThrow('Password attempts exceeded');
  });

  it('PasswordHashingAlgorithm: a hash of another form fails its row', async () => {
    const job = await run([person('odd@example.com', { 'cognito:password_hash': HASH })], 'SCRYPT');
    expect(job).toMatchObject({ ImportedUsers: 0, FailedUsers: 1 });
  });

  it('StartUserImportJob: refuses a job without a file, one that has run, and another header', async () => {
    const job = await create();
    await expect(start(job)).rejects.toMatchObject({ name: 'PreconditionNotMetException' });
    await upload(job, 'email,password\na@example.com,secret\n');
    await start(job);
    await eventually(async () => {
      expect(await describeJob(job)).toMatchObject({
        Status: 'Failed',
        CompletionMessage: expect.stringContaining('password is not known') as string,
      });
    });
    await expect(start(job)).rejects.toMatchObject({ name: 'PreconditionNotMetException' });
    await expect(
      cognito.sdk.send(new StopUserImportJobCommand({ UserPoolId, JobId: job.JobId })),
    ).rejects.toMatchObject({ name: 'PreconditionNotMetException' });
  });

  it('StopUserImportJob: ends a job between two rows', async () => {
    const job = await create();
    const rows = Array.from({ length: 400 }, (_, n) => person(`many${n}@example.com`));
    await upload(job, await csv(rows));
    await start(job);
    await cognito.sdk.send(new StopUserImportJobCommand({ UserPoolId, JobId: job.JobId }));
    await eventually(async () => {
      const now = await describeJob(job);
      expect(now?.Status).toBe('Stopped');
      expect(now?.ImportedUsers).toBeLessThan(400);
    });
  });

  it('PreSignedUrl: takes the file with its own signature alone', async () => {
    const job = await create();
    const forged = (job.PreSignedUrl ?? '').replace(/signature=.*/, 'signature=00');
    expect((await fetch(forged, { method: 'PUT', body: 'x' })).status).toBe(403);
    await expect(start(job)).rejects.toMatchObject({ name: 'PreconditionNotMetException' });
  });

  it('ListUserImportJobs: the newest first, in pages; one that nobody starts expires', async () => {
    const [older, newer] = [await create(), await create()];
    const page = await cognito.sdk.send(
      new ListUserImportJobsCommand({ UserPoolId, MaxResults: 1 }),
    );
    expect(page.UserImportJobs?.map(({ JobId }) => JobId)).toEqual([newer.JobId]);
    const next = await cognito.sdk.send(
      new ListUserImportJobsCommand({
        UserPoolId,
        MaxResults: 1,
        PaginationToken: page.PaginationToken,
      }),
    );
    expect(next.UserImportJobs?.map(({ JobId }) => JobId)).toEqual([older.JobId]);
    cognito.clock.advance(24 * 60 * 60_000);
    expect(await describeJob(older)).toMatchObject({ Status: 'Expired' });
    await expect(start(older)).rejects.toMatchObject({ name: 'PreconditionNotMetException' });
    expect((await upload(older, 'x')).status).toBe(403);
  });
});
