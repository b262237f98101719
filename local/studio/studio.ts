import type { IncomingMessage, ServerResponse } from 'node:http';
import type { App } from '../assembly/model.ts';
import type { HttpRoute } from '../shared/http-route.ts';
import { AREAS } from './routes/route.ts';
import type { Studio } from './studio-context.ts';

const PATH = new RegExp(String.raw`^/_local/(?:${AREAS.join('|')})(?:/|$)`);

/** What the studio page asks. */
export interface StudioRoute extends HttpRoute {
  /** Goes on with another version of the app. */
  replace(app: App): void;
}

/** Answers what the studio page asks; loaded when it first does. */
export function createStudio(studio: Studio): StudioRoute {
  let current = studio;
  return {
    name: `/_local/{${AREAS.join(',')}}`,
    matches: (_request: IncomingMessage, { pathname }) => PATH.test(pathname),
    async handle(request: IncomingMessage, response: ServerResponse, url: URL) {
      const { answerLocally } = await import('./answer.ts');
      await answerLocally(current, { request, response, url });
    },
    replace: (app) => void (current = { ...studio, app }),
  };
}
