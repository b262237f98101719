import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from '../../cdk/bundle.ts';
import { readCommand } from '../../commands/users/options.ts';
import { readCliOptions } from 'appsync-on-a-laptop/cli-options';

const page = readFileSync(join(ROOT, 'docs', 'operations.md'), 'utf8');

/** The words behind each command of the page: in a sentence, or on a line of a block. */
const argumentsOf = (command: string) =>
  [...page.matchAll(new RegExp(`${command}([^\`\\n#]*)`, 'gu'))].map(([, rest = '']) =>
    rest.trim().split(/\s+/u).filter(Boolean),
  );

test('docs/operations.md: names commands of npm run users that there are', () => {
  const commands = argumentsOf('npm run users --').filter((args) => args.length > 0);
  expect(commands.map(([name]) => name)).toEqual(
    expect.arrayContaining(['reconcile', 'replay', '--help']),
  );
  for (const args of commands) expect(() => readCommand(args)).not.toThrow();
});

test('docs/operations.md: names flags of npm start that there are', () => {
  const flags = argumentsOf('npm start --');
  expect(flags).not.toEqual([]);
  for (const args of flags) expect(() => readCliOptions(args)).not.toThrow();
});

test('docs/operations.md: its links lead to headings of the page', () => {
  const headings = [...page.matchAll(/^#+ (.*)$/gmu)].map(([, heading = '']) =>
    heading.toLowerCase().replaceAll(' ', '-'),
  );
  const links = [...page.matchAll(/\]\(#([^)]*)\)/gu)].map(([, link]) => link);
  expect(links.length).toBeGreaterThan(0);
  expect(headings).toEqual(expect.arrayContaining(links));
});
