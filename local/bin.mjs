#!/usr/bin/env node
// Plain JavaScript for whatever Node starts it: the engine itself needs node:sqlite and disposable
// stacks. On an older Node the one of the package `node`, which is installed with this one, takes over.
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { FLAGS_MAJOR, START_FLAGS } from './start-flags.mjs';

const OLDEST_MAJOR = 24;
const major = Number(process.versions.node.split('.')[0]);
const cli = join(dirname(fileURLToPath(import.meta.url)), 'cli.mjs');
// Of the package `node`, which is of that version, too.
const args = [...START_FLAGS, ...process.execArgv, cli, ...process.argv.slice(2)];
if (major < OLDEST_MAJOR) await takeOver();
// V8 reads them when a process starts: this one becomes another program, and stays the same process.
else if (major === FLAGS_MAJOR && process.platform !== 'win32') {
  process.execve(process.execPath, [process.execPath, ...args], process.env);
} else await import('./cli.mjs');

async function takeOver() {
  const child = spawn(newerNode(), args, { stdio: 'inherit' });
  // A terminal signals both; others only this process, and the engine has to stop in order.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => void child.kill(signal));
  }
  const code = await new Promise((resolve) => {
    child.once('error', () => resolve(null));
    child.once('exit', (status, signal) => resolve(status ?? (signal ? 1 : null)));
  });
  if (code !== null) process.exit(code);
  process.stderr.write(
    `This is Node ${process.versions.node}; the engine needs ${OLDEST_MAJOR} or later. Install that, or let npm run the\n` +
      'install script of the package `node`, which brings one: npm install-scripts approve node; npm rebuild node\n',
  );
  process.exit(1);
}

function newerNode() {
  try {
    const manifest = createRequire(import.meta.url).resolve('node/package.json');
    return join(dirname(manifest), 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  } catch {
    return 'node-is-not-installed';
  }
}
