import { readFile } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import type { LocalOutputs } from 'appsync-on-a-laptop';
import type { ConsoleConfig } from '../../config.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
};

/** The console as a deployment serves it: strict policy, its configuration, the page for every address. */
export async function serveConsole(folder: string, outputs: LocalOutputs, port = 0) {
  const config: ConsoleConfig = {
    graphqlUrl: outputs.graphqlUrl,
    realtimeUrl: outputs.realtimeUrl,
    region: outputs.region,
    userPoolId: outputs.userPoolId,
    userPoolClientId: outputs.clientId,
    cognitoEndpoint: outputs.cognitoEndpoint,
    stage: 'local',
    playground: '/playground',
    mailbox: '/mailbox',
  };
  const origins = [config.graphqlUrl, config.realtimeUrl, outputs.cognitoEndpoint].map(
    (url) => new URL(url).origin.replace('null', '') || new URL(url).href,
  );
  const policy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; " +
    `connect-src 'self' ${origins.join(' ')}; frame-ancestors 'none'; base-uri 'none'; form-action 'self'`;
  const send = (response: ServerResponse, type: string, body: string | Buffer) =>
    response
      .writeHead(200, { 'content-type': TYPES[type], 'content-security-policy': policy })
      .end(body);
  const server = createServer((request, response) => {
    const { pathname, search } = new URL(request.url ?? '/', 'http://localhost');
    if (pathname === '/config.json') return send(response, '.json', JSON.stringify(config));
    if (pathname === '/mailbox') {
      void fetch(`${outputs.cognitoEndpoint}${pathname}${search}`, {
        headers: { accept: 'application/json' },
      }).then(async (answer) => send(response, '.json', await answer.text()));
      return undefined;
    }
    const isFile = extname(pathname) !== '';
    void readFile(join(folder, isFile ? pathname : 'index.html')).then(
      (content) => send(response, isFile ? extname(pathname) : '.html', content),
      () => response.writeHead(404).end(),
    );
    return undefined;
  });
  await new Promise<void>((resolve) => server.listen(port, 'localhost', resolve));
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
