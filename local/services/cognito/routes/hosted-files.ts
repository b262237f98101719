import type { HttpRoute } from '../../../shared/http-route.ts';
import { HOSTED_PAGES } from './http.ts';
import { PAGE_KIT, sendPageFile } from './page-files.ts';
import type { PageFile } from './page-files.ts';

/** What the pages of a pool's domain load, by its address. */
const FILES: Readonly<Record<string, PageFile>> = {
  '/login/pages.css': {
    type: 'text/css',
    parts: [...PAGE_KIT, 'services/cognito/hosted/pages.css'],
  },
  '/login/passkey.js': {
    type: 'text/javascript',
    parts: ['services/cognito/hosted/passkey.js'],
  },
};

/** The files of the pages. */
export function hostedFilesRoute(): HttpRoute {
  const fileAt = ({ pathname }: URL) =>
    Object.hasOwn(FILES, pathname) ? FILES[pathname] : undefined;
  return {
    name: 'cognito page files',
    awsServices: HOSTED_PAGES,
    matches: (request, url) => request.method === 'GET' && fileAt(url) !== undefined,
    handle(_request, response, url) {
      const file = fileAt(url);
      if (file !== undefined) sendPageFile(response, file);
    },
  };
}
