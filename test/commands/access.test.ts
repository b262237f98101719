import { expect, test } from 'vitest';
import { runSmoke } from '../../commands/smoke.ts';
import { runUsers } from '../../commands/users/run-users.ts';
import { inShell } from '../support/in-shell.ts';
import { spawnProgram } from '../support/spawn-program.ts';
import { startCloudFormation } from '../support/start-cloudformation.ts';

const REGION = { AWS_REGION: 'eu-central-1' };
const KEY = { AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local' };
/** Nobody's home, and no machine of EC2. */
const BARE = { HOME: '/nowhere', USERPROFILE: '/nowhere', AWS_EC2_METADATA_DISABLED: 'true' };

type Shell = Readonly<Record<string, string>>;

/** The commands that ask AWS first of all. */
const PROGRAMS = { users: 'users/main.ts', smoke: 'smoke.ts' } as const;
type Program = keyof typeof PROGRAMS;

const run = (program: Program, args: readonly string[], shell: Shell) =>
  inShell(shell, (env, terminal) =>
    program === 'users' ? runUsers(args, env, terminal) : runSmoke(args, terminal),
  );

const EXPORT_OF_STACK = ['export', '--stack', 'UserManager-dev'];
const SMOKE_OF_STAGE = ['--stage', 'dev'];

const COMMANDS: readonly (readonly [Program, readonly string[]])[] = [
  ['users', EXPORT_OF_STACK],
  ['users', ['export', '--table', 'Users', '--user-pool', 'eu-central-1_Pool']],
  ['smoke', SMOKE_OF_STAGE],
];

test.each(COMMANDS)('%s %j: without a region says how to give one', async (program, args) => {
  const { code, err } = await run(program, args, { ...BARE, ...KEY });
  expect(err).toContain('--region');
  expect(err).toContain('AWS_REGION');
  expect(code).toBe(2);
  const empty = await run(program, args, { ...BARE, ...KEY, AWS_REGION: '' });
  expect(empty).toMatchObject({ code: 2, err: expect.stringContaining('--region') });
});

test.each(COMMANDS)('%s %j: without credentials says how to give some', async (program, args) => {
  const { code, err } = await run(program, args, { ...BARE, ...REGION });
  expect(err).toContain('no credentials');
  expect(err).toContain('AWS_PROFILE');
  expect(err).not.toContain('refuses');
  expect(code).toBe(2);
});

test.each([
  ['users', EXPORT_OF_STACK],
  ['smoke', SMOKE_OF_STAGE],
] as const)('%s %j: its program ends and says the same', async (program, args) => {
  const shell = { ...BARE, ...REGION };
  const here = await run(program, args, shell);
  expect(await spawnProgram(PROGRAMS[program], args, shell)).toEqual(here);
});

// https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/CommonErrors.html
test.each([
  [403, 'ExpiredToken'],
  [403, 'InvalidClientTokenId'],
  [403, 'AccessDenied'],
  [403, 'SignatureDoesNotMatch'],
  [400, 'AccessDeniedException'],
  [403, 'UnrecognizedClientException'],
  [400, 'InvalidSignatureException'],
])(
  'a stack: CloudFormation refuses with %i %s, which is said of the credentials',
  async (status, code) => {
    await using cloud = await startCloudFormation({ status, code });
    const env = { ...BARE, ...REGION, ...KEY, AWS_ENDPOINT_URL_CLOUDFORMATION: cloud.url };
    const users = await run('users', EXPORT_OF_STACK, env);
    const smoke = await run('smoke', SMOKE_OF_STAGE, env);
    expect(users).toMatchObject({ code: 2, out: '' });
    for (const { err } of [users, smoke]) {
      expect(err).toContain(`AWS refuses these credentials (${code})`);
    }
  },
);

test('smoke: names the stack that a stage lacks', async () => {
  await using cloud = await startCloudFormation({ 'UserManager-dev': { UserPoolId: 'pool' } });
  const env = { ...BARE, ...REGION, ...KEY, AWS_ENDPOINT_URL_CLOUDFORMATION: cloud.url };
  const half = await run('smoke', SMOKE_OF_STAGE, env);
  expect(half.err).toContain('stack UserManager-dev-Api is not there');
  expect(half.code).toBe(2);
  const stack = await run('smoke', ['--stage', 'UserManager-dev-Api'], env);
  expect(stack).toMatchObject({ code: 2, err: expect.stringContaining('--stage dev') });
});
