import { execFile } from 'node:child_process';
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
): Promise<Ended> {
  const program = [join(ROOT, 'commands', file), ...args];
  const options = { cwd: ROOT, env: { ...bareShell(), ...env } };
  return new Promise((resolve) => {
    const child = execFile(process.execPath, program, options, (_error, out, err) =>
      resolve({ code: child.exitCode, out, err }),
    );
    child.stdin?.end();
  });
}
