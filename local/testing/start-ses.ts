import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import { createSes, type Mail } from '../services/ses/index.ts';
import { silentLog } from '../shared/log.ts';
import { createFakeClock } from './fake-clock.ts';

/** SendEmail on a port of its own. */
export interface SesFixture extends AsyncDisposable {
  readonly url: string;
  /** The stock client, pointed at it. */
  readonly sdk: SESv2Client;
  /** What was sent, oldest first. */
  readonly sent: readonly Mail[];
}

/** Amazon SES as the engine plays it, behind a plain HTTP server. */
export async function startSes(): Promise<SesFixture> {
  const sent: Mail[] = [];
  const { routes } = createSes({
    deliver: (mail) => sent.push(mail),
    clock: createFakeClock(),
    log: silentLog,
  });
  // Idle connections stay: one that closes just as a request comes would fail it.
  const server = createServer({ keepAliveTimeout: 0 }, (request, response) => {
    const target = new URL(request.url ?? '/', 'http://localhost');
    const route = routes.find((candidate) => candidate.matches(request, target));
    if (route) void route.handle(request, response, target);
    else response.writeHead(404).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const sdk = new SESv2Client({ endpoint: url, region: 'us-east-1', credentials, maxAttempts: 1 });
  return {
    url,
    sdk,
    sent,
    async [Symbol.asyncDispose]() {
      sdk.destroy();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
