import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { eventually } from '../testing/eventually.ts';
import { PATIENCE } from '../testing/patience.ts';
import { smallAssembly, smallProject } from './small-app.ts';

interface Cli {
  readonly child: ChildProcess;
  stdout: string;
  stderr: string;
  /** Exit code, once its output is complete. */
  readonly ended: Promise<number | null>;
}

/** Runs the command line in a folder. */
function cliIn(folder: string, ...words: readonly (string | readonly string[])[]): Cli {
  const args = words.flat();
  const child = spawn(process.execPath, [join(import.meta.dirname, '../cli.mjs'), ...args], {
    cwd: folder,
  });
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

const newFolder = (): string => mkdtempSync(join(tmpdir(), 'cli-state-'));
const node = (script: string): string[] => [process.execPath, '--input-type=module', '-e', script];

let assembly: string;
beforeAll(() => {
  assembly = smallAssembly();
});

/** Writes to a table and reads what all have written there, by the environment alone. */
const WRITE_AND_COUNT = `
  import { writeFileSync } from 'node:fs';
  const ask = async (query) => {
    const headers = { 'x-api-key': process.env.LOCAL_API_KEY };
    const body = JSON.stringify({ query });
    const answer = await fetch(process.env.LOCAL_GRAPHQL_URL, { method: 'POST', headers, body });
    return (await answer.json()).data;
  };
  const { read: before } = await ask('{ read(id: "1") }');
  await ask('mutation { write(id: "1", text: "mine") }');
  const { read: after } = await ask('{ read(id: "1") }');
  const { LOCAL_URL: url, AWS_ENDPOINT_URL: endpoint, AWS_ACCESS_KEY_ID: key, AWS_PROFILE: profile } = process.env;
  console.log(JSON.stringify({ before, after, url, endpoint, key, profile: profile ?? null }));`;

describe('exec', () => {
  test(
    'exec: many at once, each with data and a port of its own; the app is synthesized once',
    { timeout: PATIENCE.journey },
    async () => {
      const project = smallProject(assembly);
      const synthesized = join(project, 'synthesized.txt');
      const cdk = { app: `echo once >> "${synthesized}" && cp -r "${assembly}" "$CDK_OUTDIR"` };
      writeFileSync(join(project, 'cdk.json'), JSON.stringify(cdk));
      const runs = [1, 2].map(() => cliIn(project, 'exec', '--', node(WRITE_AND_COUNT)));
      const codes = await Promise.all(runs.map(({ ended }) => ended));
      expect(runs.map(({ stderr }) => stderr)).toEqual(['', '']);
      expect(codes).toEqual([0, 0]);
      const said = runs.map(({ stdout }) => JSON.parse(stdout) as { readonly url: string });
      for (const one of said) {
        expect(one).toEqual({
          before: null,
          after: 'mine',
          url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
          endpoint: one.url,
          key: 'local',
          profile: null,
        });
      }
      expect(new Set(said.map(({ url }) => url)).size).toBe(2);
      expect(readFileSync(synthesized, 'utf8')).toBe('once\n');
      expect(readdirSync(join(project, '.local'))).toEqual(['shared']);
    },
  );

  test('exec: passes a signal on to its command, which ends it', async () => {
    const run = cliIn(
      newFolder(),
      ['exec', '--assembly', assembly, '--'],
      node(`process.on('SIGTERM', () => process.exit(5)); setInterval(() => {}, 1_000);
               console.log('runs');`),
    );
    await eventually(() => expect(run.stdout).toBe('runs\n'));
    run.child.kill('SIGTERM');
    expect(await run.ended).toBe(5);
  });

  test('exec: a command that a signal ended, or that is not there, is told as shells do', async () => {
    const start = ['exec', '--assembly', assembly, '--'];
    const killed = cliIn(newFolder(), start, node('process.kill(process.pid, "SIGKILL")'));
    const absent = cliIn(newFolder(), start, 'no-such-command');
    expect(await Promise.all([killed.ended, absent.ended])).toEqual([137, 127]);
    expect(absent.stderr).toBe('no-such-command: command not found\n');
  });

  test('exec: without a command, or with an app that does not start, nothing is run', async () => {
    const nothing = cliIn(newFolder(), 'exec', '--port', '0');
    const marker = join(newFolder(), 'ran');
    const command = node(
      `import { writeFileSync } from 'node:fs'; writeFileSync('${marker}', '');`,
    );
    const broken = cliIn(newFolder(), 'exec', '--assembly', '/nowhere', '--', command);
    expect(await Promise.all([nothing.ended, broken.ended])).toEqual([2, 1]);
    expect(nothing.stderr).toMatch(/^ERR_FLAG: exec wants a command behind --/);
    expect(broken.stderr).toMatch(/^ERR_ASSEMBLY/);
    expect(existsSync(marker)).toBe(false);
  });
});

describe('export and import', () => {
  test(
    'export, import, --import and --export-on-exit: carry the data from one folder to another',
    { timeout: PATIENCE.journey },
    async () => {
      const folder = newFolder();
      const first = cliIn(
        folder,
        ['exec', '--assembly', assembly, '--data', 'first', '--'],
        node(`${WRITE_AND_COUNT} process.exitCode = 7;`),
      );
      expect(await first.ended).toBe(7);
      const { url } = JSON.parse(first.stdout) as { readonly url: string };
      await expect(fetch(`${url}/health`)).rejects.toThrow();
      const written = cliIn(folder, 'export', 'exported', '--data', 'first');
      expect([await written.ended, written.stdout]).toEqual([
        0,
        expect.stringContaining(`Exported the state of ${join(folder, 'first')} to`),
      ]);
      const imported = cliIn(folder, 'import', 'exported', '--data', 'second');
      expect([await imported.ended, imported.stdout]).toEqual([
        0,
        expect.stringContaining('it is the state of'),
      ]);

      const file = join(folder, 'exported', 'state.json');
      const before = readFileSync(file, 'utf8');
      const engine = cliIn(
        folder,
        ['--assembly', assembly, '--data', 'third', '--port', '0', '--quiet'],
        ['--import', 'exported', '--export-on-exit', 'exported'],
      );
      await eventually(() => expect(engine.stdout).toContain('graphqlUrl'));
      engine.child.kill('SIGTERM');
      expect(await engine.ended).toBe(0);
      expect(readFileSync(file, 'utf8')).not.toBe(before);
      const database = readFileSync(join(folder, 'exported', 'data', 'dynamodb.sqlite'), 'latin1');
      expect(database).toContain('mine');

      const last = cliIn(
        folder,
        ['exec', '--assembly', assembly, '--data', 'second', '--'],
        node(WRITE_AND_COUNT),
      );
      expect(await last.ended).toBe(0);
      expect(JSON.parse(last.stdout)).toMatchObject({ before: 'mine' });
    },
  );

  test('export and import: what is wrong is told in a line', async () => {
    const folder = newFolder();
    writeFileSync(join(folder, 'mine.txt'), '');
    const cases: readonly (readonly [readonly string[], number, RegExp])[] = [
      [['export'], 2, /^ERR_FLAG: export wants a folder/],
      [['import', '--data', 'x'], 2, /^ERR_FLAG: import wants a folder/],
      [['export', '.', '--data', 'x'], 1, /^ERR_STATE: .* is not empty/],
      [['import', '.', '--data', 'x'], 1, /^ERR_STATE: .* holds no exported state/],
      [
        ['--export-on-exit', '.', '--assembly', assembly, '--port', '0'],
        1,
        /^ERR_STATE: .* is not empty/,
      ],
    ];
    const runs = cases.map(([args]) => cliIn(folder, args));
    for (const [index, run] of runs.entries()) {
      const [, code, message] = cases[index] ?? [[], 0, /^$/];
      expect([await run.ended, run.stderr]).toEqual([code, expect.stringMatching(message)]);
    }
    expect(readdirSync(folder)).toEqual(['mine.txt']);
  });
});
