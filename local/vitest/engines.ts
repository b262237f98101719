import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { LocalOptions } from '../options.ts';
import type { LocalOutputs } from '../outputs.ts';
import { createServer } from '../shared/node-http.ts';
import { sendJson } from '../shared/send.ts';
import { startLocal, type Local } from '../start.ts';

/** The engine that a test file has for itself. */
export interface Lease {
  readonly id: string;
  /** Of the gateway. */
  readonly url: string;
  readonly outputs: LocalOutputs;
  /** Snapshot of the state that each test begins with. */
  readonly snapshot: string;
}

/** Engines for test files, each for one file at a time. */
export interface Engines {
  /** `POST` gives a `Lease`, `DELETE <url>/<id>` takes it back. */
  readonly url: string;
  close(): Promise<void>;
}

const BEGINNING = 'beginning';

/** Starts the first engine, so that what is wrong with the app is told once and before any test. */
export async function openEngines(options: LocalOptions): Promise<Engines> {
  const free: Local[] = [];
  const leased = new Map<string, Local>();
  const started = new Set<Promise<Local>>();
  const startOne = (): Promise<Local> => {
    const starting = begin(options);
    started.add(starting);
    return starting;
  };
  free.push(await startOne());
  const lease = async (): Promise<Lease> => {
    const local = free.pop() ?? (await startOne());
    const id = randomUUID();
    leased.set(id, local);
    return { id, url: local.url, outputs: local.outputs, snapshot: BEGINNING };
  };
  const giveBack = (id: string): void => {
    const local = leased.get(id);
    if (leased.delete(id) && local) free.push(local);
  };
  // Nobody else on this machine learns the path.
  const path = `/${randomUUID()}`;
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { method, url = '' } = request;
    if (method === 'POST' && url === path) sendJson(response, 200, await lease());
    else if (method === 'DELETE' && url.startsWith(`${path}/`)) {
      giveBack(url.slice(path.length + 1));
      response.writeHead(204).end();
    } else response.writeHead(404).end();
  };
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      sendJson(response, 500, { message: error instanceof Error ? error.message : String(error) });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`,
    async close() {
      server.closeAllConnections();
      server.close();
      for (const starting of started)
        await starting.then(
          (local) => local.stop(),
          () => {},
        );
    },
  };
}

async function begin(options: LocalOptions): Promise<Local> {
  const local = await startLocal({ ...options, temporary: true });
  await local.snapshots.create(BEGINNING);
  return local;
}
