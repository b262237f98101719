import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Agent, createServer, request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * What becomes of a request. It goes on, or gets this answer; it never gets one (`hang`), or not even
 * keeps its connection (`reset`); or it takes effect and the answer is lost (`loseAnswer`), or does not
 * come (`takeAndHang`).
 */
export type Fate = 'forward' | 'hang' | 'reset' | 'loseAnswer' | 'takeAndHang' | FalseAnswer;

interface FalseAnswer {
  readonly status: number;
  readonly body: object;
  /** In the place of the answer of a service that did what was asked; what it refuses, it refuses. */
  readonly takesEffect?: true;
}

/** A request that came by. */
export interface Asked {
  /** `X-Amz-Target` after the dot, or the name of a GraphQL operation. */
  readonly operation: string;
  /** The call's input, or the variables of a GraphQL operation. */
  readonly input: Readonly<Record<string, unknown>>;
  /** What the service answered, once it has: then the call took effect, whoever heard of it. */
  status?: number;
}

/** Stands between a client and a service of AWS and spoils chosen requests. */
export interface FaultProxy extends AsyncDisposable {
  readonly url: string;
  /** Decides by operation and input; everything is forwarded at first. */
  decide: (operation: string, input: Readonly<Record<string, unknown>>) => Fate;
  /** Called when a request has got as far as it will and gets no answer. */
  onSilence: () => void;
  /** Every request so far. */
  readonly asked: readonly Asked[];
}

/** @param target the service, or a way to learn it once there is a request */
export async function startFaultProxy(target: string | (() => string)): Promise<FaultProxy> {
  const asked: Asked[] = [];
  // Idle connections stay: one that closes just as a request comes would fail it.
  const server = createServer({ keepAliveTimeout: 0 }, (request, response) => {
    void handle(request, response).catch(() => response.destroy());
  });
  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    const body = Buffer.concat(await request.toArray());
    const entry: Asked = describe(request, body);
    asked.push(entry);
    const fate = proxy.decide(entry.operation, entry.input);
    if (fate === 'hang') {
      proxy.onSilence();
      return;
    }
    if (fate === 'reset') {
      response.destroy();
      return;
    }
    if (typeof fate === 'object' && !fate.takesEffect) {
      respond(response, fate.status, JSON.stringify(fate.body));
      return;
    }
    const url = new URL(request.url ?? '/', typeof target === 'string' ? target : target());
    const answer = await forward(url, request, body);
    entry.status = answer.status;
    if (typeof fate === 'object' && answer.status === 200) {
      respond(response, fate.status, JSON.stringify(fate.body));
      return;
    }
    if (fate === 'takeAndHang') {
      proxy.onSilence();
      return;
    }
    if (fate === 'loseAnswer') response.destroy();
    else respond(response, answer.status, answer.text);
  };
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const proxy: FaultProxy = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    decide: () => 'forward',
    onSilence() {},
    asked,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return proxy;
}

function describe(request: IncomingMessage, body: Buffer): Asked {
  // Objects of S3 are in the path.
  if (request.method === 'PUT') return { operation: 'PutObject', input: { path: request.url } };
  const json = JSON.parse(body.toString() || '{}') as Record<string, unknown>;
  if (request.url?.startsWith('/v2/email/') === true) {
    return { operation: 'SendEmail', input: json };
  }
  const { query, variables } = json;
  const target = request.headers['x-amz-target'];
  if (target === undefined && typeof query === 'string') {
    const operation = /(?:query|mutation)\s+(\w+)/u.exec(query)?.[1] ?? '';
    return { operation, input: (variables ?? {}) as Record<string, unknown> };
  }
  return { operation: String(target).replace(/^.*\./u, ''), input: json };
}

const agent = new Agent({ keepAlive: true });

/** With the headers as they are: a signature covers `host`. */
async function forward(url: URL, request: IncomingMessage, body: Buffer) {
  const { connection: _connection, ...headers } = request.headers;
  const upstream = httpRequest(url, {
    method: request.method,
    headers,
    agent,
  });
  upstream.end(body);
  const [answer] = (await once(upstream, 'response')) as [IncomingMessage];
  return { status: answer.statusCode ?? 500, text: Buffer.concat(await answer.toArray()) };
}

function respond(response: ServerResponse, status: number, body: string | Buffer): void {
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(body);
}
