import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { freshApp, runInApp } from './support/fresh-app.ts';

test('README.md: its code is right by the types of the package', async () => {
  const app = await freshApp('readme', 'react', '@types', '@tanstack/react-query');
  const readme = await readFile(join(import.meta.dirname, '../README.md'), 'utf8');
  const blocks = [...readme.matchAll(/^```(tsx?)\n([\s\S]*?)^```$/gmu)];
  expect(blocks.length).toBeGreaterThan(2);
  for (const [index, [, kind = '', code = '']] of blocks.entries()) {
    const [, name = `block-${index}.${kind}`] = /^\/\/ (\w+\.tsx?)\n/u.exec(code) ?? [];
    await writeFile(join(app, name), code);
  }
  await runInApp(app, 'typescript-native/bin/tsc', '-p', app, '--singleThreaded');
});
