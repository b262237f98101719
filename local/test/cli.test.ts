import { spawn } from 'node:child_process';
import type { ChildProcess, SpawnOptionsWithoutStdio } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { cachedDataVersionTag } from 'node:v8';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { CACHE_FOLDER } from '../cache-folder.mjs';
import { bundleFolder, loadEngine, mainModule } from '../engine-bundle.mjs';
import { engineState } from '../engine-state.mjs';
import type { LocalOutputs } from '../index.ts';
import { eventually } from '../testing/eventually.ts';
import { smallAssembly } from './small-app.ts';

interface Cli {
  readonly child: ChildProcess;
  stdout: string;
  stderr: string;
  /** Exit code, once its output is complete. */
  readonly ended: Promise<number | null>;
}

const cli = (...args: string[]): Cli => spawnCli(args, {});
const cliIn = (folder: string, ...args: string[]): Cli => spawnCli(args, { cwd: folder });
const cliWith = (env: NodeJS.ProcessEnv, ...args: string[]): Cli =>
  spawnCli(args, { env: { ...process.env, ...env } });

function spawnCli(args: readonly string[], options: SpawnOptionsWithoutStdio): Cli {
  const file = join(import.meta.dirname, '../cli.mjs');
  const child = spawn(process.execPath, [file, ...args], options);
  const running: Cli = {
    child,
    stdout: '',
    stderr: '',
    ended: once(child, 'close').then(([code]) => code as number | null),
  };
  child.stdout.on('data', (chunk: Buffer) => (running.stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (running.stderr += chunk.toString()));
  onTestFinished(() => void child.kill('SIGKILL'));
  return running;
}

const newFolder = (): string => mkdtempSync(join(tmpdir(), 'cli-'));

describe('compiled code', () => {
  /** What the cache of this Node, started without flags, was filled from. */
  const filled = join(CACHE_FOLDER, 'local', `filled-${cachedDataVersionTag()}`);

  test('start: fills the cache anew once the engine is another', async () => {
    expect(await cli('--help').ended).toBe(0);
    const engine = readFileSync(filled, 'utf8');
    writeFileSync(filled, 'an engine of before');
    expect(await cli('--help').ended).toBe(0);
    expect(readFileSync(filled, 'utf8')).toBe(engine);
  });

  test('first start: loads a few files that are compiled already, none of the modules they were made of', async () => {
    const folder = newFolder();
    // Node tells what it looks for in the cache: https://nodejs.org/api/cli.html#node_compile_cachedir
    const env = { NODE_COMPILE_CACHE: folder, NODE_DEBUG_NATIVE: 'COMPILE_CACHE' };
    const run = cliWith(env, '--help');
    expect(await run.ended).toBe(0);
    const looked = run.stderr.split('\n').filter((line) => line.includes('reading cache'));
    const engine = join(import.meta.dirname, '..');
    expect(looked.filter((line) => line.includes(engine) && line.includes('.ts'))).toEqual([]);
    const bundled = looked.filter((line) => line.includes(join(CACHE_FOLDER, 'local/bundle-')));
    expect(bundled.length).toBeGreaterThan(3);
    expect(bundled.length).toBeLessThan(50);
    expect(bundled.filter((line) => line.includes('no such file'))).toEqual([]);
  });
});

describe('bundle', () => {
  test('an engine that was started: is bundled', async () => {
    expect(await cli('--help').ended).toBe(0);
    expect(mainModule(engineState())).toMatch(/bundle-[0-9a-f]{16}.cli-main\.mjs$/);
  });

  test('a state of the engine that was never bundled: its own files are loaded', () => {
    const own = join(import.meta.dirname, '../cli-main.ts');
    expect(mainModule('a state of before')).toBe(own);
  });

  test.each([
    ['no JavaScript', new SyntaxError('Unexpected end of input')],
    ['an empty file', {}],
  ])('a damaged bundle, %s: is removed, and the own files are loaded', (_, damage) => {
    const folder = bundleFolder('a damaged state');
    const damaged = join(folder, 'cli-main.mjs');
    mkdirSync(folder, { recursive: true });
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    writeFileSync(damaged, '');
    const loaded = loadEngine('a damaged state', (file) => {
      if (file !== damaged) return { main: file };
      if (damage instanceof Error) throw damage;
      return damage;
    });
    expect(loaded).toEqual({ main: join(import.meta.dirname, '../cli-main.ts') });
    expect(existsSync(folder)).toBe(false);
  });
});

describe('usage', () => {
  test('--help: tells every flag and ends with 0', async () => {
    const run = cli('--help');
    expect(await run.ended).toBe(0);
    for (const flag of [
      '--port',
      '--host',
      '--data',
      '--assembly',
      '--dynamodb',
      '--fresh',
      '--no-seed',
      '--quiet',
      '--json',
    ]) {
      expect(run.stdout).toContain(flag);
    }
  });

  test('an unknown flag: is named and ends with 2', async () => {
    const run = cli('--prot', '4000');
    expect(await run.ended).toBe(2);
    expect(run.stderr).toMatch(/^ERR_FLAG: Unknown option '--prot'.*--help/);
    expect(run.stdout).toBe('');
  });

  test('a folder that is no assembly: is named without a stack trace and ends with 1', async () => {
    const run = cli('--assembly', '/nowhere', '--data', newFolder(), '--port', '0');
    expect(await run.ended).toBe(1);
    expect(run.stderr).toMatch(/^ERR_ASSEMBLY: \/nowhere holds neither manifest\.json nor/);
    expect(run.stderr).not.toContain('    at ');
  });

  test('a port in use: is named with the way out and ends with 1', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    onTestFinished(() => void other.close());
    const { port } = other.address() as AddressInfo;
    const run = cli('--assembly', '/nowhere', '--data', newFolder(), '--port', String(port));
    expect(await run.ended).toBe(1);
    expect(run.stderr).toMatch(new RegExp(`^ERR_PORT_IN_USE: Port ${port} .*--port`));
    const [, free] = /--port (\d+)/.exec(run.stderr) ?? [];
    const taker = createServer().listen(Number(free), '127.0.0.1');
    await once(taker, 'listening'); // the port it names is free indeed
    taker.close();
  });

  test.each([
    ['below /proc, where nothing can be made', '/proc/engine'],
    ['below a file', join(resolve('package.json'), 'data')],
    ['a file', resolve('package.json')],
  ])('a data folder %s: is named in one line and ends with 1', async (_name, folder) => {
    const run = cli('--assembly', '/nowhere', '--data', folder, '--port', '0');
    expect(await run.ended).toBe(1);
    expect(run.stderr).toMatch(/^ERR_DATA_FOLDER: Cannot write the data folder .*--data\.\n$/);
  });
});

/** A project whose synthesis is what the script does. */
function projectWith(script: string, settings: object = {}): string {
  const folder = newFolder();
  writeFileSync(join(folder, 'app.cjs'), script);
  writeFileSync(join(folder, 'cdk.json'), JSON.stringify({ app: 'node app.cjs; true' }));
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ local: settings }));
  return folder;
}

const COPY = (assembly: string): string =>
  `fs.cpSync(${JSON.stringify(assembly)}, process.env.CDK_OUTDIR, { recursive: true });`;

const isRunning = (pid: number): boolean => existsSync(`/proc/${pid}`);

describe('a signal during the start', () => {
  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const)('%s in the synthesis: ends it and all at once', async (signal, exitCode) => {
    const folder = projectWith(`const fs = require('node:fs');
      fs.mkdirSync(process.env.CDK_OUTDIR);
      fs.writeFileSync('pid.next', String(process.pid));
      fs.renameSync('pid.next', 'pid');
      setInterval(() => {}, 1000);`);
    const run = cliIn(folder, '--port', '0');
    await eventually(() => expect(existsSync(join(folder, 'pid'))).toBe(true));
    const pid = Number(readFileSync(join(folder, 'pid'), 'utf8'));
    run.child.kill(signal);
    expect(await run.ended).toBe(exitCode);
    expect(run.stderr).toBe('');
    await eventually(() => expect(isRunning(pid)).toBe(false));
    expect(existsSync(join(folder, '.local', 'cdk.out.next'))).toBe(false);
    expect(existsSync(join(folder, '.local', 'outputs.json'))).toBe(false);
  });

  test('SIGINT in the seed: stops what runs by then', async () => {
    const assembly = smallAssembly();
    const seed = 'seed.mjs';
    const folder = projectWith(`const fs = require('node:fs');${COPY(assembly)}`, { seed });
    writeFileSync(
      join(folder, seed),
      "import { writeFileSync } from 'node:fs'; export const seed = ({ outputs }) => { writeFileSync('seeding', outputs.dynamodbEndpoint); return new Promise(() => {}); };",
    );
    const run = cliIn(folder, '--port', '0');
    await eventually(() => expect(existsSync(join(folder, 'seeding'))).toBe(true));
    run.child.kill('SIGINT');
    expect(await run.ended).toBe(130);
    await expect(fetch(readFileSync(join(folder, 'seeding'), 'utf8'))).rejects.toThrow();
    expect(existsSync(join(folder, '.local', 'data', 'seed.json'))).toBe(false);
  });
});

test('an assembly of an earlier start that was damaged since: is made anew', async () => {
  const assembly = smallAssembly();
  const folder = projectWith(`const fs = require('node:fs');${COPY(assembly)}`, {
    inputs: ['app.cjs'],
  });
  const start = (): Cli => cliIn(folder, '--port', '0');
  const first = start();
  await eventually(() => expect(first.stdout).toMatch(/^Ready on /m));
  first.child.kill('SIGTERM');
  await first.ended;
  writeFileSync(join(folder, '.local', 'cdk.out', 'Small.template.json'), '{"Resour');
  const second = start();
  await eventually(() => expect(second.stdout).toMatch(/^Ready on /m));
  expect(second.stdout).toContain('It is synthesized anew');
});

describe('a running app', () => {
  let assembly: string;
  beforeAll(() => {
    assembly = smallAssembly();
  });

  test('SIGTERM: shows steps, endpoints and what is not played, then stops in order', async () => {
    const data = newFolder();
    const run = cli('--assembly', assembly, '--data', data, '--port', '0');
    await eventually(() => expect(run.stdout).toMatch(/^Ready on /m));
    const outputs = JSON.parse(readFileSync(join(data, 'outputs.json'), 'utf8')) as LocalOutputs;
    expect(run.stdout).toMatch(/^✓ assembly +\d+ ms {2}1 API, 1 function, 1 table, 1 user pool$/m);
    expect(run.stdout).toMatch(new RegExp(`^ {2}graphqlUrl +${outputs.graphqlUrl}$`, 'm'));
    expect(run.stdout).toMatch(/^ {2}Small\.Firewall {2}AWS::WAFv2::WebACL$/m);
    expect(run.stdout).not.toContain('\u001b'); // no colours where nobody sees them
    run.child.kill('SIGTERM');
    expect(await run.ended).toBe(0);
    await expect(fetch(outputs.graphqlUrl)).rejects.toThrow();
    await expect(fetch(outputs.dynamodbEndpoint)).rejects.toThrow(); // its engine is gone too
  });

  test('SIGINT again while it stops: ends at once, and what was acknowledged is there', async () => {
    const data = newFolder();
    const start = (): Cli => cli('--assembly', assembly, '--data', data, '--port', '0');
    const run = start();
    await eventually(() => expect(run.stdout).toMatch(/^Ready on /m));
    const query = async (text: string): Promise<unknown> => {
      const file = readFileSync(join(data, 'outputs.json'), 'utf8');
      const { graphqlUrl, apiKey } = JSON.parse(file) as LocalOutputs;
      const answer = await fetch(graphqlUrl, {
        method: 'POST',
        headers: { 'x-api-key': apiKey },
        body: JSON.stringify({ query: text }),
      });
      return await answer.json();
    };
    const written = { data: { write: 'kept' } };
    expect(await query('mutation { write(id: "1", text: "kept") }')).toEqual(written);
    const lock = readFileSync(join(data, 'data', 'dynamodb.lock'), 'utf8');
    const { pid } = (JSON.parse(lock) as { engine: { pid: number } }).engine;
    // It does not hear that it is to end, so stopping in order takes 3 seconds.
    process.kill(pid, 'SIGSTOP');
    const again = setInterval(() => run.child.kill('SIGINT'), 100);
    onTestFinished(() => clearInterval(again));
    expect(await run.ended).toBe(130);
    process.kill(pid, 'SIGCONT');
    await eventually(() => expect(isRunning(pid)).toBe(false));
    const next = start();
    await eventually(() => expect(next.stdout).toMatch(/^Ready on /m));
    expect(await query('{ read(id: "1") }')).toEqual({ data: { read: 'kept' } });
  });

  test('--json --quiet: stdout is outputs.json and nothing else', async () => {
    const data = newFolder();
    const run = cli('--assembly', assembly, '--data', data, '--port', '0', '--json', '--quiet');
    await eventually(() => expect(run.stdout).toMatch(/^\}$/m));
    const outputs = JSON.parse(run.stdout) as LocalOutputs;
    expect(outputs).toEqual(JSON.parse(readFileSync(join(data, 'outputs.json'), 'utf8')));
    expect((await fetch(`${outputs.cognitoEndpoint}/health`)).status).toBe(200);
    expect(run.stderr).not.toContain('✓');
    // As a terminal and npm together send Ctrl-C.
    run.child.kill('SIGINT');
    run.child.kill('SIGTERM');
    expect(await run.ended).toBe(0);
  });
});
