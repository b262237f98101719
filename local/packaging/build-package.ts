import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { copyPages } from './copy-pages.ts';
import { packageManifest } from './package-manifest.ts';

const ENGINE = dirname(import.meta.dirname);

/** What is JavaScript already; it names TypeScript files that it loads. */
const SCRIPTS = [
  ...readdirSync(ENGINE).filter((name) => name.endsWith('.mjs')),
  'services/lambda/worker/entry.mjs',
  'services/rds-data/postgres/entry.mjs',
];

const ASSETS = [
  'graphql/aws-prelude.graphql',
  'services/lambda/python/runner.py',
  'page-kit/tokens.css',
  'page-kit/base.css',
  'page-kit/controls.css',
  'page-kit/frame.css',
  'services/cognito/hosted/pages.css',
  'services/cognito/hosted/passkey.js',
  'services/cognito/mailbox/browser.css',
  'services/cognito/mailbox/browser.js',
  'watching/record-synthesis.cjs',
];

/**
 * Builds the engine as others install it: JavaScript with types beside it, since Node strips no types
 * below node_modules. What stands where it stood, so that every path within it holds.
 * https://nodejs.org/api/typescript.html#type-stripping-in-dependencies
 * @param folder made anew; `npm pack` there makes the tarball
 * @param makeStudio puts the studio's page into a folder
 */
export function buildPackage(
  folder: string,
  makeStudio: (folder: string) => void = buildStudio,
): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const project of ['tsconfig.json', 'tsconfig.realm.json']) compile(project, folder);
  for (const file of SCRIPTS) {
    const text = readFileSync(join(ENGINE, file), 'utf8');
    write(join(folder, file), text.replaceAll(/((?:import|require)\('\.[^']*)\.ts'/g, "$1.js'"));
  }
  makeStudio(join(folder, 'studio/built'));
  rmSync(join(folder, 'studio/built/.vite'), { recursive: true, force: true });
  for (const file of ASSETS) cpSync(join(ENGINE, file), join(folder, file));
  cpSync(join(ENGINE, '../LICENSE'), join(folder, 'LICENSE'));
  const manifest = JSON.parse(readFileSync(join(ENGINE, 'package.json'), 'utf8')) as object;
  write(join(folder, 'package.json'), JSON.stringify(packageManifest(manifest), null, 2));
  copyPages(ENGINE, folder);
}

function compile(project: string, outDir: string): void {
  const require = createRequire(import.meta.url);
  const compiler = join(dirname(require.resolve('typescript-native/package.json')), 'bin/tsc');
  const file = relative(process.cwd(), join(import.meta.dirname, project));
  // Several threads look at the same types, each for itself.
  const args = [compiler, '-p', file, '--outDir', outDir, '--singleThreaded'];
  execFileSync(process.execPath, args, { stdio: 'inherit' });
}

/** The studio's page is built here: who installs the engine has nothing that builds it. */
function buildStudio(folder: string): void {
  const script = join(ENGINE, 'studio/page/build.ts');
  const env = { ...process.env, NODE_ENV: 'production' };
  execFileSync(process.execPath, [script, folder], { stdio: 'inherit', env });
}

function write(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
