import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** What a server process tells of itself. */
export interface ServerState {
  readonly subscriptions: number;
  /** Milliseconds of CPU since its start. */
  readonly cpu: number;
  /** Bytes: JavaScript's heap and the buffers beside it. */
  readonly memory: number;
}

interface Served {
  subscriptions(): number;
  publish(): void;
}

/** Listens, tells the port, and then does what the parent asks: `publish`, `collect` or `look`. */
export function serve(server: Server, { subscriptions, publish }: Served): void {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  process.on('message', (question) => {
    if (question === 'publish') publish();
    if (question === 'collect') collect();
    const { heapUsed, external } = process.memoryUsage();
    const { user, system } = process.cpuUsage();
    const cpu = (user + system) / 1_000;
    const state: ServerState = { subscriptions: subscriptions(), cpu, memory: heapUsed + external };
    process.send?.(state);
  });
  process.once('disconnect', () => process.exit());
  server.listen(0, '127.0.0.1', () => {
    process.send?.(`ws://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`);
  });
}
