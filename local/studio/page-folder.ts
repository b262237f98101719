import { createHash, randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { dirname, join } from 'node:path';
import { lookup } from 'mrmime';
import sirv from 'sirv';
import { CACHE_FOLDER } from '../cache-folder.mjs';
import { runCommand } from '../run-command.ts';
import type { Log } from '../shared/log.ts';

/** The studio's built page: there, on its way, or failed with the end of what its build said. */
export type PageState = 'made' | 'building' | { readonly failure: string };

/** The folder with the studio's page. */
export interface PageFolder {
  /** How it stands; begins to build when the sources are not those of the last build. */
  state(): PageState;
  /** Where the page is as it was built last; null before. */
  readonly folder: string | null;
  /** A file of the page as it was built last; 404 for what it has not. */
  serve(file: string, request: IncomingMessage, response: ServerResponse): void;
  /** Fulfilled once no build runs. */
  ended(): Promise<void>;
}

interface PageFolderOptions {
  readonly log: Log;
  readonly signal: AbortSignal;
  /** Folder with `build.ts`, which makes the page in the folder that it is given. @default the studio's own */
  readonly sources?: string;
  /** Where builds are kept. @default the cache folder */
  readonly builds?: string;
}

/** What an installed engine brings along. */
const PREBUILT = join(import.meta.dirname, 'built');
const SOURCES = join(import.meta.dirname, 'page');
/** What it shares with other pages. */
const PAGE_KIT = join(import.meta.dirname, '../page-kit');
/** Its packages: another version of them makes another page. */
const MANIFEST = join(import.meta.dirname, '../package.json');
/** Nobody builds for so long, and no tab of a browser loads what is older. */
const LEFT_OVER_MS = 24 * 60 * 60 * 1_000; // 1 day

/** The built page that an installed engine brings, else what it builds of the sources into the cache. */
export function createPageFolder(options: PageFolderOptions): PageFolder {
  if (existsSync(join(PREBUILT, 'index.html'))) return prebuilt();
  const { sources = SOURCES, builds = join(CACHE_FOLDER, 'studio') } = options;
  let folder: string | null = null;
  let building: Promise<void> | null = null;
  const failures = new Map<string, string>();
  const build = async (target: string): Promise<void> => {
    try {
      await buildInto(target, { ...options, sources });
    } catch (error) {
      const failure = error instanceof Error ? error.message : String(error);
      if (!options.signal.aborted) options.log.error('studio', failure);
      failures.set(target, failure);
    }
    building = null;
  };
  return {
    get folder() {
      return folder;
    },
    state() {
      if (building) return 'building';
      const target = join(builds, digestOf([sources, PAGE_KIT, MANIFEST]));
      const failure = failures.get(target);
      if (failure !== undefined) return { failure };
      if (existsSync(join(target, 'index.html'))) {
        folder = target;
        return 'made';
      }
      building = build(target);
      return 'building';
    },
    serve: (file, request, response) => serveFrom(folder ?? '', file, request, response),
    ended: async () => void (await building),
  };
}

function prebuilt(): PageFolder {
  return {
    folder: PREBUILT,
    state: () => 'made',
    serve: (file, request, response) => serveFrom(PREBUILT, file, request, response),
    ended: () => Promise.resolve(),
  };
}

async function buildInto(
  target: string,
  { log, signal, sources }: PageFolderOptions & { readonly sources: string },
): Promise<void> {
  const fresh = `${target}.${randomUUID()}`;
  const quoted = [process.execPath, join(sources, 'build.ts'), fresh].map((part) => `"${part}"`);
  try {
    await runCommand({
      name: 'studio',
      command: quoted.join(' '),
      folder: sources,
      log,
      signal,
      inBackground: true,
      environment: { NODE_ENV: 'production' },
    });
    // Another engine may have been faster: its page is the same.
    if (!existsSync(target)) renameSync(fresh, target);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
  removeOld(target);
}

function removeOld(kept: string): void {
  const builds = dirname(kept);
  for (const name of readdirSync(builds)) {
    const path = join(builds, name);
    if (path !== kept && Date.now() - statSync(path).mtimeMs > LEFT_OVER_MS) {
      rmSync(path, { recursive: true, force: true });
    }
  }
}

/** Of the names and contents of all files at or below the paths. */
function digestOf(paths: readonly string[]): string {
  const hash = createHash('sha256');
  const add = (path: string): void => {
    if (statSync(path).isDirectory()) {
      for (const name of readdirSync(path).toSorted()) add(join(path, name));
      return;
    }
    const content = readFileSync(path);
    hash.update(`${path.length}:${path}${content.length}:`).update(content);
  };
  for (const path of paths) add(path);
  return hash.digest('hex').slice(0, 16);
}

/** Names in assets/ have a digest of their content. */
const IMMUTABLE = 'public, max-age=31536000, immutable';

function serveFrom(
  folder: string,
  file: string,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const serve = sirv(folder, {
    dev: true,
    etag: true,
    setHeaders(_response, path) {
      const type = lookup(path.endsWith('/') ? 'index.html' : path) ?? 'application/octet-stream';
      const charset = type.startsWith('text/') ? '; charset=utf-8' : '';
      response.setHeader('content-type', `${type}${charset}`);
      response.setHeader('cache-control', file.startsWith('/assets/') ? IMMUTABLE : 'no-cache');
    },
  });
  request.url = file;
  serve(request, response, () => {
    response.statusCode = 404;
    response.end();
  });
}
