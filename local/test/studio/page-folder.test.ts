import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { silentLog } from '../../shared/log.ts';
import { createPageFolder } from '../../studio/page-folder.ts';

/** A build that waits for a file, and makes a page of what stands in there. */
const build = (file: string): string => `
  import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
  const file = ${JSON.stringify(file)};
  while (!existsSync(file)) await new Promise((resolve) => setTimeout(resolve, 20));
  const text = readFileSync(file, 'utf8');
  if (text === 'fail') throw new Error('no such component');
  mkdirSync(process.argv[2], { recursive: true });
  writeFileSync(process.argv[2] + '/index.html', text);
`;

function pageFolder() {
  const root = mkdtempSync(join(tmpdir(), 'page-'));
  const [sources, builds, file] = ['sources', 'builds', 'begin'].map((name) => join(root, name));
  mkdirSync(sources!);
  mkdirSync(builds!);
  const write = (text: string) => writeFileSync(join(sources!, 'build.ts'), text);
  write(build(file!));
  const ending = new AbortController();
  const open = () => createPageFolder({ log: silentLog, signal: ending.signal, sources, builds });
  const folder = open();
  onTestFinished(async () => {
    ending.abort();
    await folder.ended();
  });
  return {
    folder,
    open,
    begin: (text: string) => writeFileSync(file!, text),
    change: () => write(`${build(file!)}// changed`),
  };
}

test('createPageFolder: is being built until it is made; made once for the same sources', async () => {
  const { folder, open, begin, change } = pageFolder();
  expect([folder.state(), folder.state()]).toEqual(['building', 'building']);
  begin('<h1>one</h1>');
  await folder.ended();
  expect([folder.state(), open().state()]).toEqual(['made', 'made']);
  change();
  expect(folder.state()).toBe('building');
  await folder.ended();
  expect(folder.state()).toBe('made');
});

test('createPageFolder: a build that fails is told until its sources are others', async () => {
  const { folder, begin, change } = pageFolder();
  begin('fail');
  expect(folder.state()).toBe('building');
  await folder.ended();
  expect(folder.state()).toEqual({ failure: expect.stringContaining('no such component') });
  begin('<h1>mended</h1>');
  change();
  expect(folder.state()).toBe('building');
  await folder.ended();
  expect(folder.state()).toBe('made');
});
