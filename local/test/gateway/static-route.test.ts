import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createStaticRoute } from '../../gateway/index.ts';
import { withGateway } from './with-gateway.ts';

async function withPage() {
  const outside = mkdtempSync(join(tmpdir(), 'page-'));
  const folder = join(outside, 'page');
  mkdirSync(join(folder, 'deep'), { recursive: true });
  writeFileSync(join(outside, 'secret.txt'), 'secret');
  writeFileSync(join(folder, 'index.html'), '<h1>page</h1>');
  writeFileSync(join(folder, 'main.js'), 'void 0;');
  writeFileSync(join(folder, 'deep', 'index.html'), 'deep');
  symlinkSync(join(outside, 'secret.txt'), join(folder, 'link.txt'));
  return await withGateway([createStaticRoute({ name: 'page', folder })]);
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
