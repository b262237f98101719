import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { LocalError } from '../shared/errors.ts';
import type { Log } from '../shared/log.ts';

/** How the engine is started. */
export interface EngineOptions {
  readonly binary: string;
  /** SQLite file. */
  readonly databaseFile: string;
  /** Told of every new process, also after a crash. */
  readonly onProcess: (pid: number) => void;
  readonly log: Log;
}

/** A running engine on a port that stays the same while it lives. */
export interface EngineProcess {
  readonly port: number;
  /** False once it died more often than it is started again. */
  readonly healthy: boolean;
  stop(): Promise<void>;
}

const READY_PATIENCE = 15_000; // 15 seconds, for a slow disk
const STOP_PATIENCE = 3_000; // 3 seconds between SIGTERM and SIGKILL
const MAX_RESTARTS = 3;
const PORT_ATTEMPTS = 5;

/**
 * Starts the engine and waits until it listens. A crash is logged and the engine started again on
 * the same port, three times at most: its database survives a crash.
 * @throws LocalError ERR_DYNAMODB_ENGINE with what the engine said
 */
export async function startEngine(options: EngineOptions): Promise<EngineProcess> {
  const first = await onFreePort(options);
  const state = { child: first.child, healthy: true, stopping: false, restarts: 0 };
  const watch = (child: ChildProcess): void => {
    child.once('exit', (code, signal) => {
      if (state.stopping) return;
      options.log.error('dynamodb', `the engine ended by itself (${signal ?? `code ${code}`})`);
      void restart();
    });
  };
  const restart = async (): Promise<void> => {
    state.restarts += 1;
    try {
      if (state.restarts > MAX_RESTARTS) throw new Error(`it ended ${state.restarts} times`);
      const child = await launch(options, first.port);
      if (state.stopping) {
        await end(child);
        return;
      }
      state.child = child;
      watch(child);
      options.log.warn('dynamodb', 'the engine runs again; no acknowledged write is lost');
    } catch (cause) {
      state.healthy = false;
      options.log.error('dynamodb', `the engine stays down: ${String(cause)}`);
    }
  };
  watch(first.child);
  return {
    port: first.port,
    get healthy() {
      return state.healthy;
    },
    async stop() {
      state.stopping = true;
      await end(state.child);
    },
  };
}

async function onFreePort(
  options: EngineOptions,
): Promise<{ readonly child: ChildProcess; readonly port: number }> {
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort();
    try {
      return { child: await launch(options, port), port };
    } catch (error) {
      // Someone else took the port between the look and the start.
      if (attempt === PORT_ATTEMPTS || !String(error).includes('in use')) throw error;
    }
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no TCP port');
  return address.port;
}

async function launch(options: EngineOptions, port: number): Promise<ChildProcess> {
  const child = spawn(
    options.binary,
    ['serve', '--host', '127.0.0.1', '--port', String(port), '--db-path', options.databaseFile],
    // A session of its own: Ctrl-C in the terminal must not end it before the services that use it.
    { stdio: ['ignore', 'ignore', 'pipe'], env: {}, detached: true },
  );
  const said = await listening(child, options.binary);
  if (said !== null) {
    child.kill('SIGKILL');
    throw new LocalError('ERR_DYNAMODB_ENGINE', `${options.binary} does not start: ${said}`);
  }
  child.unref();
  endWithThisProcess(child);
  if (child.pid !== undefined) options.onProcess(child.pid);
  return child;
}

/** Null once the engine listens, else what it said. */
async function listening(child: ChildProcess, binary: string): Promise<string | null> {
  let said = '';
  return await new Promise((resolve) => {
    const timer = setTimeout(() => {
      resolve(`no answer after ${READY_PATIENCE / 1_000} s. ${said}`);
    }, READY_PATIENCE);
    const finish = (result: string | null): void => {
      clearTimeout(timer);
      resolve(result);
    };
    child.once('error', (error) => finish(`${binary}: ${error.message}`));
    child.once('exit', (code) => finish(said.trim() || `it ended with code ${code}`));
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-2_000);
      if (said.includes('listening on')) finish(null);
    });
  });
}

/** Even a SIGKILL of this process closes the pipe, and the shell behind it then ends the engine. */
function endWithThisProcess(engine: ChildProcess): void {
  const watchdog = spawn(
    '/bin/sh',
    ['-c', 'read -r _; kill "$0" 2>/dev/null', String(engine.pid)],
    {
      stdio: ['pipe', 'ignore', 'ignore'],
      detached: true,
    },
  );
  watchdog.on('error', () => undefined); // without a shell the lock file's check remains
  watchdog.unref();
  engine.once('exit', () => watchdog.kill());
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.ref();
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_PATIENCE);
  await exited;
  clearTimeout(timer);
}
