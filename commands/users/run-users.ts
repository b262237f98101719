import { explain } from './errors.ts';
import { interruptible } from './interruption.ts';
import type { Command } from './options.ts';
import { readCommand } from './options.ts';
import type { Target } from './target.ts';
import type { Terminal } from './terminal.ts';
import { say } from './terminal.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Runs the command of a line. What it does not need it does not load: the SDK is most of the time of a start.
 * @returns the exit code
 */
export async function runUsers(
  args: readonly string[],
  env: Environment,
  terminal: Terminal,
): Promise<number> {
  try {
    return await run(readCommand(args, env), env, terminal);
  } catch (error) {
    say(terminal.err, explain(error));
    return 2;
  }
}

async function run(command: Command, env: Environment, terminal: Terminal): Promise<number> {
  if (command.name === 'help') {
    say(terminal.out, command.text);
    return 0;
  }
  const { openTarget } = await import('./target.ts');
  const target = await openTarget(command.target, env, terminal.err);
  say(terminal.err, `${command.name}: ${target.description}`);
  if (command.name === 'convert') {
    const { convertUsers } = await import('./convert/convert.ts');
    return convertUsers(target, command.flags, terminal);
  }
  const begin = await load(command, target);
  return interruptible(terminal.err, (signal) => begin(terminal, signal));
}

type Begin = (terminal: Terminal, signal: AbortSignal) => Promise<number>;

/** A command that can be broken off. */
async function load(
  command: Exclude<Command, { readonly name: 'help' | 'convert' }>,
  target: Target,
): Promise<Begin> {
  switch (command.name) {
    case 'import': {
      const { importUsers } = await import('./import.ts');
      if (command.flags.invite) await requirePasswordsOf(target);
      return (...where) => importUsers(target.services, command.flags, ...where);
    }
    case 'export': {
      const { exportUsers } = await import('./export.ts');
      return (...where) => exportUsers(target, command.flags, ...where);
    }
    case 'reconcile': {
      const { reconcile } = await import('./reconcile.ts');
      return (...where) => reconcile(target, command.flags, ...where);
    }
    case 'restore': {
      const { restore } = await import('./restore.ts');
      return (...where) => restore(target, command.flags, ...where);
    }
    case 'replay': {
      const { replay } = await import('./replay.ts');
      return (...where) => replay(target, ...where);
    }
  }
}

async function requirePasswordsOf({ cognito, userPoolId }: Target): Promise<void> {
  const { requirePasswords } = await import('./require-passwords.ts');
  await requirePasswords(cognito, userPoolId);
}
