import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { startLocal } from '../../index.ts';
import type { FinishedStep, Local, LocalOptions } from '../../index.ts';
import { readProject } from '../../project.ts';
import type { Log } from '../../shared/log.ts';
import { silentLog } from '../../shared/log.ts';
import type { SiteSettings } from '../../sites/settings.ts';
import { smallAssembly, smallProject } from '../small-app.ts';

let assembly: string;
beforeAll(() => {
  assembly = smallAssembly();
});

const NODE = `"${process.execPath}"`;

/** Pages that are made when `begin` is written: told by its text. */
const BUILD = `
  const fs = require('node:fs');
  const begin = () => {
    if (!fs.existsSync('begin')) return setTimeout(begin, 20);
    if (fs.readFileSync('begin', 'utf8') === 'fail') {
      console.error('main.ts:3: no such component');
      process.exit(1);
    }
    fs.mkdirSync('built', { recursive: true });
    fs.writeFileSync('built/index.html', '<h1>built</h1>');
  };
  begin();`;

const BUILT: SiteSettings = {
  name: 'built',
  build: `${NODE} build.cjs`,
  inputs: ['build.cjs'],
  folder: 'built',
};

async function started(options: LocalOptions): Promise<Local> {
  const local = await startLocal({ port: 0, seed: false, ...options });
  onTestFinished(() => local.stop());
  return local;
}

function building(site: SiteSettings = BUILT): { folder: string; begin(how: string): void } {
  const folder = smallProject(assembly, { '/': site });
  writeFileSync(join(folder, 'build.cjs'), BUILD);
  return { folder, begin: (how) => writeFileSync(join(folder, 'begin'), how) };
}

test('createSites: the API is ready before a page is made, and who asks for the page waits', async () => {
  const { folder, begin } = building();
  const steps: string[] = [];
  const local = await started({
    projectFolder: folder,
    onStep: ({ name, detail = '' }) => steps.push(`${name} ${detail}`),
  });
  expect((await fetch(`${local.url}/health`)).status).toBe(200);
  const page = fetch(`${local.url}/`);
  begin('now');
  expect(await (await page).text()).toBe('<h1>built</h1>');
  expect(steps).toContain('built made');
});

test('createSites: a build that fails is told in the log and in the page, the API goes on', async () => {
  const { folder, begin } = building();
  begin('fail');
  const errors: string[] = [];
  const log: Log = { ...silentLog, error: (...message) => void errors.push(message.join(': ')) };
  const local = await started({ projectFolder: folder, log });
  const page = await fetch(`${local.url}/`);
  expect([page.status, page.headers.get('content-type')]).toEqual([
    500,
    'text/plain; charset=utf-8',
  ]);
  expect(await page.text()).toMatch(/built could not be built[^]*main\.ts:3: no such component/);
  expect(errors).toEqual([expect.stringMatching(/^built: [^]*no such component/)]);
  expect((await fetch(`${local.url}/health`)).status).toBe(200);
});

test('createSites: unchanged pages are not made again', async () => {
  const { folder, begin } = building();
  begin('now');
  const first = await startLocal({ projectFolder: folder, port: 0, seed: false });
  await (await fetch(`${first.url}/`)).text();
  await first.stop();
  writeFileSync(join(folder, 'built', 'index.html'), 'left as it was');
  const second = await started({ projectFolder: folder });
  expect(await (await fetch(`${second.url}/`)).text()).toBe('left as it was');
});

test('createSites: two engines of one process make the same pages once', async () => {
  const { folder, begin } = building();
  const steps: string[] = [];
  const onStep = ({ name, detail = '' }: FinishedStep): void =>
    void steps.push(`${name} ${detail}`);
  const [one, other] = await Promise.all(
    ['one', 'other'].map((name) =>
      started({ projectFolder: folder, dataFolder: join(folder, name), onStep }),
    ),
  );
  begin('now');
  for (const local of [one, other]) {
    expect(await (await fetch(`${local?.url}/`)).text()).toBe('<h1>built</h1>');
  }
  expect(steps.filter((step) => step.startsWith('built'))).toEqual([
    'built made',
    'built unchanged',
  ]);
});

test('stop: ends a build that runs', async () => {
  const { folder, begin } = building();
  const local = await startLocal({ projectFolder: folder, port: 0, seed: false });
  await local.stop();
  begin('now');
  // A build that still ran would see it.
  const again = building();
  again.begin('now');
  const other = await started({ projectFolder: again.folder });
  await (await fetch(`${other.url}/`)).text();
  expect(existsSync(join(folder, 'built'))).toBe(false);
});

test('routes: several sites, each at its path; config.json says what the stack puts out', async () => {
  const folder = smallProject(assembly, {
    '/': {
      name: 'app',
      folder: 'page',
      fallback: true,
      config: 'PageConfig',
      headers: { 'content-security-policy': "connect-src 'self' {endpoints}" },
    },
    '/docs': { name: 'docs', folder: 'docs', build: 'cp -r page docs' },
  });
  const local = await started({ projectFolder: folder });
  expect(local.outputs.sites).toEqual({ app: `${local.url}/`, docs: `${local.url}/docs/` });
  const config = await fetch(`${local.url}/config.json`);
  expect(await config.json()).toEqual({
    table: local.outputs.stacks['Small']?.['TableName'],
    cognitoEndpoint: local.url,
    mailbox: '/mailbox',
  });
  expect(config.headers.get('cache-control')).toBe('no-store');
  const page = await fetch(`${local.url}/people/1`, { headers: { accept: 'text/html' } });
  expect(await page.text()).toBe('<h1>small</h1>');
  expect(page.headers.get('content-security-policy')).toBe(
    `connect-src 'self' ${local.url} ${local.url.replace('http', 'ws')}`,
  );
  const docs = await fetch(`${local.url}/docs`);
  expect([docs.url, await docs.text()]).toEqual([`${local.url}/docs/`, '<h1>small</h1>']);
  expect((await fetch(`${local.url}/docs/config.json`)).status).toBe(404);
  expect((await fetch(`${local.url}/graphql`)).status).toBe(401);
});

test('routes: a config that no stack puts out ends the start, and is named', async () => {
  const folder = smallProject(assembly, { '/': { name: 'a', folder: 'page', config: 'Absent' } });
  await expect(startLocal({ projectFolder: folder, port: 0, seed: false })).rejects.toMatchObject({
    code: 'ERR_SYNTH',
    message: expect.stringContaining('the output Absent, but no stack has it'),
  });
});

test('routes: without a site at / the studio is found there', async () => {
  const folder = smallProject(assembly, { '/docs': { name: 'docs', folder: 'page' } });
  const local = await started({ projectFolder: folder });
  const answer = await fetch(`${local.url}/`, { redirect: 'manual' });
  expect([answer.status, answer.headers.get('location')]).toEqual([302, '/studio']);
  expect(local.outputs.studioUrl).toBe(`${local.url}/studio`);
});

test('readProject: the older setting playground is a site at /', () => {
  const folder = mkdtempSync(join(tmpdir(), 'project-'));
  writeFileSync(join(folder, 'cdk.json'), '{"app":"true"}');
  const playground = { folder: 'page', build: 'make' };
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ local: { playground } }));
  expect(readProject(folder).settings.sites).toEqual({
    '/': { name: 'playground', ...playground },
  });
});
