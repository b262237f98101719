import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from '../../cdk/bundle.ts';

const page = readFileSync(join(ROOT, 'docs', 'security.md'), 'utf8');

test('docs/security.md: names tests that there are', () => {
  const files = [...page.matchAll(/\b(?:[a-z]+\/)?test\/[\w./-]+\.test\.ts\b/gu)].map(
    ([file]) => file,
  );
  expect(files.length).toBeGreaterThan(30);
  expect(files.filter((file) => !existsSync(join(ROOT, file)))).toEqual([]);
});

test('docs/security.md: each requirement of the ASVS names a test by its title', () => {
  const [, table = ''] = page.split('## OWASP ASVS');
  const rows = table.split('\n').filter((line) => /^\| \d+\.\d+\.\d+/u.test(line));
  expect(rows.length).toBeGreaterThan(20);
  const wrong = rows.filter((row) => {
    const [, file = '', title = ''] = /\| (\S+\.test\.ts): “(.+)”/u.exec(row) ?? [];
    const path = join(ROOT, file);
    return title === '' || !existsSync(path) || !readFileSync(path, 'utf8').includes(title);
  });
  expect(wrong).toEqual([]);
});
