import type { IncomingMessage, ServerResponse } from 'node:http';
import type { HttpRoute } from '../shared/http-route.ts';
import { sendJson } from '../shared/send.ts';
import { describeRecord } from './describe.ts';
import { streamEvents } from './event-stream.ts';
import { listTraces } from './list.ts';
import type { RawRecord } from './record.ts';
import type { Tracer } from './tracer.ts';
import type { LocalRouteError, TraceReplay } from './types.ts';

const PATH = '/_local/traces';
const NO_STORE = { 'cache-control': 'no-store' };

interface Call {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly url: URL;
  readonly tracer: Tracer;
  /** What stands for ID in the path. */
  readonly id: string;
}

interface Operation {
  readonly method: string;
  /** Of the path below `/_local/traces`; its group is the ID. */
  readonly path: RegExp;
  readonly answer: (call: Call) => Promise<void> | void;
}

/** What can be asked of the records, in the order it is looked for. */
const OPERATIONS: readonly Operation[] = [
  { method: 'GET', path: /^$/, answer: list },
  { method: 'DELETE', path: /^$/, answer: forget },
  { method: 'GET', path: /^\/events$/, answer: events },
  { method: 'GET', path: /^\/([^/]+)$/, answer: one },
  { method: 'POST', path: /^\/([^/]+)\/replay$/, answer: replay },
];

/** `/_local/traces` and what is below it, for pages of this engine and programs of this machine. */
export function createTraceRoutes(tracer: Tracer): readonly HttpRoute[] {
  return [
    {
      name: `GET ${PATH}`,
      matches: (_request, url) => url.pathname === PATH || url.pathname.startsWith(`${PATH}/`),
      handle(request, response, url) {
        const rest = url.pathname.slice(PATH.length);
        const here = OPERATIONS.filter(({ path }) => path.test(rest));
        const operation = here.find(({ method }) => method === request.method);
        const id = operation?.path.exec(rest)?.[1] ?? '';
        if (operation) return operation.answer({ request, response, url, tracer, id });
        const methods = here.map(({ method }) => method).join(', ');
        if (methods === '') refuse(response, 404, 'NotFound', `Nothing answers ${url.pathname}.`);
        else refuse(response, 405, 'MethodNotAllowed', `${url.pathname} takes ${methods}.`);
        return undefined;
      },
    },
  ];
}

function list({ response, url, tracer }: Call): void {
  const found = listTraces(tracer, url.searchParams);
  if ('problem' in found) refuse(response, 400, 'BadRequest', found.problem);
  else sendJson(response, 200, found, NO_STORE);
}

function forget({ response, tracer }: Call): void {
  tracer.clear();
  sendJson(response, 200, {}, NO_STORE);
}

function events({ response, tracer }: Call): void {
  streamEvents(tracer, response);
}

function one(call: Call): void {
  const record = recordIn(call);
  if (record) sendJson(call.response, 200, describeRecord(record, call.tracer), NO_STORE);
}

/** Answers once it has run; what it did is in the new record. */
async function replay(call: Call): Promise<void> {
  const { response, tracer } = call;
  const record = recordIn(call);
  if (!record) return;
  if (!record.again) {
    refuse(response, 409, 'CannotReplay', `It cannot be done again: ${record.notAgain}.`);
    return;
  }
  const { again } = record;
  const made: RawRecord[] = [];
  // The first that ends with this cause and name is the one: what it causes has itself as the cause.
  const stop = tracer.listen((ended) => {
    if (ended.causeId === tracer.idOf(record) && ended.kind === record.kind) made.push(ended);
  });
  try {
    await tracer.run(record, again);
  } finally {
    stop();
  }
  const [first] = made;
  if (!first) refuse(response, 500, 'CannotReplay', 'It ran and left no record.');
  else sendJson(response, 200, { id: tracer.idOf(first) } satisfies TraceReplay, NO_STORE);
}

function recordIn({ id, tracer, response }: Call): RawRecord | null {
  const record = tracer.find(id);
  if (record) return record;
  const gone = `No record is called ${JSON.stringify(id.slice(0, 64))}: it never was, or it is no longer in memory.`;
  refuse(response, 404, 'NotFound', gone);
  return null;
}

function refuse(response: ServerResponse, status: number, code: string, message: string): void {
  sendJson(response, status, { error: { code, message } } satisfies LocalRouteError, NO_STORE);
}
