import type { Terminal } from '../../commands/users/terminal.ts';
import type { Ended } from './spawn-program.ts';
import { keepingTerminal } from './users-command.ts';

type Shell = Readonly<Record<string, string>>;

/**
 * Runs a command in this process as in a shell that knows of AWS what is told here: the SDK looks for it in
 * the environment of the process. One at a time.
 */
export async function inShell(
  shell: Shell,
  run: (env: Shell, terminal: Terminal) => Promise<number>,
): Promise<Ended> {
  const former = process.env;
  const others = Object.entries(former).filter(([name]) => !name.startsWith('AWS_'));
  process.env = { ...Object.fromEntries(others), ...shell };
  const terminal = keepingTerminal();
  try {
    const code = await run(shell, terminal);
    return { code, out: terminal.said(), err: terminal.remarked() };
  } finally {
    process.env = former;
  }
}
