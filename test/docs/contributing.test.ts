import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from '../../cdk/bundle.ts';

const page = readFileSync(join(ROOT, 'CONTRIBUTING.md'), 'utf8');

const quoted = [...page.matchAll(/`([^`\n]+)`/gu)].map(([, text = '']) => text);

/** The recipes that README.md promises. What the engine is made of has its own in local/README.md. */
const RECIPES = [
  'add a stored field to a user',
  'add a field to another type',
  'add an operation',
  'add business logic',
  'add an alarm',
];

test.each(RECIPES)('CONTRIBUTING.md: tells how to %s', (recipe) => {
  expect(page).toContain(`\n**${recipe}?** `);
});

test('CONTRIBUTING.md: names files and folders that there are', () => {
  const paths = quoted.filter((text) => /^[\w.-]+\/[\w./-]*(?:#.*)?$/u.test(text));
  expect(paths.length).toBeGreaterThan(20);
  const missing = paths
    .map((path) => path.replace(/#.*/u, ''))
    // Made by commands.
    .filter((path) => !path.startsWith('.local/') && !existsSync(join(ROOT, path)));
  expect(missing).toEqual([]);
});

test('CONTRIBUTING.md: its links to headings of pages lead there', () => {
  const links = quoted.flatMap((text) => {
    const [, file, heading] = /^([\w./-]+\.md)#(.*)$/u.exec(text) ?? [];
    return file === undefined || heading === undefined ? [] : [{ file, heading }];
  });
  expect(links.length).toBeGreaterThan(0);
  for (const { file, heading } of links) {
    const headings = [...readFileSync(join(ROOT, file), 'utf8').matchAll(/^#+ (.*)$/gmu)];
    expect(headings.map(([, text = '']) => text.toLowerCase().replaceAll(' ', '-'))).toContain(
      heading,
    );
  }
});

test('CONTRIBUTING.md: names scripts of npm that there are', () => {
  const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
    scripts: Readonly<Record<string, string>>;
  };
  const named = [...page.matchAll(/npm run ([\w:]+)/gu)].map(([, script = '']) => script);
  expect(named.length).toBeGreaterThan(3);
  expect(Object.keys(scripts)).toEqual(expect.arrayContaining(named));
});

test('README.md, CONTRIBUTING.md, docs/: sources are run by the Node that is installed, not by the shell’s', () => {
  const docs = readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' });
  const pages = docs.filter((file) => file.endsWith('.md')).map((file) => join('docs', file));
  const told = ['README.md', 'CONTRIBUTING.md', ...pages].flatMap((file) => {
    const commands = readFileSync(join(ROOT, file), 'utf8').matchAll(
      /(?<!npx )\bnode [^\s`]+\.ts/gu,
    );
    return [...commands].map(([command]) => `${file}: ${command}`);
  });
  // Node 20 is enough to start with, and runs no TypeScript; `npx node` does.
  expect(told).toEqual([]);
});
