import { createReadStream, realpathSync, statSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { HttpRoute } from '../shared/http-route.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
};

/** Serves the files of a folder at `/`; a folder's own page is its index.html. */
export function createStaticRoute(options: { name: string; folder: string }): HttpRoute {
  const { name, folder } = options;
  return {
    name,
    matches: (request, url) =>
      (request.method === 'GET' || request.method === 'HEAD') && locate(folder, url) !== null,
    async handle(request, response, url) {
      const file = locate(folder, url);
      if (file === null) return void response.writeHead(404).end(); // removed this instant
      const { size, mtimeMs } = await stat(file);
      const etag = `"${size.toString(36)}-${Math.trunc(mtimeMs).toString(36)}"`;
      response.setHeader('etag', etag);
      // Files change at the next build: always ask, answer 304 when nothing did.
      response.setHeader('cache-control', 'no-cache');
      if (request.headers['if-none-match'] === etag) return void response.writeHead(304).end();
      response.writeHead(200, {
        'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
        'content-length': size,
        'x-content-type-options': 'nosniff',
      });
      if (request.method === 'HEAD') return void response.end();
      await pipeline(createReadStream(file), response);
    },
  };
}

/** The real path of the file a URL names, or null: none, or one outside of the folder. */
function locate(folder: string, url: URL): string | null {
  try {
    const path = decodeURIComponent(url.pathname);
    if (path.includes('\0')) return null;
    const root = realpathSync(folder);
    const file = realpathSync(join(root, path.endsWith('/') ? `${path}index.html` : path));
    return file.startsWith(root + sep) && statSync(file).isFile() ? file : null;
  } catch {
    return null; // not there, or no valid percent-encoding
  }
}
