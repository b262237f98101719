import { mkdtempSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CreateUserImportJobCommand,
  DescribeUserImportJobCommand,
  StartUserImportJobCommand,
  type PasswordHashingAlgorithmType,
} from '@aws-sdk/client-cognito-identity-provider';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { eventually } from 'appsync-on-a-laptop/testing/eventually';
import { convertUsers } from '../../commands/users/convert/convert.ts';
import type { Source } from '../../commands/users/convert/sources.ts';
import { reconcile } from '../../commands/users/reconcile.ts';
import type { Directory } from '../support/directory.ts';
import { startDirectory } from '../support/directory.ts';
import { keepingTerminal, targetOf, temporaryFile } from '../support/users-command.ts';

let directory: Directory;
beforeAll(async () => {
  directory = await startDirectory();
});
afterAll(() => directory[Symbol.asyncDispose]());

/** Of crypt_blowfish: https://www.openwall.com/crypt/ */
const BCRYPT = {
  password: 'U*U',
  hash: '$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW',
};
/** Of RFC 7914, 11, in Keycloak's form. */
const PBKDF2 = {
  password: 'passwd',
  salt: 'c2FsdA==',
  value: 'VawEblbjCJ/sFpHCJUS2BflBhSFt3gRl5oudV8INrLxJypzM8Xm2RZkWZLOdd+8xfHG4RbHjC9UJESBB06GXgw==',
};

/** Converts a file: the files that come out, as rows, and what is said. */
async function convert(from: Source, name: string, content: string) {
  const out = mkdtempSync(join(tmpdir(), 'convert-'));
  const terminal = keepingTerminal();
  const flags = { from, file: temporaryFile(name, content), out };
  const code = await convertUsers(targetOf(directory), flags, terminal);
  const files = Object.fromEntries(
    readdirSync(out).map((file) => [file, readFileSync(join(out, file), 'utf8')]),
  );
  const rows = Object.fromEntries(
    Object.entries(files).map(([file, text]) => [
      file,
      parse<Readonly<Record<string, string>>>(text, { columns: true }),
    ]),
  );
  return { code, out, files, rows, remarked: terminal.remarked(), said: terminal.said() };
}

/** Runs an import job of a file, to its end. */
async function importFile(csv: string, PasswordHashingAlgorithm: PasswordHashingAlgorithmType) {
  const { cognito, userPoolId: UserPoolId } = targetOf(directory);
  const { UserImportJob: job = {} } = await cognito.send(
    new CreateUserImportJobCommand({
      UserPoolId,
      JobName: 'people',
      CloudWatchLogsRoleArn: 'arn:aws:iam::000000000000:role/import',
      PasswordHashingAlgorithm,
    }),
  );
  const { JobId, PreSignedUrl = '' } = job;
  await fetch(PreSignedUrl, { method: 'PUT', body: csv });
  await cognito.send(new StartUserImportJobCommand({ UserPoolId, JobId }));
  await eventually(async () => {
    const now = await cognito.send(new DescribeUserImportJobCommand({ UserPoolId, JobId }));
    expect(now.UserImportJob).toMatchObject({ Status: 'Succeeded', FailedUsers: 0 });
  });
}

const AUTH0 = [
  {
    email: 'ada@moved.example',
    email_verified: true,
    given_name: 'Ada',
    family_name: 'Love, lace',
    passwordHash: BCRYPT.hash,
    phone_number: '+14255550100',
  },
  { email: 'new@moved.example', email_verified: false, name: 'Not Verified' },
  {
    email: 'alan@moved.example',
    email_verified: true,
    name: 'Alan Mathison Turing',
    passwordHash: '{MD5}abc',
    multifactor: ['google-authenticator'],
    blocked: true,
  },
];

describe('users convert', () => {
  test('auth0: people keep their passwords, through the import job and into the directory', async () => {
    const text = AUTH0.map((user) => JSON.stringify(user)).join('\n');
    const { code, out, files, rows, said, remarked } = await convert('auth0', 'users.json', text);
    expect(code).toBe(0);
    expect(rows).toMatchObject({
      'bcrypt.csv': [
        {
          'cognito:username': 'ada@moved.example',
          given_name: 'Ada',
          family_name: 'Love, lace',
          phone_number: '+14255550100',
          'cognito:password_hash': BCRYPT.hash,
        },
      ],
      'without-password.csv': [{ given_name: 'Alan Mathison', family_name: 'Turing' }],
    });
    expect(said).toContain(
      '1 people, for create-user-import-job --password-hashing-algorithm BCRYPT',
    );
    expect(remarked.split('\n').filter(Boolean)).toEqual([
      expect.stringMatching(/^1 left out, whose address is not verified/),
      expect.stringMatching(/^1 whose password is hashed in a way/),
      expect.stringMatching(/^1 whose second factor stays behind/),
      expect.stringMatching(/^1 who are blocked there/),
    ]);
    // They hold hashes of passwords.
    expect(statSync(join(out, 'bcrypt.csv')).mode & 0o077).toBe(0);
    expect(remarked + said).not.toContain('ada@');

    await importFile(files['bcrypt.csv'] ?? '', 'BCRYPT');
    expect(await directory.cognito.tryPassword('ada@moved.example', BCRYPT.password)).toBe(
      'tokens',
    );
    await reconcile(targetOf(directory), { fix: true, adopt: true }, keepingTerminal());
    const [ada] = (await directory.items.all()).filter(
      ({ email }) => email === 'ada@moved.example',
    );
    expect(ada).toMatchObject({ status: 'ACTIVE', firstName: 'Ada', lastName: 'Love, lace' });
  });

  test('auth0: reads an array too', async () => {
    const { rows } = await convert('auth0', 'users.json', JSON.stringify(AUTH0.slice(0, 1)));
    expect(Object.keys(rows)).toEqual(['bcrypt.csv']);
  });

  test('clerk: takes bcrypt and Argon2id digests by the rows of the dashboard', async () => {
    const columns = [
      'id,first_name,last_name,username,primary_email_address,primary_phone_number',
      'verified_email_addresses,totp_secret,password_digest,password_hasher',
    ].join(',');
    const argon2 =
      '$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc';
    const text = [
      columns,
      `1,Grace,Hopper,,grace@moved.example,,"grace@moved.example,g@x.example",,${BCRYPT.hash},bcrypt`,
      `2,Mary,Kay,,mary@moved.example,,mary@moved.example,SECRET,"${argon2}",argon2id`,
      '3,No,Digest,,none@moved.example,,none@moved.example,,0123abcd,md5',
    ].join('\n');
    const { rows, remarked } = await convert('clerk', 'users.csv', text);
    expect(Object.keys(rows)).toEqual(['argon2id.csv', 'bcrypt.csv', 'without-password.csv']);
    expect(rows['argon2id.csv']).toMatchObject([
      { email: 'mary@moved.example', 'cognito:password_hash': argon2 },
    ]);
    expect(remarked).toContain('1 whose password is hashed in a way');
    expect(remarked).toContain('1 whose second factor stays behind');
    expect(remarked).not.toContain('SECRET');
  });

  test('keycloak: takes PBKDF2 with SHA-256 and Argon2id out of the credentials, and no other', async () => {
    const credential = (data: object, secret: object) => ({
      type: 'password',
      credentialData: JSON.stringify(data),
      secretData: JSON.stringify(secret),
    });
    const { salt, value } = PBKDF2;
    const person = (name: string, ...credentials: object[]) => ({
      username: name,
      email: `${name}@moved.example`,
      emailVerified: true,
      enabled: true,
      firstName: name,
      lastName: 'Moved',
      credentials,
    });
    const argon2 = {
      hashIterations: 5,
      algorithm: 'argon2',
      additionalParameters: {
        hashLength: ['32'],
        memory: ['7168'],
        type: ['id'],
        version: ['1.3'],
        parallelism: ['1'],
      },
    };
    const realm = {
      realm: 'people',
      users: [
        person(
          'kim',
          credential({ hashIterations: 1, algorithm: 'pbkdf2-sha256' }, { value, salt }),
        ),
        person('lee', credential(argon2, { value: 'a2V5', salt }), { type: 'otp' }),
        person(
          'mo',
          credential({ hashIterations: 1, algorithm: 'pbkdf2-sha512' }, { value, salt }),
        ),
        { username: 'service-account-app', serviceAccountClientId: 'app' },
      ],
    };
    const { rows, files, remarked } = await convert(
      'keycloak',
      'realm.json',
      JSON.stringify(realm),
    );
    expect(rows['argon2id.csv']).toMatchObject([
      { 'cognito:password_hash': '$argon2id$v=19$m=7168,t=5,p=1$c2FsdA$a2V5' },
    ]);
    expect(rows['without-password.csv']).toMatchObject([{ email: 'mo@moved.example' }]);
    expect(remarked).toContain('1 whose second factor stays behind');
    await importFile(files['pbkdf2_sha256.csv'] ?? '', 'PBKDF2_SHA256');
    expect(await directory.cognito.tryPassword('kim@moved.example', PBKDF2.password)).toBe(
      'tokens',
    );
  });

  test('firebase: brings people and says that no password of theirs can come', async () => {
    const users = [
      {
        localId: '1',
        email: 'fay@moved.example',
        emailVerified: true,
        displayName: 'Fay',
        passwordHash: 'aGFzaA==',
        salt: 'c2FsdA==',
        mfaInfo: [{ phoneInfo: '+14255550100' }],
      },
    ];
    const { rows, remarked } = await convert('firebase', 'users.json', JSON.stringify({ users }));
    expect(rows).toMatchObject({
      'without-password.csv': [{ given_name: '', family_name: 'Fay' }],
    });
    expect(remarked).toContain('1 whose password is hashed in a way');
  });

  test.each<[Source, string, string]>([
    ['auth0', '{"email_verified":true}', 'User 1 of the file has no email'],
    ['auth0', 'name,email', 'no JSON'],
    ['firebase', '[]', 'The file has no users'],
    ['keycloak', '{"realm":"x"}', 'The file has no users'],
    ['clerk', 'id,email\n1,a@b.example\n', 'The file has no column primary_email_address'],
  ])('%s: refuses %s', async (from, content, message) => {
    await expect(convert(from, 'export', content)).rejects.toThrow(message);
  });

  test('convert: replaces no file that is there', async () => {
    const { out } = await convert('auth0', 'users.json', JSON.stringify(AUTH0[0]));
    const file = temporaryFile('again.json', JSON.stringify(AUTH0[0]));
    const again = convertUsers(
      targetOf(directory),
      { from: 'auth0', file, out },
      keepingTerminal(),
    );
    await expect(again).rejects.toThrow('is there already');
  });
});
