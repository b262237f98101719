import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { UsageError } from '../../functions/users-cli/errors.ts';
import { readCommand } from '../../functions/users-cli/options.ts';
import type { Directory } from '../support/directory.ts';
import { person, startDirectory, TABLE, USER_POOL_ID } from '../support/directory.ts';
import { countUsers, temporaryFile } from '../support/users-cli.ts';

const MAIN = fileURLToPath(new URL('../../functions/users-cli/main.ts', import.meta.url));

let directory: Directory;
beforeAll(async () => {
  directory = await startDirectory();
});
afterAll(() => directory[Symbol.asyncDispose]());

/** Runs the command as a shell with AWS credentials does. */
function run(args: readonly string[], env: Record<string, string> = {}) {
  return new Promise<{ code: number; out: string; err: string }>((resolve) => {
    const child = execFile(
      process.execPath,
      [MAIN, ...args],
      {
        env: {
          PATH: process.env['PATH'],
          AWS_REGION: 'us-east-1',
          AWS_ACCESS_KEY_ID: 'local',
          AWS_SECRET_ACCESS_KEY: 'local',
          AWS_ENDPOINT_URL_DYNAMODB: directory.tableProxy.url,
          AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: directory.poolProxy.url,
          ...env,
        },
      },
      (_error, out, err) => resolve({ code: child.exitCode ?? -1, out, err }),
    );
  });
}

const HERE = ['--table', TABLE, '--user-pool', USER_POOL_ID];

describe('flags', () => {
  test('--help: tells every command and flag', async () => {
    const { code, out } = await run(['--help']);
    expect(code).toBe(0);
    for (const flag of [
      'import',
      '--dry-run',
      '--invite',
      'export',
      '--format',
      'reconcile',
      '--fix',
      '--stack',
    ]) {
      expect(out).toContain(flag);
    }
  });

  test.each([
    [['imprt'], '"imprt" is no command'],
    [['import'], 'import takes one file'],
    [['import', 'a.csv', 'b.csv'], 'import takes one file'],
    [['import', 'a.csv', '--dry'], "Unknown option '--dry'"],
    [['import', 'a.csv', '--invite', '--dry-run'], '--invite'],
    [['import', 'a.csv', '--delimiter', ';;'], '--delimiter must be one character'],
    [['export', '--format', 'xml'], '--format must be csv or jsonl, not "xml"'],
    [['export', '--table', 'Users'], '--table and --user-pool belong together'],
    [['export', '--stack', 'a', '--outputs', 'b'], 'exclude each other'],
  ])('%j: is refused with a reason', (args, reason) => {
    expect(() => readCommand(args)).toThrow(UsageError);
    expect(() => readCommand(args)).toThrow(reason);
  });

  test.each([
    [['reconcile', '--fixx'], "Unknown option '--fixx'"],
    [['export', '--outputs', '/nowhere.json'], '/nowhere.json cannot be read'],
    [['import', '/nowhere.csv', ...HERE], '/nowhere.csv cannot be read (ENOENT)'],
  ])('%j: ends the program with 2 and a reason', async (args, reason) => {
    const { code, out, err } = await run(args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(reason);
    expect(err).not.toMatch(/^\s+at /mu);
  });
});

describe('a directory by name', () => {
  test('import, export, reconcile: work on the named table and pool', async () => {
    const users = [person(), person()];
    const rows = users.map((user) => `${user.email},${user.firstName},${user.lastName}\n`);
    const file = temporaryFile('people.csv', `email,firstName,lastName\n${rows.join('')}x,y,z\n`);
    const imported = await run(['import', file, ...HERE]);
    expect(imported).toMatchObject({
      code: 1,
      out: '2 created, 0 there before, 1 lines refused\n',
    });
    expect(imported.err).toContain(`table ${TABLE} and user pool ${USER_POOL_ID}`);
    expect(imported.err).toContain('2 of 2\n');
    expect(readFileSync(`${file}.refused.jsonl`, 'utf8')).toContain('"line":4');

    const out = `${file}.out.jsonl`;
    const env = { USERS_TABLE: TABLE, USER_POOL_ID };
    expect(await run(['export', '--format', 'jsonl', '--out', out], env)).toMatchObject({
      code: 0,
      out: '',
    });
    const lines = readFileSync(out, 'utf8').trim().split('\n');
    const emails = lines.map((line) => (JSON.parse(line) as { email: string }).email);
    expect(emails.sort()).toEqual(users.map(({ email }) => email).sort());
    expect(statSync(out).mode & 0o777).toBe(0o600);

    await countUsers(directory);
    expect(await run(['reconcile', ...HERE])).toMatchObject({ code: 0, out: '' });
  });

  test('export: says so when nothing answers', async () => {
    const env = { AWS_ENDPOINT_URL_DYNAMODB: 'http://127.0.0.1:1', AWS_MAX_ATTEMPTS: '1' };
    const { code, err } = await run(['export', ...HERE], env);
    expect(code).toBe(2);
    expect(err).toContain('ECONNREFUSED');
  });
});

describe('a stack', () => {
  /** Plays CloudFormation, in the form of the API reference's example answer. */
  async function startCloudFormation(outputs: Record<string, string>) {
    const asked: URLSearchParams[] = [];
    const server = createServer((request, response) => {
      void (async () => {
        const body = Buffer.concat(await request.toArray()).toString();
        asked.push(new URLSearchParams(body));
        const members = Object.entries(outputs).map(
          ([key, value]) =>
            `<member><OutputKey>${key}</OutputKey><OutputValue>${value}</OutputValue></member>`,
        );
        response
          .setHeader('content-type', 'text/xml')
          .end(
            `<DescribeStacksResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><DescribeStacksResult><Stacks><member><StackName>UserManager-dev</StackName><CreationTime>2026-11-23T10:00:00.000Z</CreationTime><StackStatus>CREATE_COMPLETE</StackStatus><Outputs>${members.join('')}</Outputs></member></Stacks></DescribeStacksResult></DescribeStacksResponse>`,
          );
      })();
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return {
      asked,
      url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      async [Symbol.asyncDispose]() {
        server.closeAllConnections();
        server.close();
        await once(server, 'close');
      },
    };
  }

  test('reconcile: finds table and pool in the outputs of the stack', async () => {
    await using cloud = await startCloudFormation({
      ...{ UsersTableName: TABLE, UserPoolId: USER_POOL_ID, Region: 'us-east-1' },
    });
    const env = { AWS_ENDPOINT_URL_CLOUDFORMATION: cloud.url };
    await countUsers(directory);
    const { code, err } = await run(['reconcile', '--stack', 'UserManager-dev'], env);
    expect(err).toContain('stack UserManager-dev in us-east-1');
    expect(code).toBe(0);
    expect(cloud.asked[0]?.get('Action')).toBe('DescribeStacks');
    expect(cloud.asked[0]?.get('StackName')).toBe('UserManager-dev');
  });

  test('export: names the output that a stack has not', async () => {
    await using cloud = await startCloudFormation({ UserPoolId: USER_POOL_ID });
    const env = { AWS_ENDPOINT_URL_CLOUDFORMATION: cloud.url };
    const { code, err } = await run(['export', '--stack', 'Other'], env);
    expect(code).toBe(2);
    expect(err).toContain('no output UsersTableName');
  });
});
