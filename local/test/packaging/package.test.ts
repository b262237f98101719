import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { keepingCompiled } from '../../testing/keeping-compiled.ts';
import type { LocalOutputs } from '../../index.ts';
import { buildPackage } from '../../packaging/build-package.ts';
import { silentLog } from '../../shared/log.ts';
import { createPageFolder } from '../../studio/page-folder.ts';
import { eventually } from '../../testing/eventually.ts';
import { START_FLAGS } from '../../start-flags.mjs';
import { PATIENCE } from '../../testing/patience.ts';
import { smallAssembly } from '../small-app.ts';

const NAME = 'appsync-on-a-laptop';
const REPOSITORY = join(import.meta.dirname, '../../..');

/** A folder outside of the repository in which the tarball is installed. */
let stranger: string;
beforeAll(async () => {
  stranger = mkdtempSync(join(tmpdir(), 'stranger-'));
  const built = join(stranger, 'built');
  const studio = await builtStudio();
  buildPackage(built, (folder) => cpSync(studio, folder, { recursive: true }));
  const tarball = npm('pack', '--silent', built).trim();
  install(tarball);
});
afterAll(() => rmSync(stranger, { recursive: true, force: true }));

/** The studio's page as engines of these sources have it, which other tests want too. */
async function builtStudio(): Promise<string> {
  const page = createPageFolder({ log: silentLog, signal: new AbortController().signal });
  page.state();
  await page.ended();
  expect(page.state()).toBe('made');
  return page.folder ?? '';
}

const npm = (...args: string[]): string =>
  execFileSync('npm', args, {
    cwd: stranger,
    encoding: 'utf8',
    env: keepingCompiled(),
    shell: process.platform === 'win32',
  });

/** As npm would, but with the dependencies of this repository: nothing is asked of the registry. */
function install(tarball: string): void {
  const modules = join(stranger, 'node_modules');
  const own = join(modules, NAME);
  mkdirSync(own, { recursive: true });
  execFileSync('tar', ['-xzf', tarball, '-C', own, '--strip-components=1'], { cwd: stranger });
  const { dependencies } = manifest();
  const names = [...Object.keys(dependencies), `@dynoxide/${process.platform}-${process.arch}`];
  for (const name of [...names, '@types/node', '@smithy/types']) {
    const [scope] = name.split('/');
    if (name.includes('/')) mkdirSync(join(modules, scope ?? ''), { recursive: true });
    symlinkSync(join(REPOSITORY, 'node_modules', name), join(modules, name), 'junction');
  }
}

interface PackageManifest {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly bin: Readonly<Record<string, string>>;
}

const manifest = (): PackageManifest =>
  JSON.parse(
    readFileSync(join(stranger, 'node_modules', NAME, 'package.json'), 'utf8'),
  ) as PackageManifest;

test('npm pack: holds built files with their types, no sources, no tests', () => {
  const files = readdirSync(join(stranger, 'node_modules', NAME), { recursive: true }).map(String);
  expect(files).toEqual(expect.arrayContaining(['index.js', 'index.d.ts', 'bin.mjs', 'LICENSE']));
  expect(
    files.filter((file) => /(?<!\.d)\.ts$|(?:^|\/)(?:test|testing|decisions)\//.test(file)),
  ).toEqual([]);
  expect(manifest()).toMatchObject({ engines: { node: '>=20' } });
  expect(manifest()).not.toHaveProperty('private');
  expect(manifest()).not.toHaveProperty('devDependencies');
});

test('npm pack: holds the pages that README.md leads to; links of each lead to files that came along', () => {
  const own = join(stranger, 'node_modules', NAME);
  const pages = readdirSync(own, { recursive: true })
    .map(String)
    .filter((file) => file.endsWith('.md'));
  expect(pages).toEqual(expect.arrayContaining(['README.md', join('docs', 'support.md')]));
  const lost = pages.flatMap((page) =>
    [...readFileSync(join(own, page), 'utf8').matchAll(/\]\(([^)#\s]+)[^)]*\)/gu)]
      .map(([, path = '']) => path)
      .filter((path) => !/^\w+:/u.test(path) && !existsSync(join(own, dirname(page), path)))
      .map((path) => `${page}: ${path}`),
  );
  expect(lost).toEqual([]);
});

test('its command: runs an assembly in a folder of another app, and stops in order', async () => {
  const bin = join(stranger, 'node_modules', NAME, manifest().bin[NAME] ?? '');
  const args = ['--assembly', smallAssembly(), '--port', '0', '--json', '--quiet'];
  const child = spawn(process.execPath, [bin, ...args], { cwd: stranger });
  onTestFinished(() => void child.kill('SIGKILL'));
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  child.stderr.pipe(process.stderr);
  const outputs = await eventually(() => JSON.parse(said) as LocalOutputs);
  // The studio is built already, with all that its page loads.
  const studio = await fetch(`${outputs.studioUrl}/requests`);
  expect(studio.status).toBe(200);
  const [script = ''] = /\/studio\/assets\/index-[\w-]+\.js/u.exec(await studio.text()) ?? [];
  expect((await fetch(new URL(script, outputs.studioUrl))).headers.get('cache-control')).toMatch(
    /immutable/u,
  );
  // Files that are no modules came along.
  const files = [
    'mailbox/browser.js',
    'mailbox/browser.css',
    'login/passkey.js',
    'login/pages.css',
  ];
  for (const file of files)
    expect((await fetch(`${outputs.cognitoEndpoint}/${file}`)).status).toBe(200);
  const answer = await fetch(outputs.graphqlUrl, {
    method: 'POST',
    headers: { 'x-api-key': outputs.apiKey },
    body: JSON.stringify({ query: '{ hello(name: "stranger") compute }' }),
  });
  expect(await answer.json()).toMatchObject({ data: { hello: 'hello stranger' } });
  if (process.platform === 'linux') {
    // What it became has the flags, and is the process that was started.
    const commandLine = readFileSync(`/proc/${String(child.pid)}/cmdline`, 'utf8').split('\0');
    expect(commandLine).toEqual(expect.arrayContaining([...START_FLAGS]));
  }
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  expect((await ended)[0]).toBe(0);
});

test('its exports: are found with their types by a program of another folder', () => {
  const program = `
    import { startLocal, type LocalOptions } from '${NAME}';
    import { evaluate } from '${NAME}/evaluate';
    import { systemClock } from '${NAME}/clock';
    const options: LocalOptions = { port: 0, clock: systemClock };
    // @ts-expect-error -- a port is a number
    const wrong: LocalOptions = { port: '0' };
    export const names = [typeof startLocal, typeof evaluate, typeof options, typeof wrong];
  `;
  writeFileSync(join(stranger, 'program.mts'), program);
  const compiler = join(REPOSITORY, 'node_modules/typescript-native/bin/tsc');
  const flags = ['--module', 'nodenext', '--target', 'es2024', '--types', 'node', '--strict'];
  const args = [compiler, ...flags, '--skipLibCheck', '--singleThreaded', 'program.mts'];
  execFileSync(process.execPath, args, { cwd: stranger, stdio: 'inherit' });
  const script = "const { names } = await import('./program.mjs'); console.log(names.join());";
  const printed = execFileSync(process.execPath, ['--input-type=module', '-e', script], {
    cwd: stranger,
    encoding: 'utf8',
  });
  expect(printed.trim()).toBe('function,function,object,object');
});

const THREE_LINES = `
import { expect, test } from 'vitest';
import { useLocal } from 'appsync-on-a-laptop/vitest';
const local = useLocal();
test('writes', async () => {
  await local.graphql('mutation { write(id: "1", text: "mine") }');
  expect(await local.graphql('{ read(id: "1") }')).toEqual({ data: { read: 'mine' } });
  console.log('engine ' + local.url);
});
test('begins anew', async () => {
  expect(await local.graphql('{ read(id: "1") }')).toEqual({ data: { read: null } });
});
`;

test(
  'its vitest helper: each test begins anew, and files that run at once have engines of their own',
  { timeout: PATIENCE.journey },
  async () => {
    const folder = join(stranger, 'tested');
    mkdirSync(folder);
    symlinkSync(
      join(REPOSITORY, 'node_modules', 'vitest'),
      join(stranger, 'node_modules', 'vitest'),
    );
    for (const name of ['one', 'other'])
      writeFileSync(join(folder, `${name}.test.js`), THREE_LINES);
    writeFileSync(
      join(folder, 'setup.js'),
      `import { setupOf } from 'appsync-on-a-laptop/vitest/setup';
     export const setup = setupOf({ assemblyFolder: ${JSON.stringify(smallAssembly())} });`,
    );
    writeFileSync(
      join(folder, 'vitest.config.js'),
      `export default { test: { globalSetup: './setup.js', maxWorkers: 2, testTimeout: 60_000, hookTimeout: 60_000 } };`,
    );
    const cli = join(stranger, 'node_modules/vitest/vitest.mjs');
    const child = spawn(
      process.execPath,
      [cli, 'run', '--reporter=json', '--outputFile=report.json'],
      {
        cwd: folder,
        env: { ...process.env, NO_COLOR: '1' },
      },
    );
    onTestFinished(() => void child.kill('SIGKILL'));
    let said = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
    }
    const [code] = (await once(child, 'close')) as [number];
    expect({ code, said }).toMatchObject({ code: 0 });
    const report = JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8')) as object;
    expect(report).toMatchObject({ numPassedTests: 4, numFailedTests: 0 });
  },
);
