import { convertUsers } from './convert/convert.ts';
import { codeOf, explain } from './errors.ts';
import { exportUsers } from './export.ts';
import { importUsers } from './import.ts';
import { interruptible } from './interruption.ts';
import type { Command } from './options.ts';
import { readCommand } from './options.ts';
import { reconcile } from './reconcile.ts';
import { requirePasswords } from './require-passwords.ts';
import { restore } from './restore.ts';
import { replay } from './replay.ts';
import { openTarget } from './target.ts';
import type { Terminal } from './terminal.ts';
import { say } from './terminal.ts';

const terminal: Terminal = { out: process.stdout, err: process.stderr };
for (const stream of [process.stdout, process.stderr]) stream.on('error', failToWrite);

try {
  process.exitCode = await run(readCommand(process.argv.slice(2), process.env));
} catch (error) {
  say(terminal.err, explain(error));
  process.exitCode = 2;
}

async function run(command: Command): Promise<number> {
  if (command.name === 'help') {
    say(terminal.out, command.text);
    return 0;
  }
  const target = await openTarget(command.target, process.env);
  say(terminal.err, `${command.name}: ${target.description}`);
  switch (command.name) {
    case 'import':
      if (command.flags.invite) await requirePasswords(target.cognito, target.userPoolId);
      return interruptible(terminal.err, (signal) =>
        importUsers(target.services, command.flags, terminal, signal),
      );
    case 'export':
      return interruptible(terminal.err, (signal) =>
        exportUsers(target, command.flags, terminal, signal),
      );
    case 'reconcile':
      return interruptible(terminal.err, (signal) =>
        reconcile(target, command.flags, terminal, signal),
      );
    case 'restore':
      return interruptible(terminal.err, (signal) =>
        restore(target, command.flags, terminal, signal),
      );
    case 'convert':
      return convertUsers(target, command.flags, terminal);
    case 'replay':
      return interruptible(terminal.err, (signal) => replay(target, terminal, signal));
  }
}

/** A reader that has enough, such as head, is no failure; a full disk is. */
function failToWrite(error: Error): void {
  if (codeOf(error) === 'EPIPE') return;
  process.exitCode = 2;
  // The other of the two may still be open.
  say(terminal.err, explain(error));
}
