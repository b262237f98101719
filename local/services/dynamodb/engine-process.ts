import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { LocalError } from '../../shared/errors.ts';
import { freePort } from '../../shared/free-port.ts';
import type { Log } from '../../shared/log.ts';

/** How the engine is started. */
export interface EngineOptions {
  readonly binary: string;
  /** SQLite file. */
  readonly databaseFile: string;
  /** The one of an engine before it, which its callers still call. @default - any free one */
  readonly port?: number | undefined;
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
const MAX_RESTARTS = 3; // within RESTART_WINDOW
const RESTART_WINDOW = 60_000; // 1 minute
/** Address space of the engine, which needs some 30 MB: what asks for more ends it, not the machine. */
const MEMORY_KB = 1_048_576; // 1 GB
const PORT_ATTEMPTS = 5;

/**
 * Starts the engine and waits until it listens. When it dies, also for asking for more memory than it
 * may have, it is started again on the same port, and one line says so: its database survives. One that
 * dies over and over stays down.
 * @throws LocalError ERR_DYNAMODB_ENGINE with what the engine said
 */
export async function startEngine(options: EngineOptions): Promise<EngineProcess> {
  const { port } = options;
  const first =
    port === undefined ? await onFreePort(options) : { port, child: await launch(options, port) };
  const state = { child: first.child, healthy: true, stopping: false, deaths: [] as number[] };
  const watch = (child: ChildProcess): void => {
    child.once('exit', (code, signal) => {
      if (!state.stopping) void restart(signal ?? `code ${code}`);
    });
  };
  const restart = async (how: string): Promise<void> => {
    const now = performance.now();
    state.deaths = [...state.deaths.filter((at) => now - at < RESTART_WINDOW), now];
    const ended = `the DynamoDB engine ended by itself (${how})`;
    try {
      if (state.deaths.length > MAX_RESTARTS) {
        throw new Error(`it ended ${state.deaths.length} times within a minute`);
      }
      const child = await launch(options, first.port);
      if (state.stopping) {
        await end(child);
        return;
      }
      state.child = child;
      watch(child);
      options.log.error('dynamodb', `${ended} and runs again; no acknowledged write is lost`);
    } catch (cause) {
      state.healthy = false;
      const reason = cause instanceof Error ? cause.message : String(cause);
      options.log.error(
        'dynamodb',
        `${ended} and stays down: ${reason}. What was acknowledged is in ${options.databaseFile}; start the system again.`,
      );
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

async function launch(options: EngineOptions, port: number): Promise<ChildProcess> {
  const { binary, databaseFile } = options;
  const [command, args] = withinMemory(binary, [
    'serve',
    '--host',
    '127.0.0.1',
    '--port',
    String(port),
    '--db-path',
    databaseFile,
  ]);
  const child = spawn(command, args, {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: {},
    // A session of its own: Ctrl-C in the terminal must not end it before the services that use it.
    detached: true,
    windowsHide: true,
  });
  const said = await listening(child, binary);
  if (said !== null) {
    child.kill('SIGKILL');
    throw new LocalError('ERR_DYNAMODB_ENGINE', `${binary} does not start: ${said}`);
  }
  child.unref();
  endWithThisProcess(child);
  if (child.pid !== undefined) options.onProcess(child.pid);
  return child;
}

/**
 * The command under a limit that needs neither root nor a container: the shell sets it and becomes the
 * engine. Where a system knows no such limit (macOS), the engine runs without.
 */
function withinMemory(binary: string, args: readonly string[]): [string, readonly string[]] {
  if (process.platform === 'win32') return [binary, args];
  const script = `ulimit -v ${MEMORY_KB} 2>/dev/null; exec "$0" "$@"`;
  return ['/bin/sh', ['-c', script, binary, ...args]];
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

/**
 * Even a SIGKILL of this process closes the pipe, and the shell behind it then ends the engine. Without
 * such a shell, as on Windows, the next start ends it (data-folder-lock.ts).
 */
function endWithThisProcess(engine: ChildProcess): void {
  if (process.platform === 'win32') return;
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
