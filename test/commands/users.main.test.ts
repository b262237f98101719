import type { ChildProcess } from 'node:child_process';
import { execFile } from 'node:child_process';
import { lstatSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { UsageError } from '../../commands/users/errors.ts';
import { readCommand } from '../../commands/users/options.ts';
import { runUsers } from '../../commands/users/run-users.ts';
import type { Directory } from '../support/directory.ts';
import { person, startDirectory, TABLE, USER_POOL_ID } from '../support/directory.ts';
import { inShell } from '../support/in-shell.ts';
import { startCloudFormation } from '../support/start-cloudformation.ts';
import { bareShell, countUsers, temporaryFile } from '../support/users-command.ts';

const MAIN = fileURLToPath(new URL('../../commands/users/main.ts', import.meta.url));

let directory: Directory;
/** The SDK tries for seconds: other tests go on meanwhile. */
let unanswered: ReturnType<typeof spawn>;
beforeAll(async () => {
  directory = await startDirectory();
  const env = { AWS_ENDPOINT_URL_DYNAMODB: 'http://127.0.0.1:1', AWS_MAX_ATTEMPTS: '1' };
  unanswered = spawn(['export', ...HERE], env);
});
afterAll(() => directory[Symbol.asyncDispose]());

function execute(
  program: string,
  args: readonly string[],
  env: Record<string, string | undefined>,
  started: (child: ChildProcess) => void = () => undefined,
) {
  return new Promise<{ code: number; out: string; err: string }>((resolve) => {
    const child = execFile(program, args, { env }, (_error, out, err) =>
      resolve({ code: child.exitCode ?? -1, out, err }),
    );
    started(child);
  });
}

const access = (more: Record<string, string>) => ({
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'local',
  AWS_SECRET_ACCESS_KEY: 'local',
  AWS_ENDPOINT_URL_DYNAMODB: directory.tableProxy.url,
  AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: directory.poolProxy.url,
  ...more,
});
const shell = (more: Record<string, string>) => ({ ...bareShell(), ...access(more) });

/** Runs the program as a shell with AWS credentials does. */
const spawn = (args: readonly string[], env: Record<string, string> = {}) =>
  execute(process.execPath, [MAIN, ...args], shell(env));

/** The same without the start of a process. */
const run = (args: readonly string[], env: Record<string, string> = {}) =>
  inShell(access(env), (variables, terminal) => runUsers(args, variables, terminal));

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
    [['import', 'a.csv', '--delimiter', ''], '--delimiter must be one character'],
    [['import', 'a.csv', '--encoding', 'ansi-5'], '--encoding must be a name like windows-1252'],
    [['import', 'a.csv', '--map', 'Work Email'], '--map must be NAME=FIELD'],
    [['import', 'a.csv', '--map', 'Work Email=mail'], 'not "Work Email=mail"'],
    [['export', '--format', 'csv', '--out', 'all.jsonl'], 'do not fit'],
    [['export', '--bom', '--format', 'jsonl'], '--bom is for CSV'],
    [['export', '--force'], '--force is for --out'],
    [['convert', '--from', 'okta', 'x.json'], '--from must be auth0, clerk, firebase, keycloak'],
    [['export', '--table', 'Users'], '--table and --user-pool belong together'],
    [['export', '--stack', 'a', '--outputs', 'b'], 'exclude each other'],
  ])('%j: is refused with a reason', (args, reason) => {
    expect(() => readCommand(args)).toThrow(UsageError);
    expect(() => readCommand(args)).toThrow(reason);
  });

  test('export: takes the format from the name of the file', () => {
    expect(readCommand(['export', '--out', 'all.JSONL'])).toMatchObject({
      flags: { format: 'jsonl' },
    });
  });

  test('import --help: tells what files may look like', async () => {
    const { code, out } = await run(['import', '--help']);
    expect(code).toBe(0);
    for (const word of ['sep=;', 'First Name', 'UTF-16', 'refused-rows', '--map']) {
      expect(out).toContain(word);
    }
  });

  test.each([
    [['import', 'a.csv'], { npm_config_dry_run: 'true' }, 'npm run users -- import --dry-run'],
    [['reconcile'], { npm_config_fix: 'true' }, 'npm run users -- reconcile --fix'],
  ])('%j: is refused when npm has taken a flag (%j)', async (args, env, advice) => {
    const { code, out, err } = await run(args, env);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(advice);
  });

  test.each([
    [['reconcile', '--fixx'], "Unknown option '--fixx'"],
    [['export', '--outputs', '/nowhere.json'], '/nowhere.json cannot be read'],
    ...[
      '',
      '{"region":',
      'null',
      '[]',
      '{}',
      '{"region":"x","userPoolId":"y","cognitoEndpoint":"z"}',
    ].map((text): [string[], string] => [
      ['export', '--outputs', temporaryFile('outputs.json', text)],
      'outputs.json is damaged, or no file of npm start. Start the local system',
    ]),
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
    const imported = await spawn(['import', file, ...HERE]);
    expect(imported).toMatchObject({
      code: 1,
      out: '2 created, 0 there before, 1 lines refused\n',
    });
    expect(imported.err).toContain(`table ${TABLE} and user pool ${USER_POOL_ID}`);
    expect(imported.err).toContain('2 of 2\n');
    expect(readFileSync(`${file}.refused.jsonl`, 'utf8')).toContain('"line":4');

    const out = `${file}.out.jsonl`;
    const env = { USERS_TABLE: TABLE, USER_POOL_ID };
    expect(await spawn(['export', '--format', 'jsonl', '--out', out], env)).toMatchObject({
      code: 0,
      out: '',
    });
    const lines = readFileSync(out, 'utf8').trim().split('\n');
    const emails = lines.map((line) => (JSON.parse(line) as { email: string }).email);
    expect(emails.sort()).toEqual(users.map(({ email }) => email).sort());
    expect(statSync(out).mode & 0o777).toBe(0o600);

    await countUsers(directory);
    expect(await spawn(['reconcile', ...HERE])).toMatchObject({ code: 0, out: '' });
  });

  test('export: says so when nothing answers', async () => {
    const { code, err } = await unanswered;
    expect(code).toBe(2);
    expect(err).toContain('ECONNREFUSED');
  });
});

/** As a shell runs it, with what stands behind it on the line. */
function runInShell(args: readonly string[], rest: string) {
  const line = `"$0" "$@" ${rest}`;
  const bash = ['--norc', '-o', 'pipefail', '-c', line, process.execPath, MAIN, ...args];
  return execute('bash', bash, shell({}));
}

describe('where output goes', () => {
  test('export: a reader that has enough is no failure', async () => {
    await directory.create();
    await directory.create();
    const { code, out, err } = await runInShell(['export', ...HERE], '| head -n 1');
    expect(code).toBe(0);
    expect(out).toMatch(/^id,email,.*\n$/u);
    expect(err).not.toContain('EPIPE');
    expect(await runInShell(['--help'], '| true')).toEqual({ code: 0, out: '', err: '' });
  });

  test.each([[['export', ...HERE]], [['--help']]])(
    '%j: says that the disk is full',
    async (args) => {
      const { code, err } = await runInShell(args, '> /dev/full');
      expect(code).toBe(2);
      expect(err).toContain('The disk is full (ENOSPC)');
      expect(err).not.toMatch(/^\s+at /mu);
    },
  );

  test('export: leaves a file that is there as it is, unless told to replace it', async () => {
    const out = temporaryFile('all.csv', 'mine');
    const refused = await run(['export', '--out', out, ...HERE]);
    expect(refused).toMatchObject({ code: 2, out: '' });
    expect(refused.err).toContain('is there already: name another, or --force replaces it');
    expect(readFileSync(out, 'utf8')).toBe('mine');

    const link = `${out}.link.csv`;
    symlinkSync(out, link);
    const replaced = await run(['export', '--out', link, '--force', '--bom', ...HERE]);
    expect(replaced).toMatchObject({ code: 0 });
    expect(readFileSync(out, 'utf8')).toMatch(/^\uFEFFid,email,/u);
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
  });

  test('export: names what is wrong with the place, and leaves no half file', async () => {
    const folder = dirname(temporaryFile('all.csv', ''));
    const into = (out: string) => run(['export', '--out', out, ...HERE]);
    expect((await into(folder)).err).toContain('is a folder');
    const nowhere = await into(`${folder}/none/all.csv`);
    expect(nowhere.err).toContain('(ENOENT): its folder is not there');
    expect((await into('/dev/full')).err).toContain('The disk is full');
    expect(await into('/dev/null')).toMatchObject({ code: 0 });
    expect(statSync('/dev/null').isFile()).toBe(false);
    const body = { __type: 'AccessDeniedException', message: 'No' };
    directory.tableProxy.decide = () => ({ status: 400, body });
    expect(await into(`${folder}/new.csv`)).toMatchObject({ code: 2 });
    directory.mend();
    expect(readdirSync(folder)).toEqual(['all.csv']);
  });
});

test('import: Ctrl-C, which npm passes on once more, ends with a summary', async () => {
  const users = Array.from({ length: 400 }, person);
  const rows = users.map((user) => `${user.email},${user.firstName},${user.lastName}\n`);
  const file = temporaryFile('people.csv', `email,firstName,lastName\n${rows.join('')}x,y,z\n`);
  let asked = 0;
  const running = execute(process.execPath, [MAIN, 'import', file, ...HERE], shell({}), (child) => {
    directory.poolProxy.decide = () => {
      asked += 1;
      if (asked === 20 || asked === 22) child.kill('SIGINT');
      return 'forward';
    };
  });
  const { code, out, err } = await running;
  directory.mend();
  expect(code).toBe(130);
  const created = Number.parseInt(out, 10);
  expect(created).toBeGreaterThanOrEqual(10);
  expect(created).toBeLessThan(400);
  expect(err).toContain(`${400 - created} lines were not tried. To go on, run the same again.`);
  expect(await run(['import', file, '--dry-run', ...HERE])).toMatchObject({
    out: `${400 - created} would be created, ${created} there before, 1 lines refused\n`,
  });
});

describe('a stack', () => {
  test('reconcile: finds table and pool in the outputs of the stack', async () => {
    await using cloud = await startCloudFormation({
      'UserManager-dev': { UsersTableName: TABLE, UserPoolId: USER_POOL_ID, Region: 'us-east-1' },
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
    await using cloud = await startCloudFormation({ Other: { UserPoolId: USER_POOL_ID } });
    const env = { AWS_ENDPOINT_URL_CLOUDFORMATION: cloud.url };
    const { code, err } = await run(['export', '--stack', 'Other'], env);
    expect(code).toBe(2);
    expect(err).toContain('no output UsersTableName');
  });

  test('export: names the stack that people are in to whom names that of the API', async () => {
    await using cloud = await startCloudFormation({
      'UserManager-dev-Api': { GraphqlUrl: 'https://api.example/graphql' },
    });
    const env = { AWS_ENDPOINT_URL_CLOUDFORMATION: cloud.url };
    const { code, err } = await run(['export', '--stack', 'UserManager-dev-Api'], env);
    expect(code).toBe(2);
    expect(err).toMatch(/people are in UserManager-dev: --stack UserManager-dev$/mu);
    expect(err).not.toContain('deploy');
  });
});
