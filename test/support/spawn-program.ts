import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from '../../cdk/bundle.ts';
import { bareShell } from './users-command.ts';

/** How a program ended, and what it said. */
export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs a program of commands/ as npm does, in a shell that knows nothing of AWS. */
export function spawnProgram(
  file: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Ended {
  const program = join(ROOT, 'commands', file);
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
    cwd: ROOT,
    encoding: 'utf8',
    env: { ...bareShell(), ...env },
    input: '',
  });
  return { code: status, out: stdout, err: stderr };
}
