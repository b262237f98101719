import { execFileSync } from 'node:child_process';
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

test('diff: compares with what the deployment of a stage is told', () => {
  const toldIn = (name: string) =>
    [...fileOf(`.github/workflows/${name}.yml`).matchAll(/--context (\w+)=/gu)]
      .map(([, told = '']) => told)
      .filter((told) => told !== 'canary')
      .toSorted();
  // `npm run deploy` says where the pages are.
  expect(toldIn('diff')).toEqual([...toldIn('deploy-stage'), 'pages'].toSorted());
  expect(scripts['deploy']).toContain('--context pages=');
});

const fileOf = (path: string) => readFileSync(join(ROOT, path), 'utf8');

test('ci: keeps a bill of materials of what is installed, by a command that makes one', () => {
  const ci = fileOf('.github/workflows/ci.yml');
  const [, command = ''] = /run: (npm sbom [^>]*) > sbom\.json/u.exec(ci) ?? [];
  expect(ci).toMatch(/uses: actions\/upload-artifact@[^]*path: sbom\.json/u);
  const [npm = '', ...args] = command.split(' ');
  // On Windows npm is a script of the shell.
  // Of the lock: what is installed here may be of the commit before.
  const ofLock = [...args, '--package-lock-only'];
  const made = execFileSync(npm, ofLock, { cwd: ROOT, shell: true, maxBuffer: 2 ** 27 });
  const sbom = JSON.parse(made.toString()) as {
    readonly bomFormat: string;
    readonly components: readonly { readonly name: string; readonly purl: string }[];
  };
  expect(sbom.bomFormat).toBe('CycloneDX');
  expect(sbom.components.length).toBeGreaterThan(500);
  expect(sbom.components.map(({ name }) => name)).toContain('@aws-sdk/client-dynamodb');
});

test('dependabot: asks each week for newer packages and actions', () => {
  const updates = fileOf('.github/dependabot.yml').split('package-ecosystem: ').slice(1);
  expect(updates.map((update) => update.split('\n')[0])).toEqual(['npm', 'github-actions']);
  for (const update of updates) expect(update).toMatch(/^ +interval: weekly$/mu);
});

test('SECURITY.md: says where to tell of a hole, and names files and paragraphs that there are', () => {
  const page = fileOf('SECURITY.md');
  expect(page).toMatch(/^Privately, by GitHub's _Report a vulnerability_/mu);
  const files = [...page.matchAll(/`([\w/.-]+\.(?:md|ts))(?:#([\w-]+))?`/gu)];
  expect(files.length).toBeGreaterThan(2);
  for (const [, path = '', heading = ''] of files) {
    const headings = [...fileOf(path).matchAll(/^#+ (.*)$/gmu)].map(([, text = '']) =>
      text.toLowerCase().replaceAll(' ', '-'),
    );
    if (heading !== '') expect([path, headings]).toEqual([path, expect.arrayContaining([heading])]);
  }
});
