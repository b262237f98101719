import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo, Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import type { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { build } from 'esbuild';
import type { BrowserContext, Page } from 'playwright-core';
import { serveOverTls } from '../../../../docs/clients/https.ts';
import type { UserPool } from '../../../assembly/model.ts';
import { createCognito } from '../../../services/cognito/index.ts';
import { createGateway } from '../../../gateway/index.ts';
import type { InvokeResult } from '../../../services/lambda/types.ts';
import type { Log } from '../../../shared/log.ts';
import { PAGE_PATIENCE, sharedChromium } from '../../../testing/chromium.ts';
import type * as Driver from './browser/driver.ts';
import { selfSigned } from './self-signed.ts';
import { CLIENT_ID, POOL_ID, sdkFor, testClock } from '../../../testing/start-cognito.ts';
import type { Invoke, TestClock, TriggerEvent } from '../../../testing/start-cognito.ts';

/** A pool behind the gateway, a site of another origin with the clients' bundle, and a browser. */
export interface ChromiumFixture {
  readonly url: string;
  /** The pool's host and port over TLS. */
  readonly domain: string;
  /** The app's own site: another origin than the pool's. */
  readonly app: string;
  readonly sdk: CognitoIdentityProviderClient;
  readonly clock: TestClock;
  readonly settings: Driver.Settings;
  /** The newest code sent to an address. */
  code(to: string): Promise<string>;
  /** A browser without anything stored, trusting the pool's certificate. */
  context(): Promise<BrowserContext>;
  /** The app's page with the clients, in a browser of its own. */
  page(): Promise<Page>;
  stop(): Promise<void>;
}

/** @param pools makes the pools once the app's address is known */
export async function startInChromium(
  pools: (app: string) => readonly UserPool[],
  invoke?: Invoke,
): Promise<ChromiumFixture> {
  const resources = new AsyncDisposableStack();
  const app = await startApp(resources);
  const clock = testClock();
  const url = await startPools(resources, pools(app), clock, invoke);
  const tls = serveOverTls(url, selfSigned('localhost'));
  const tlsPort = await listen(tls, resources);
  const context = async () => {
    const opened = await (await sharedChromium()).newContext({ ignoreHTTPSErrors: true });
    resources.defer(() => opened.close());
    opened.setDefaultTimeout(PAGE_PATIENCE);
    return opened;
  };
  return {
    url,
    app,
    clock,
    sdk: sdkFor(url),
    domain: `localhost:${String(tlsPort)}`,
    context,
    settings: { endpoint: url, userPoolId: POOL_ID, clientId: CLIENT_ID },
    async code(to) {
      const address = `${url}/mailbox?to=${encodeURIComponent(to)}`;
      const answer = await fetch(address, { headers: { accept: 'application/json' } });
      const { messages } = (await answer.json()) as { messages: readonly { code: string }[] };
      return messages[0]?.code ?? '';
    },
    async page() {
      const page = await (await context()).newPage();
      await page.goto(app);
      return page;
    },
    stop: () => resources.disposeAsync(),
  };
}

/** Stock clients somewhere: in this process or in a page. */
export interface Clients {
  /** Points Amplify to a pool. */
  configure(settings: Driver.Settings): Promise<void>;
  /** Calls a function of `aws-amplify/auth`. Throws what it throws. */
  amplify(name: Driver.AmplifyName, input?: unknown): Promise<unknown>;
  /** Calls a method of CognitoUser (or `signUp`) of amazon-cognito-identity-js. */
  identityJs(
    settings: Driver.Settings,
    username: string,
    method: string,
    given?: readonly unknown[],
  ): Promise<unknown>;
}

/** The clients in this process. */
export function clientsHere(driver: typeof Driver): Clients {
  return clientsBy((call, ...given) =>
    Promise.resolve((driver[call] as (...values: unknown[]) => unknown)(...given)),
  );
}

/** The clients in a page of the app. */
export function clientsIn(page: Page): Clients {
  return clientsBy((call, ...given) =>
    page.evaluate(
      ([name, values]) => {
        const { driver } = globalThis as unknown as {
          driver: Record<string, (...values: unknown[]) => unknown>;
        };
        return driver[name]?.(...values);
      },
      [call, given] as const,
    ),
  );
}

function clientsBy(
  call: (name: 'configure' | 'amplify' | 'identityJs', ...given: unknown[]) => Promise<unknown>,
): Clients {
  return {
    async configure(settings) {
      await call('configure', settings);
    },
    amplify: async (...given) => valueOf((await call('amplify', ...given)) as Driver.Outcome),
    identityJs: async (...given) => valueOf((await call('identityJs', ...given)) as Driver.Outcome),
  };
}

function valueOf(outcome: Driver.Outcome): unknown {
  if ('value' in outcome) return outcome.value;
  throw Object.assign(new Error(outcome.error.message), { name: outcome.error.name });
}

const nothing = () => undefined;
const log: Log = { info: nothing, warn: nothing, error: nothing };

async function startPools(
  resources: AsyncDisposableStack,
  pools: readonly UserPool[],
  clock: TestClock,
  play?: Invoke,
): Promise<string> {
  const gateway = createGateway({ host: '127.0.0.1', port: 0, log });
  await gateway.start();
  const dataFolder = mkdtempSync(join(tmpdir(), 'cognito-'));
  const invoke = async (name: string, payload: unknown): Promise<InvokeResult> => {
    const event = payload as TriggerEvent;
    return { ok: true, payload: (await play?.(name, event)) ?? event };
  };
  const cognito = createCognito(pools, {
    dataFolder,
    baseUrl: gateway.url,
    clock,
    log,
    lambda: { invoke },
  });
  await cognito.start();
  gateway.addRoutes(cognito.routes);
  gateway.setReady();
  resources.defer(async () => {
    await gateway.stop();
    await cognito.stop();
    rmSync(dataFolder, { recursive: true });
  });
  return gateway.url;
}

async function startApp(resources: AsyncDisposableStack): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('browser/driver.ts', import.meta.url))],
    bundle: true,
    platform: 'browser',
    format: 'iife',
    globalName: 'driver',
    write: false,
    define: { global: 'globalThis' },
    logLevel: 'silent',
  });
  const script = outputFiles[0]?.text ?? '';
  const site = createServer((request, response) => {
    if (request.url === '/driver.js') {
      response.setHeader('content-type', 'text/javascript').end(script);
    } else if (request.url === '/blank') {
      response.setHeader('content-type', 'text/html').end('<!doctype html><title>Blank</title>');
    } else {
      const html = '<!doctype html><title>App</title><script src="/driver.js"></script>';
      response.setHeader('content-type', 'text/html').end(html);
    }
  });
  return `http://127.0.0.1:${String(await listen(site, resources))}/`;
}

async function listen(server: Server, resources: AsyncDisposableStack): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  resources.defer(() => void server.close());
  return (server.address() as AddressInfo).port;
}
