import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { runOnline } from './offline.ts';
import type { AppFolders } from './app-folders.ts';
import { NotHad } from './not-had.ts';
import type { CorpusApp } from './types.ts';

/** Where repositories come from. */
export interface Origins {
  /** Folder of mirrors, `owner+name/repo` each. @default GitHub */
  readonly from?: string | undefined;
}

const FETCH_TIME = 300_000; // milliseconds

/** Lays the files of an app's commit into its source folder. */
export async function checkOut(
  app: CorpusApp,
  { source }: AppFolders,
  { from }: Origins,
): Promise<void> {
  const git = from === undefined ? await fetchCommit(app, source) : mirrorOf(app, from);
  const paths = app.path === undefined ? [] : [app.path, ...(app.beside ?? [])];
  const archive = ['archive', app.commit, ...paths].map((word) => `'${word}'`).join(' ');
  const ended = await runOnline(
    'bash',
    ['-c', `set -o pipefail; git --git-dir '${git}' ${archive} | tar x -C '${source}'`],
    // A mirror may lack large files: they are not asked for.
    { folder: source, environment: { GIT_NO_LAZY_FETCH: '1' }, timeout: FETCH_TIME },
  );
  if (ended.code !== 0) throw new NotHad('the commit cannot be had', ended.output);
}

function mirrorOf({ repository }: CorpusApp, from: string): string {
  const mirror = join(from, repository.replace('/', '+'), 'repo');
  const folder = [join(mirror, '.git'), mirror].find((path) => existsSync(join(path, 'HEAD')));
  if (folder === undefined) throw new NotHad(`${from} has no mirror of the repository`);
  return folder;
}

async function fetchCommit({ repository, commit }: CorpusApp, source: string): Promise<string> {
  const git = `${source}.git`;
  const url = `https://github.com/${repository}.git`;
  for (const args of [
    ['init', '--quiet', '--bare', git],
    ['--git-dir', git, 'fetch', '--quiet', '--depth', '1', url, commit],
  ]) {
    const ended = await runOnline('git', args, {
      folder: source,
      environment: { GIT_TERMINAL_PROMPT: '0' },
      timeout: FETCH_TIME,
    });
    if (ended.code !== 0) throw new NotHad('the commit cannot be had from GitHub', ended.output);
  }
  return git;
}
