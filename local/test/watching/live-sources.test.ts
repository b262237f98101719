import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { App } from '../../assembly/model.ts';
import type { AppContents } from '../../watching/app-contents.ts';
import { createBundler } from '../../watching/bundler.ts';
import { contentHash } from '../../watching/contents.ts';
import { createLiveSources, type Change, type Opaque } from '../../watching/live-sources.ts';
import type { RecordedBuild, SynthesisRecord } from '../../watching/synthesis-record.ts';

const folder = mkdtempSync(join(tmpdir(), 'sources-'));
const fileOf = (name: string): string => join(folder, name);

/** What is left to the synthesis when a file is saved, and why. */
async function saved(
  file: string,
  text: string,
  record: Partial<SynthesisRecord>,
  known: readonly string[] = [],
): Promise<Pick<Change, 'needsSynthesis'> & { readonly told: readonly Opaque[] }> {
  const app: Partial<App> = {};
  const contents: AppContents = {
    find: (hash) => (known.includes(hash) ? 'code' : null),
    functionsWith: () => [],
    with: () => app as App,
  };
  const bundler = createBundler();
  onTestFinished(() => bundler.stop());
  const told: Opaque[] = [];
  const empty = { read: new Map(), copied: new Map(), builds: [], failures: [], error: null };
  const sources = createLiveSources({
    record: { ...empty, ...record },
    contents,
    bundler,
    onFunctions: () => undefined,
    onOpaque: (opaque) => void told.push(opaque),
  });
  writeFileSync(fileOf(file), text);
  const { needsSynthesis, problems } = await sources.change([fileOf(file)]);
  expect(problems).toEqual([]);
  return { needsSynthesis, told };
}

const bundleOf = (file: string, change: Partial<RecordedBuild>): RecordedBuild => ({
  esbuild: null,
  arguments: ['--bundle', fileOf(file), '--format=esm', `--outfile=${fileOf('out.js')}`],
  cwd: import.meta.dirname,
  entries: [{ file: fileOf(file), inputs: [fileOf(file)], output: fileOf('out.js') }],
  outputs: [{ path: fileOf('out.js'), hash: 'of-what-it-was' }],
  ...change,
});

test('a bundle that is in the assembly as it was made: live, and nothing is said', async () => {
  const record = { builds: [bundleOf('plain.ts', {})] };
  expect(await saved('plain.ts', 'export const a = 1;', record, ['of-what-it-was'])).toEqual({
    needsSynthesis: false,
    told: [],
  });
});

test('a bundle that is changed after it was made: a synthesis does it, and it is said', async () => {
  const record = { builds: [bundleOf('changed.ts', {})] };
  expect(await saved('changed.ts', 'export const a = 1;', record)).toEqual({
    needsSynthesis: true,
    told: [{ file: fileOf('out.js'), reason: 'it is changed after esbuild has made it' }],
  });
});

test('plugins: a synthesis does it, and it is said', async () => {
  const build = bundleOf('plugged.ts', { esbuild: 'esbuild', options: null });
  const { arguments: _words, ...withPlugins } = build;
  expect(await saved('plugged.ts', 'export const a = 1;', { builds: [withPlugins] })).toEqual({
    needsSynthesis: true,
    told: [
      {
        file: fileOf('plugged.ts'),
        reason: 'esbuild runs with plugins or options that cannot be repeated here',
      },
    ],
  });
});

test('a content that two files had in common: a synthesis does it, and it is said', async () => {
  const hash = contentHash('the same');
  const copied = new Map([fileOf('one.js'), fileOf('other.js')].map((file) => [file, hash]));
  expect(await saved('one.js', 'its own', { copied }, [hash])).toEqual({
    needsSynthesis: true,
    told: [{ file: fileOf('one.js'), reason: 'another source had the same content' }],
  });
});
