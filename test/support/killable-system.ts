import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LocalOutputs } from 'appsync-on-a-laptop';
import { machineOf, spoilApp, type SpoiledApp } from './fault-system.ts';
import type { Caller } from './graphql.ts';

/** One life of the machine. */
export interface RunningMachine {
  readonly outputs: LocalOutputs;
  /** A machine client that may read and write all users. */
  readonly caller: Caller;
}

/** The whole app as `npm start` runs it, on a machine that loses its power. */
export interface KillableSystem extends AsyncDisposable {
  readonly proxies: SpoiledApp['proxies'];
  /** The life that is going on, or the next one once it has begun. */
  current(): Promise<RunningMachine>;
  /** Ends every process at once and starts again on the same data. */
  losePower(): void;
}

export async function startKillableSystem(): Promise<KillableSystem> {
  const resources = new AsyncDisposableStack();
  const app = resources.use(await spoilApp());
  const dataFolder = await mkdtemp(join(tmpdir(), 'power-'));
  resources.defer(() => rm(dataFolder, { recursive: true, force: true }));
  let engine = startEngine(app.folder, dataFolder);
  const begin = async (): Promise<RunningMachine> => {
    const outputs = await engine.started;
    app.reach(outputs.cognitoEndpoint);
    return { outputs, caller: await machineOf(outputs) };
  };
  let life = begin();
  resources.defer(() => engine.kill());
  await life;
  return {
    proxies: app.proxies,
    current: () => life,
    losePower() {
      const dying = engine.kill();
      life = dying.then(() => {
        engine = startEngine(app.folder, dataFolder);
        return begin();
      });
    },
    [Symbol.asyncDispose]: () => resources.disposeAsync(),
  };
}

function startEngine(assembly: string, dataFolder: string) {
  const flags = ['--assembly', assembly, '--data', dataFolder, '--port', '0', '--json', '--quiet'];
  // A process group of its own, as a shell gives `npm start`.
  const child = spawn(process.execPath, ['node_modules/appsync-on-a-laptop/cli.mjs', ...flags], {
    detached: true,
  });
  const exited = once(child, 'exit');
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  const started = (async () => {
    let said = '';
    // The outputs are the only thing on stdout, and end with the brace at the margin.
    for await (const text of child.stdout.setEncoding('utf8') as AsyncIterable<string>) {
      said += text;
      if (said.endsWith('\n}\n')) return JSON.parse(said) as LocalOutputs;
    }
    throw new Error(`the engine did not start: ${errors}`);
  })();
  return {
    started,
    async kill() {
      const { pid } = child;
      if (pid !== undefined && child.exitCode === null && child.signalCode === null) {
        end(-pid);
        for (const database of databasesOf(dataFolder)) end(database);
      }
      await exited;
    },
  };
}

/** The DynamoDB engine has a session of its own, which a signal to the group does not reach. */
function databasesOf(dataFolder: string): number[] {
  const lock = readFileSync(join(dataFolder, 'data', 'dynamodb.lock'), 'utf8');
  const { engine } = JSON.parse(lock) as { readonly engine: { readonly pid: number } | null };
  return engine ? [engine.pid] : [];
}

function end(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    // Gone already.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
