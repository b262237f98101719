import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What becomes of a request: it goes on, gets this answer, or never gets one. */
type Fate = 'forward' | 'hang' | 'loseAnswer' | { readonly status: number; readonly body: object };

/** Stands between an AWS SDK and a service and spoils chosen requests. */
export interface FaultProxy extends AsyncDisposable {
  readonly url: string;
  /** Decides by operation (`X-Amz-Target` after the dot) and input; everything is forwarded at first. */
  decide: (operation: string, input: Record<string, unknown>) => Fate;
  /** Every request so far. */
  readonly asked: { readonly operation: string; readonly input: Record<string, unknown> }[];
}

export async function startFaultProxy(target: string): Promise<FaultProxy> {
  const server = createServer((request, response) => {
    void handle(request, response).catch(() => response.destroy());
  });
  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    const body = Buffer.concat(await request.toArray());
    const operation = String(request.headers['x-amz-target']).replace(/^.*\./u, '');
    const input = JSON.parse(body.toString() || '{}') as Record<string, unknown>;
    proxy.asked.push({ operation, input });
    const fate = proxy.decide(operation, input);
    if (fate === 'hang') return;
    if (typeof fate === 'object') {
      respond(response, fate.status, JSON.stringify(fate.body));
      return;
    }
    const { host: _host, connection: _connection, ...headers } = request.headers;
    const answer = await fetch(new URL(request.url ?? '/', target), {
      method: 'POST',
      headers: headers as Record<string, string>,
      body,
    });
    const text = await answer.text();
    if (fate === 'loseAnswer') response.destroy();
    else respond(response, answer.status, text);
  };
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const proxy: FaultProxy = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    decide: () => 'forward',
    asked: [],
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return proxy;
}

function respond(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(body);
}
