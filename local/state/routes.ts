import type { IncomingMessage, ServerResponse } from 'node:http';
import type { HttpRoute } from '../shared/http-route.ts';
import { LocalError } from '../shared/errors.ts';
import { isObject } from '../shared/is-object.ts';
import { readBody } from '../shared/read-body.ts';
import { sendJson } from '../shared/send.ts';
import type { Snapshot, Snapshots } from './snapshots.ts';
import { StateError, type StateRefusal } from './state-error.ts';

/** `GET /_local/snapshots`. */
export interface SnapshotList {
  /** The newest last. */
  readonly snapshots: readonly Snapshot[];
}

interface Routed {
  readonly snapshots: Snapshots;
  reset(): Promise<void>;
}

interface Asked {
  readonly state: Routed;
  /** The snapshot that the path names. */
  readonly name: string;
  readonly request: IncomingMessage;
}

interface Action {
  readonly method: string;
  readonly path: RegExp;
  readonly status: number;
  /** Undefined: no body. */
  answer(asked: Asked): Promise<object | undefined>;
}

/** Of each the docs are in local/README.md. */
const ACTIONS: Readonly<Record<string, Action>> = {
  'POST /_local/reset': {
    method: 'POST',
    path: /^\/_local\/reset$/,
    status: 204,
    async answer({ state }) {
      await state.reset();
      return undefined;
    },
  },
  'GET /_local/snapshots': {
    method: 'GET',
    path: /^\/_local\/snapshots$/,
    status: 200,
    answer: ({ state }) =>
      Promise.resolve({ snapshots: state.snapshots.list() } satisfies SnapshotList),
  },
  'POST /_local/snapshots {name}': {
    method: 'POST',
    path: /^\/_local\/snapshots$/,
    status: 201,
    async answer({ state, request }): Promise<Snapshot> {
      return await state.snapshots.create(await readName(request));
    },
  },
  'POST /_local/snapshots/NAME/restore': {
    method: 'POST',
    path: /^\/_local\/snapshots\/([^/]+)\/restore$/,
    status: 200,
    answer: ({ state, name }): Promise<Snapshot> => state.snapshots.restore(name),
  },
  'DELETE /_local/snapshots/NAME': {
    method: 'DELETE',
    path: /^\/_local\/snapshots\/([^/]+)$/,
    status: 204,
    async answer({ state, name }) {
      await state.snapshots.delete(name);
      return undefined;
    },
  },
};

const STATUS: Readonly<Record<StateRefusal, number>> = {
  BadRequest: 400,
  NotFound: 404,
  Conflict: 409,
  Busy: 503,
};

/** Snapshots and resets over HTTP: for programs and this engine's own pages, as all below `/_local/`. */
export function createStateRoutes(state: Routed): readonly HttpRoute[] {
  return Object.entries(ACTIONS).map(([name, action]) => ({
    name,
    matches: (request, { pathname }) =>
      request.method === action.method && action.path.test(pathname),
    handle: async (request, response, { pathname }) => {
      const [, named = ''] = action.path.exec(pathname) ?? [];
      try {
        const answer = await action.answer({ state, request, name: decoded(named) });
        if (answer === undefined) response.writeHead(action.status).end();
        else sendJson(response, action.status, answer, NOT_STORED);
      } catch (error) {
        refuse(response, error);
      }
    },
  }));
}

const NOT_STORED = { 'cache-control': 'no-store' };

/** A name that is no encoded text is none of a snapshot either. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

const MAX_BODY_BYTES = 1_024;

async function readName(request: IncomingMessage): Promise<string> {
  const body = await readBody(request, MAX_BODY_BYTES);
  const given = body === null ? null : parsed(body.toString('utf8'));
  const name = isObject(given) ? given['name'] : undefined;
  if (typeof name === 'string') return name;
  throw new StateError('BadRequest', 'The body has to be JSON with a name: {"name": "before"}.');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function refuse(response: ServerResponse, error: unknown): void {
  if (error instanceof StateError) {
    const { refusal: code, message } = error;
    sendJson(response, STATUS[code], { error: { code, message } }, NOT_STORED);
  } else if (error instanceof LocalError) {
    const { code, message } = error;
    sendJson(response, 500, { error: { code, message } }, NOT_STORED);
  } else throw error;
}
