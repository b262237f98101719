import { execFile } from 'node:child_process';
import { ListUsersCommand } from '@aws-sdk/client-cognito-identity-provider';
import { expect, test } from 'vitest';
import { PATIENCE } from 'appsync-on-a-laptop/testing/patience';
import { runningSystem } from '../support/running-system.ts';
import { cognitoClient } from '../support/sign-in.ts';
import { bareShell, temporaryFile } from '../support/users-command.ts';

const { outputs } = runningSystem();

const smoke = (system: object) => {
  const file = temporaryFile('outputs.json', JSON.stringify(system));
  return new Promise<{ code: number; out: string; err: string }>((resolve) => {
    const args = ['commands/smoke.ts', '--outputs', file];
    const child = execFile(process.execPath, args, { env: bareShell() }, (_error, out, err) =>
      resolve({ code: child.exitCode ?? -1, out, err }),
    );
  });
};

/** People whom a run left behind. */
async function leftBehind(): Promise<number> {
  const cognito = cognitoClient(outputs);
  const Filter = 'email ^= "success+smoke-"';
  const { Users = [] } = await cognito.send(
    new ListUsersCommand({ UserPoolId: outputs.userPoolId, Filter }),
  );
  cognito.destroy();
  return Users.length;
}

test(
  'npm run smoke: goes through the journey on a running system and leaves nobody behind',
  { timeout: PATIENCE.journey },
  async () => {
    const { code, out, err } = await smoke(outputs);
    expect(err).toBe('');
    expect(out.match(/^ok .*$/gmu)).toHaveLength(9);
    expect(code).toBe(0);
    expect(await leftBehind()).toBe(0);
  },
);

test(
  'npm run smoke: names the step that fails, ends with 1 and leaves nobody behind',
  { timeout: PATIENCE.journey },
  async () => {
    // A client of another kind: the person cannot sign in with it.
    const name = 'UserManager-dev';
    const stack = outputs.stacks[name];
    const stacks = {
      ...outputs.stacks,
      [name]: { ...stack, UserPoolClientId: outputs.machineClientId },
    };
    const { code, out } = await smoke({ ...outputs, stacks });
    expect(out).toMatch(/^ok +createUser invites a person/mu);
    expect(out).toMatch(/^FAILED +the person signs in and is active: /mu);
    expect(code).toBe(1);
    expect(await leftBehind()).toBe(0);
  },
);
