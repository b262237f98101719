import { realpathSync, statSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { join, sep } from 'node:path';
import { lookup } from 'mrmime';
import sirv from 'sirv';
import type { HttpRoute } from '../shared/http-route.ts';

/** Serves the files of a folder at `/`; a folder's own page is its index.html. */
export function createStaticRoute(options: { name: string; folder: string }): HttpRoute {
  const { name, folder } = options;
  // Files change at the next build: `dev` looks each time, clients always ask and hear 304 when nothing did.
  const serve = sirv(folder, { dev: true, etag: true, dotfiles: true, setHeaders });
  return {
    name,
    matches: (request, url) =>
      (request.method === 'GET' || request.method === 'HEAD') && isServed(folder, url),
    handle: (request, response) => serve(request, response),
  };
}

function setHeaders(response: ServerResponse, path: string): void {
  const type = lookup(path.endsWith('/') ? 'index.html' : path) ?? 'application/octet-stream';
  response.setHeader('content-type', type.startsWith('text/') ? `${type}; charset=utf-8` : type);
  response.setHeader('x-content-type-options', 'nosniff');
}

/** Whether a URL names a file, and by its real path: links may lead out of the folder. */
function isServed(folder: string, url: URL): boolean {
  try {
    const path = decodeURIComponent(url.pathname);
    const root = realpathSync(folder);
    const file = realpathSync(join(root, path.endsWith('/') ? `${path}index.html` : path));
    return file.startsWith(root + sep) && statSync(file).isFile();
  } catch {
    return false; // not there, or no valid percent-encoding
  }
}
