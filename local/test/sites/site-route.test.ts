import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createSiteRoute, type SiteRouteOptions } from '../../sites/site-route.ts';
import { withGateway } from '../gateway/with-gateway.ts';

async function withPage(options: Partial<SiteRouteOptions> = {}) {
  const outside = mkdtempSync(join(tmpdir(), 'page-'));
  const folder = join(outside, 'page');
  mkdirSync(join(folder, 'deep'), { recursive: true });
  writeFileSync(join(outside, 'secret.txt'), 'secret');
  writeFileSync(join(folder, 'index.html'), '<h1>page</h1>');
  writeFileSync(join(folder, 'main.js'), 'void 0;');
  writeFileSync(join(folder, 'deep', 'index.html'), 'deep');
  symlinkSync(join(outside, 'secret.txt'), join(folder, 'link.txt'));
  const built = Promise.resolve(null);
  return await withGateway([
    createSiteRoute({ name: 'page', path: '/', folder, built, ...options }),
  ]);
}

/** fetch would normalise the path; this sends it as it is. */
function getRaw(url: string, path: string): Promise<{ status: number; text: string }> {
  const { hostname: host, port } = new URL(url);
  return new Promise((resolve, reject) => {
    httpRequest({ host, port, path }, (answer) => {
      let text = '';
      answer.on('data', (chunk: Buffer) => (text += chunk.toString()));
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text }));
    })
      .on('error', reject)
      .end();
  });
}

describe('static files', () => {
  test.each([
    ['/', 'text/html; charset=utf-8', '<h1>page</h1>'],
    ['/?x=1', 'text/html; charset=utf-8', '<h1>page</h1>'],
    ['/main.js', 'text/javascript; charset=utf-8', 'void 0;'],
    ['/deep/', 'text/html; charset=utf-8', 'deep'],
  ])('GET %s: is served as %s', async (path, type, text) => {
    const gateway = await withPage();
    const answer = await fetch(gateway.url + path);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe(type);
    expect(await answer.text()).toBe(text);
  });

  test('GET: an unchanged file is answered with 304', async () => {
    const gateway = await withPage();
    const etag = (await fetch(gateway.url)).headers.get('etag') ?? '';
    const again = await fetch(gateway.url, { headers: { 'if-none-match': etag } });
    expect(again.status).toBe(304);
  });

  test('HEAD: answers the length without the file', async () => {
    const gateway = await withPage();
    const answer = await fetch(`${gateway.url}/main.js`, { method: 'HEAD' });
    expect(answer.headers.get('content-length')).toBe('7');
    expect(await answer.text()).toBe('');
  });

  test.each([
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/link.txt',
    '/%00',
    '/%',
    '/deep',
    '/absent.js',
  ])('GET %s: nothing outside of the folder is served', async (path) => {
    const gateway = await withPage();
    const answer = await getRaw(gateway.url, path);
    expect(answer.status).toBe(404);
    expect(answer.text).not.toContain('secret\n');
    expect(answer.text).not.toMatch(/^secret$/);
  });
});

const asPage = { headers: { accept: 'text/html,*/*' } };

describe('a site at a path of its own', () => {
  test('GET: is led to the folder, so that what the page names is beside it', async () => {
    const gateway = await withPage({ path: '/docs' });
    const answer = await fetch(`${gateway.url}/docs?x=1`, { redirect: 'manual' });
    expect([answer.status, answer.headers.get('location')]).toEqual([308, '/docs/?x=1']);
    const page = await fetch(`${gateway.url}/docs/?x=1`);
    expect(await page.text()).toBe('<h1>page</h1>');
    expect(await (await fetch(`${gateway.url}/docs/main.js`)).text()).toBe('void 0;');
  });

  test.each(['/', '/docsmain.js', '/main.js'])('GET %s: is not of it', async (path) => {
    const gateway = await withPage({ path: '/docs', fallback: true });
    expect((await fetch(gateway.url + path, asPage)).status).toBe(404);
  });

  test('GET: the folder above is out of reach', async () => {
    const gateway = await withPage({ path: '/docs' });
    for (const path of ['/docs/../secret.txt', '/docs/%2e%2e/secret.txt', '/docs/..%2fsecret.txt'])
      expect((await getRaw(gateway.url, path)).status, path).toBe(404);
  });
});

describe('a site whose pages read the address', () => {
  test('GET: a page without a file is index.html', async () => {
    const gateway = await withPage({ fallback: true });
    const answer = await fetch(`${gateway.url}/people/01J?tab=history`, asPage);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(answer.headers.get('cache-control')).toBe('no-cache');
    expect(await answer.text()).toBe('<h1>page</h1>');
  });

  test('GET: a file that is not there is not, nor is what a program mistypes', async () => {
    const gateway = await withPage({ fallback: true });
    expect((await fetch(`${gateway.url}/assets/old.js`, asPage)).status).toBe(404);
    expect((await fetch(`${gateway.url}/grahpql`)).status).toBe(404);
    expect((await fetch(`${gateway.url}/people`, { method: 'POST', ...asPage })).status).toBe(404);
  });
});

describe('the headers of a site', () => {
  test('GET: each answer has them, and files of the immutable folder are kept', async () => {
    const gateway = await withPage({
      immutable: 'deep',
      headers: { 'content-security-policy': "default-src 'self'" },
    });
    const cacheOf = async (path: string) => {
      const { headers } = await fetch(gateway.url + path);
      expect(headers.get('content-security-policy'), path).toBe("default-src 'self'");
      return headers.get('cache-control');
    };
    expect(await cacheOf('/main.js')).toBe('no-cache');
    expect(await cacheOf('/deep/')).toBe('public, max-age=31536000, immutable');
  });
});
