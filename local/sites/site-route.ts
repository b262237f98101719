import { realpathSync, statSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join, sep } from 'node:path';
import { lookup } from 'mrmime';
import sirv from 'sirv';
import type { HttpRoute } from '../shared/http-route.ts';
import { send } from '../shared/send.ts';
import type { SiteSettings } from './settings.ts';

/** How one site is served. */
export interface SiteRouteOptions extends Pick<
  SiteSettings,
  'name' | 'fallback' | 'immutable' | 'headers'
> {
  /** `/`, or such as `/docs`. */
  readonly path: string;
  readonly folder: string;
  /** Fulfilled once the pages are made: null, or why they could not be. */
  readonly built: Promise<string | null>;
}

/** Of files that never change under their name. */
const IMMUTABLE = 'public, max-age=31536000, immutable';

/**
 * Serves the files of a folder at a path; a folder's own page is its index.html. Who asks for a page
 * before it is made waits for it, and reads why there is none when that failed.
 */
export function createSiteRoute(options: SiteRouteOptions): HttpRoute {
  const { name, path, folder, headers = {}, immutable } = options;
  const base = path === '/' ? '' : path;
  // Files change at the next build: `dev` looks each time, clients always ask and hear 304 when nothing did.
  const serve = sirv(folder, { dev: true, etag: true, dotfiles: true, setHeaders });
  return {
    name: `GET ${path} (${name})`,
    matches(request, { pathname }) {
      if (request.method !== 'GET' && request.method !== 'HEAD') return false;
      if (pathname === path) return true;
      return (
        pathname.startsWith(`${base}/`) && isAnswered(options, request, pathname.slice(base.length))
      );
    },
    async handle(request, response, { pathname, search }) {
      if (pathname === base) {
        // Beside it, not above it, is what the page names.
        send(response, 308, '', { location: `${base}/${search}`, 'cache-control': 'no-cache' });
        return;
      }
      const failure = await options.built;
      if (failure !== null) {
        tellFailure(response, name, failure);
        return;
      }
      const file = pathname.slice(base.length);
      const isFile = isServed(folder, file);
      for (const header of Object.entries(headers)) response.setHeader(...header);
      if (immutable !== undefined && isFile && file.startsWith(`/${immutable}/`)) {
        response.setHeader('cache-control', IMMUTABLE);
      }
      request.url = `${isFile ? file : '/'}${search}`;
      serve(request, response);
    },
  };
}

/** Whether there is a file, or will be, or the pages read the address themselves. */
function isAnswered(
  { folder, fallback = false }: SiteRouteOptions,
  request: IncomingMessage,
  file: string,
): boolean {
  if (file === '/' || isServed(folder, file)) return true;
  // What looks like a file is none; and programs, which ask for no page, are told what they mistyped.
  const isPage = /\/[^/.]*$/.test(file) && (request.headers.accept ?? '').includes('text/html');
  return fallback && isPage;
}

function setHeaders(response: ServerResponse, path: string): void {
  const type = lookup(path.endsWith('/') ? 'index.html' : path) ?? 'application/octet-stream';
  response.setHeader('content-type', type.startsWith('text/') ? `${type}; charset=utf-8` : type);
  response.setHeader('x-content-type-options', 'nosniff');
}

function tellFailure(response: ServerResponse, name: string, failure: string): void {
  const text =
    `There is no page: ${name} could not be built.\n\n${failure}\n\n` +
    'Correct that and start again. Everything else runs.\n';
  send(response, 500, text, {
    'content-type': 'text/plain; charset=utf-8',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
}

/** Whether a path names a file, and by its real path: links may lead out of the folder. */
function isServed(folder: string, pathname: string): boolean {
  try {
    const path = decodeURIComponent(pathname);
    const root = realpathSync(folder);
    const file = realpathSync(join(root, path.endsWith('/') ? `${path}index.html` : path));
    return file.startsWith(root + sep) && statSync(file).isFile();
  } catch {
    return false; // not there, or no valid percent-encoding
  }
}
