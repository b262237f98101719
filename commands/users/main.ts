import { codeOf, explain } from './errors.ts';
import { runUsers } from './run-users.ts';
import type { Terminal } from './terminal.ts';
import { say } from './terminal.ts';

const terminal: Terminal = { out: process.stdout, err: process.stderr };
for (const stream of [process.stdout, process.stderr]) stream.on('error', failToWrite);

process.exitCode = await runUsers(process.argv.slice(2), process.env, terminal);

/** A reader that has enough, such as head, is no failure; a full disk is. */
function failToWrite(error: Error): void {
  if (codeOf(error) === 'EPIPE') return;
  process.exitCode = 2;
  // The other of the two may still be open.
  say(terminal.err, explain(error));
}
