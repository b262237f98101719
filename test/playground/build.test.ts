import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildPlayground } from '../../playground/build.ts';

let folder: string;
let parent: string;
let files: string[];
beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), 'playground-'));
  folder = join(parent, 'pages');
  await mkdir(folder);
  await writeFile(join(folder, 'old.js'), 'old();');
  // At once, as two systems may start.
  await Promise.all([buildPlayground(folder), buildPlayground(folder)]);
  files = await readdir(folder, { recursive: true });
});
afterAll(() => rm(parent, { recursive: true, force: true }));

const read = (file: string) => readFile(join(folder, file), 'utf8');

/** Hosts that pages take libraries and fonts from. */
const CDN =
  /unpkg\.com|jsdelivr\.net|esm\.sh|cdnjs\.cloudflare|skypack\.dev|jspm\.(?:io|dev)|googleapis\.com|gstatic\.com/iu;
/** Ways of a page to load something from an address, wherever it may be. */
const LOADS =
  /(?:import|from|importScripts\(|import\(|@import|url\(|(?:src|href)=)\s*["'`]?(?:https?:)?\/\//iu;

test('buildPlayground: makes the page, its code, its style and the three workers', () => {
  expect(files).toEqual(
    expect.arrayContaining([
      'index.html',
      'main.js',
      'main.css',
      'editor.worker.js',
      'graphql.worker.js',
      'json.worker.js',
    ]),
  );
});

test('buildPlayground: loads nothing from elsewhere', async () => {
  const loaded = files.filter((file) => /\.(?:html|js|css)$/u.test(file));
  expect(loaded.length).toBeGreaterThan(6);
  for (const file of loaded) {
    const text = await read(file);
    expect(CDN.exec(text)?.[0], file).toBeUndefined();
    expect(LOADS.exec(text)?.[0], file).toBeUndefined();
  }
});

test('buildPlayground: finds its own loading patterns in a page that does', () => {
  expect(LOADS.test('<script src="https://example.com/a.js">')).toBe(true);
  expect(LOADS.test('import x from"https://example.com/a.js"')).toBe(true);
  expect(LOADS.test('@font-face{src:url(//example.com/a.woff)}')).toBe(true);
  expect(CDN.test('https://cdn.jsdelivr.net/npm/x')).toBe(true);
});

test('buildPlayground: knows every file that the page and its style name', async () => {
  const html = await read('index.html');
  const css = await read('main.css');
  const named = [
    ...html.matchAll(/(?:src|href)="(?!data:)([^"]+)"/gu),
    ...css.matchAll(/url\(["']?\.\/([^"')]+)/gu),
  ].map((match) => match[1]);
  expect(named).toContain('main.js');
  expect(files).toEqual(expect.arrayContaining(named));
});

test('buildPlayground: tells the browser to load from the page alone', async () => {
  const policy = /Content-Security-Policy"\s+content="([^"]+)"/u.exec(
    await read('index.html'),
  )?.[1];
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("script-src 'self';");
});

test('buildPlayground: minifies, and replaces what was there, also twice at once', async () => {
  expect((await read('main.js')).split('\n').length).toBeLessThan(5_000);
  expect(files).not.toContain('old.js');
  expect(await readdir(parent)).toEqual(['pages']);
});
