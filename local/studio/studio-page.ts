import type { IncomingMessage, ServerResponse } from 'node:http';
import type { HttpRoute } from '../shared/http-route.ts';
import type { Log } from '../shared/log.ts';
import { send } from '../shared/send.ts';
import type { Service } from '../shared/service.ts';
import type { PageFolder } from './page-folder.ts';

/** Where the studio is. */
export const STUDIO_PATH = '/studio';

/** Of an app that has no page there. */
export const ROOT_TO_STUDIO: HttpRoute = {
  name: `GET / (leads to ${STUDIO_PATH})`,
  matches: ({ method }, { pathname }) => method === 'GET' && pathname === '/',
  handle: (_request, response) =>
    send(response, 302, '', { location: STUDIO_PATH, 'cache-control': 'no-cache' }),
};

/** The studio's page as a part of the engine. */
export interface StudioPage extends Service {
  readonly routes: readonly HttpRoute[];
}

/**
 * All that the page loads comes from here, and all it asks goes here. Styles may be inline: the editor of
 * the Query view writes its own.
 */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

const HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': POLICY,
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
};

/** Seconds until the page that waits asks again. */
const ASK_AGAIN = 1;

/** Serves the studio. Nothing of it is loaded or built before somebody asks for it. */
export function createStudioPage(log: Log): StudioPage {
  const ending = new AbortController();
  let folder: Promise<PageFolder> | undefined;
  const open = (): Promise<PageFolder> =>
    (folder ??= import('./page-folder.ts').then(({ createPageFolder }) =>
      createPageFolder({ log, signal: ending.signal }),
    ));
  return {
    name: 'studio',
    routes: [
      {
        name: `GET ${STUDIO_PATH}`,
        matches: ({ method }, { pathname }) =>
          (method === 'GET' || method === 'HEAD') &&
          (pathname === STUDIO_PATH || pathname.startsWith(`${STUDIO_PATH}/`)),
        handle: async (request, response, { pathname }) =>
          answer(await open(), pathname.slice(STUDIO_PATH.length), { request, response }),
      },
    ],
    start: () => Promise.resolve(),
    async stop() {
      ending.abort(new Error('The engine stopped meanwhile.'));
      await (await folder)?.ended();
    },
  };
}

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

function answer(folder: PageFolder, file: string, { request, response }: Exchange): void {
  for (const header of Object.entries(HEADERS)) response.setHeader(...header);
  const isFile = /\.\w+$/.test(file);
  // Files that a page in an open tab loads later stay what they were.
  if (isFile) {
    folder.serve(file, request, response);
    return;
  }
  const state = folder.state();
  if (state === 'made') folder.serve('/', request, response);
  else if (state === 'building') {
    const headers = { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' };
    send(response, 202, WAITING, { ...headers, refresh: String(ASK_AGAIN) });
  } else {
    const text = `There is no studio: its page could not be built.\n\n${state.failure}\n`;
    const headers = { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' };
    send(response, 500, text, headers);
  }
}

const WAITING = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Studio</title>
<link rel="icon" href="data:,">
<style>
body { display: grid; place-content: center; min-height: 90vh; margin: 0 16px; text-align: center; font: 15px/1.5 system-ui, sans-serif; }
</style>
</head>
<body>
<main>
<h1>The studio is being built</h1>
<p role="status">A few seconds, once after its sources changed. The page goes on by itself.</p>
</main>
</body>
</html>
`;
