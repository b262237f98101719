import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createCognito } from 'appsync-on-a-laptop/internals/services/cognito/index';
import { systemClock } from 'appsync-on-a-laptop/clock';
import { silentLog } from 'appsync-on-a-laptop/log';
import { pool, seed } from './seed.ts';

/** What this process is started with, as one JSON argument. */
export interface PoolSettings {
  readonly dataFolder: string;
  readonly size: number;
}

/** What it tells once it answers. */
export interface PoolReady {
  readonly url: string;
  /** Addresses of users who can sign in. */
  readonly signers: readonly string[];
}

// A user pool has a process of its own: the clients' arithmetic must not share a thread with it.
const { dataFolder, size } = JSON.parse(process.argv[2] ?? '{}') as PoolSettings;
const signers = seed(join(dataFolder, 'cognito'), size);
const server = createServer();
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const cognito = createCognito([pool()], {
  dataFolder,
  baseUrl: url,
  clock: systemClock,
  log: silentLog,
  lambda: { invoke: () => Promise.reject(new Error('the pool has no triggers')) },
});
await cognito.start();
server.on('request', (request, response) => {
  const target = new URL(request.url ?? '/', url);
  const route = cognito.routes.find(({ matches }) => matches(request, target));
  void route?.handle(request, response, target);
});
process.once('disconnect', () => process.exit());
const ready: PoolReady = { url, signers };
process.send?.(ready);
