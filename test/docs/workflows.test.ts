import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from '../../cdk/bundle.ts';

const FOLDER = join(ROOT, '.github', 'workflows');
const WORKFLOWS = readdirSync(FOLDER).map(
  (name) => [name, readFileSync(join(FOLDER, name), 'utf8')] as const,
);

const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
  readonly scripts: Readonly<Record<string, string>>;
};

test.each(WORKFLOWS)('%s: takes actions of others by commit alone', (_, text) => {
  for (const [, action = ''] of text.matchAll(/uses: (\S+)/gu)) {
    if (!action.startsWith('./')) expect(action).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40}$/u);
    else expect(WORKFLOWS.map(([name]) => `./.github/workflows/${name}`)).toContain(action);
  }
});

test.each(WORKFLOWS)('%s: may nothing that it does not say', (_, text) => {
  expect(text).toMatch(/^permissions:( \{\}|\n {2}contents: read)$/mu);
});

test.each(WORKFLOWS)('%s: puts nothing that others write into a command', (_, text) => {
  // Titles and names of branches are anybody's: in `run` only the environment tells them.
  const runs = text.split('\n').filter((line) => /^\s*(- )?run:/u.test(line));
  expect(runs.filter((line) => line.includes('${{'))).toEqual([]);
});

test('workflows: ask for scripts that there are', () => {
  const asked = WORKFLOWS.flatMap(([, text]) => [...text.matchAll(/npm run ([\w:-]+)/gu)]);
  expect(asked.length).toBeGreaterThan(0);
  for (const [, script = ''] of asked) expect(Object.keys(scripts)).toContain(script);
});
