import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { json, text } from 'node:stream/consumers';
import type { LocalOutputs } from 'appsync-on-a-laptop';
import { expect } from 'vitest';
import { ROOT } from '../../cdk/bundle.ts';
import type { FaultSystem } from './fault-system.ts';
import { createUserAs } from './lives.ts';
import { freshEmail } from './running-system.ts';
import { bareShell } from './users-command.ts';

/** What a process of another time is told. */
export interface AnotherClock {
  readonly outputs: LocalOutputs;
  /** Of somebody who was just invited. */
  readonly id: string;
  readonly email: string;
}

/**
 * A person and a program whose machine has another time than the system.
 * @param off milliseconds, more than the 5 minutes around that AWS takes signatures of:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv.html
 */
export async function liveByAnotherClock(
  { outputs, machine }: Pick<FaultSystem, 'outputs' | 'machine'>,
  off: number,
): Promise<void> {
  const email = freshEmail('elsewhere');
  const id = await createUserAs(machine, { email });
  const file = join(ROOT, 'test', 'fixtures', 'by-another-clock.ts');
  const child = spawn(process.execPath, [file, String(off)], {
    stdio: 'pipe',
    env: { ...process.env, ...bareShell(), NODE_OPTIONS: '' },
  });
  child.stdin.end(JSON.stringify({ outputs, id, email } satisfies AnotherClock));
  const wrong = text(child.stderr);
  const seen = await json(child.stdout).catch(async () => {
    throw new Error(await wrong);
  });
  // The first was refused for its time.
  expect(seen).toEqual({
    attempts: 2,
    enabled: true,
    // Cognito takes a proof of the password of 5 minutes around.
    signIn: 'NotAuthorizedException',
    names: ['Augusta', 'Augusta'],
  });
}
