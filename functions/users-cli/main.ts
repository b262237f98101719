import { explain, UsageError } from './errors.ts';
import { exportUsers } from './export.ts';
import { importUsers } from './import.ts';
import type { Command } from './options.ts';
import { HELP, readCommand } from './options.ts';
import { reconcile } from './reconcile.ts';
import { replay } from './replay.ts';
import { openTarget } from './target.ts';
import type { Terminal } from './terminal.ts';
import { say } from './terminal.ts';

const terminal: Terminal = { out: process.stdout, err: process.stderr };

try {
  process.exitCode = await run(readCommand(process.argv.slice(2)));
} catch (error) {
  say(terminal.err, error instanceof UsageError ? error.message : explain(error));
  process.exitCode = 2;
}

async function run(command: Command): Promise<number> {
  if (command.name === 'help') {
    say(terminal.out, HELP);
    return 0;
  }
  const target = await openTarget(command.target, process.env);
  say(terminal.err, `${command.name}: ${target.description}`);
  switch (command.name) {
    case 'import':
      return importUsers(target.services, command.flags, terminal);
    case 'export':
      return exportUsers(target, command.flags, terminal);
    case 'reconcile':
      return reconcile(target, command.flags, terminal);
    case 'replay':
      return replay(target, command.flags, terminal);
  }
}
