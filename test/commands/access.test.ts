import { expect, test } from 'vitest';
import { spawnProgram } from '../support/spawn-program.ts';
import { startCloudFormation } from '../support/start-cloudformation.ts';

const REGION = { AWS_REGION: 'eu-central-1' };
const KEY = { AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local' };
/** Nobody's home, and no machine of EC2. */
const BARE = { HOME: '/nowhere', USERPROFILE: '/nowhere', AWS_EC2_METADATA_DISABLED: 'true' };

/** Commands that ask AWS first of all. */
const COMMANDS: readonly (readonly [string, readonly string[]])[] = [
  ['users/main.ts', ['export', '--stack', 'UserManager-dev']],
  ['users/main.ts', ['export', '--table', 'Users', '--user-pool', 'eu-central-1_Pool']],
  ['smoke.ts', ['--stage', 'dev']],
];

test.each(COMMANDS)('%s %j: without a region says how to give one', async (file, args) => {
  const { code, err } = await spawnProgram(file, args, { ...BARE, ...KEY });
  expect(err).toContain('--region');
  expect(err).toContain('AWS_REGION');
  expect(code).toBe(2);
  const empty = await spawnProgram(file, args, { ...BARE, ...KEY, AWS_REGION: '' });
  expect(empty).toMatchObject({ code: 2, err: expect.stringContaining('--region') });
});

test.each(COMMANDS)('%s %j: without credentials says how to give some', async (file, args) => {
  const { code, err } = await spawnProgram(file, args, { ...BARE, ...REGION });
  expect(err).toContain('no credentials');
  expect(err).toContain('AWS_PROFILE');
  expect(err).not.toContain('refuses');
  expect(code).toBe(2);
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
    const args = ['export', '--stack', 'UserManager-dev'];
    const [users, smoke] = await Promise.all([
      spawnProgram('users/main.ts', args, env),
      spawnProgram('smoke.ts', ['--stage', 'dev'], env),
    ]);
    expect(users).toMatchObject({ code: 2, out: '' });
    for (const { err } of [users, smoke]) {
      expect(err).toContain(`AWS refuses these credentials (${code})`);
    }
  },
);

test('smoke: names the stack that a stage lacks', async () => {
  await using cloud = await startCloudFormation({ 'UserManager-dev': { UserPoolId: 'pool' } });
  const env = { ...BARE, ...REGION, ...KEY, AWS_ENDPOINT_URL_CLOUDFORMATION: cloud.url };
  const half = await spawnProgram('smoke.ts', ['--stage', 'dev'], env);
  expect(half.err).toContain('stack UserManager-dev-Api is not there');
  expect(half.code).toBe(2);
  const stack = await spawnProgram('smoke.ts', ['--stage', 'UserManager-dev-Api'], env);
  expect(stack).toMatchObject({ code: 2, err: expect.stringContaining('--stage dev') });
});
