import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';

import type { UserPool, UserPoolClient } from '../assembly/model.ts';
import { createCognito } from '../services/cognito/index.ts';
import type { InvokeResult } from '../services/lambda/types.ts';
import type { Clock } from '../shared/clock.ts';
import { Router } from '../gateway/router.ts';
import type { Log } from '../shared/log.ts';

export const POOL_ID = 'us-east-1_LocalPool';
export const CLIENT_ID = 'appclient';
export const PASSWORD = 'Correct-horse-9';

/** A clock that stands until the test moves it, near the real time so that clients agree with it. */
export interface TestClock extends Clock {
  advance(ms: number): void;
}

/** A clock that goes on from now and can be moved ahead. */
export function testClock(): TestClock {
  let time = Date.now();
  const waiting = new Set<{ at: number; callback: () => void }>();
  const now = () => time;
  return {
    now,
    after(ms, callback) {
      const entry = { at: now() + ms, callback };
      waiting.add(entry);
      return () => waiting.delete(entry);
    },
    advance(ms) {
      time += ms;
      for (const entry of [...waiting]) {
        if (entry.at <= now() && waiting.delete(entry)) entry.callback();
      }
    },
  };
}

/** A client of the pool for every flow without a secret. */
export function client(overrides: Partial<UserPoolClient> = {}): UserPoolClient {
  return {
    stackName: 'Test',
    logicalId: 'Client',
    clientId: CLIENT_ID,
    clientName: 'app',
    clientSecret: null,
    explicitAuthFlows: [
      'ALLOW_USER_SRP_AUTH',
      'ALLOW_USER_PASSWORD_AUTH',
      'ALLOW_REFRESH_TOKEN_AUTH',
      'ALLOW_ADMIN_USER_PASSWORD_AUTH',
      'ALLOW_CUSTOM_AUTH',
    ],
    allowedOAuthFlows: [],
    allowedOAuthScopes: [],
    callbackUrls: [],
    logoutUrls: [],
    accessTokenValidity: 3600,
    idTokenValidity: 3600,
    refreshTokenValidity: 30 * 86_400,
    preventUserExistenceErrors: true,
    enableTokenRevocation: true,
    properties: {},
    ...overrides,
  };
}

export const machineClient = client({
  logicalId: 'Machine',
  clientId: 'machineclient',
  clientSecret: 'machine-secret',
  explicitAuthFlows: ['ALLOW_REFRESH_TOKEN_AUTH'],
  allowedOAuthFlows: ['client_credentials'],
  allowedOAuthScopes: ['users/read', 'users/write'],
});

/** The product's kind of pool: sign-in by e-mail, two groups, a public and a machine client. */
export function userPool(
  properties: Record<string, unknown> = {},
  clients: readonly UserPoolClient[] = [client(), machineClient],
  overrides: Partial<UserPool> = {},
): UserPool {
  const group = (groupName: string, precedence: number) => ({
    stackName: 'Test',
    logicalId: groupName,
    groupName,
    description: null,
    precedence,
    roleArn: null,
  });
  return {
    stackName: 'Test',
    logicalId: 'Pool',
    userPoolId: POOL_ID,
    domain: null,
    hasManagedLogin: false,
    clients,
    arn: `arn:aws:cognito-idp:us-east-1:000000000000:userpool/${POOL_ID}`,
    issuer: `https://cognito-idp.us-east-1.amazonaws.com/${POOL_ID}`,
    groups: [group('ADMIN', 0), group('MEMBER', 1)],
    resourceServers: [],
    sessionTracking: null,
    properties: {
      UsernameAttributes: ['email'],
      AutoVerifiedAttributes: ['email'],
      UsernameConfiguration: { CaseSensitive: false },
      Policies: {
        PasswordPolicy: {
          MinimumLength: 10,
          RequireUppercase: true,
          RequireLowercase: true,
          RequireNumbers: true,
          RequireSymbols: true,
        },
      },
      ...properties,
    },
    ...overrides,
  };
}

/** Answers as the functions of the pools' triggers. */
export type Invoke = (functionName: string, event: TriggerEvent) => unknown;

/** What a trigger is given. */
export interface TriggerEvent {
  readonly version: string;
  readonly triggerSource: string;
  readonly region: string;
  readonly userPoolId: string;
  readonly userName: string;
  readonly callerContext: { readonly awsSdkVersion: string; readonly clientId: string };
  readonly request: Record<string, unknown>;
  readonly response: Record<string, unknown>;
}

/** User pools on a port of their own. */
export interface CognitoFixture {
  readonly url: string;
  readonly sdk: CognitoIdentityProviderClient;
  readonly clock: TestClock;
  readonly logged: string[];
  readonly events: TriggerEvent[];
  readonly dataFolder: string;
  mailbox(to?: string): Promise<MailboxMessage[]>;
  restart(): Promise<void>;
  reset(): Promise<void>;
  stop(): Promise<void>;
}

/** A message that was mailed, or sent as text. */
export interface MailboxMessage {
  readonly to: string;
  readonly code: string;
  readonly body: string;
  readonly subject: string | null;
  readonly reason: string;
  readonly userId: string;
  readonly medium: string;
}

/** What the user pools are like. */
export interface FixtureOptions {
  readonly pools?: readonly UserPool[];
  /** Plays the Lambda functions; what it returns is the function's answer. */
  readonly invoke?: Invoke;
}

/** User pools behind a plain HTTP server, and an AWS SDK client that talks to it. */
export async function startCognito(options: FixtureOptions = {}): Promise<CognitoFixture> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'cognito-'));
  const clock = testClock();
  const logged: string[] = [];
  const events: TriggerEvent[] = [];
  const write = (source: string, message: string) => void logged.push(`${source}: ${message}`);
  const log: Log = { info: write, warn: write, error: write };
  const router = new Router({ hosts: [], log });
  router.ready = true;
  // Idle connections stay: one that closes just as a request comes would fail it.
  const server = createServer(
    { keepAliveTimeout: 0 },
    (request, response) => void router.handle(request, response),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  const invoke = async (name: string, payload: unknown): Promise<InvokeResult> => {
    const event = structuredClone(payload) as TriggerEvent;
    events.push(event);
    try {
      return { ok: true, payload: (await options.invoke?.(name, event)) ?? event };
    } catch (error) {
      const errorMessage = error instanceof Error ? error.message : String(error);
      return { ok: false, error: { errorType: 'Error', errorMessage } };
    }
  };
  const create = () =>
    createCognito(options.pools ?? [userPool()], {
      dataFolder,
      baseUrl: url,
      lambda: { invoke },
      clock,
      log,
    });
  let cognito = create();
  router.all.addRoutes(cognito.routes);
  keepKeys(dataFolder, options.pools ?? [userPool()]);
  await cognito.start();
  keepKeys(dataFolder, options.pools ?? [userPool()]);
  return {
    url,
    clock,
    logged,
    events,
    dataFolder,
    sdk: sdkFor(url),
    async mailbox(to) {
      const query = to === undefined ? '' : `?to=${encodeURIComponent(to)}`;
      const answer = await fetch(`${url}/mailbox${query}`, {
        headers: { accept: 'application/json' },
      });
      return ((await answer.json()) as { messages: MailboxMessage[] }).messages;
    },
    async restart() {
      await cognito.stop();
      cognito = create();
      router.all.clear();
      router.all.addRoutes(cognito.routes);
      await cognito.start();
    },
    async reset() {
      await cognito.reset?.();
    },
    async stop() {
      await cognito.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      rmSync(dataFolder, { recursive: true });
    },
  };
}

/** The stock client, with the developer's key. */
export function sdkFor(endpoint: string): CognitoIdentityProviderClient {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  return new CognitoIdentityProviderClient({
    endpoint,
    region: 'us-east-1',
    credentials,
    maxAttempts: 1,
  });
}

const knownKeys = new Map<string, string>();

/** Making RSA keys takes most of a start: a test file makes each pool's once. */
function keepKeys(dataFolder: string, pools: readonly UserPool[]): void {
  mkdirSync(join(dataFolder, 'cognito'), { recursive: true });
  for (const pool of pools) {
    const file = join(dataFolder, 'cognito', `${pool.userPoolId}.keys.json`);
    const known = knownKeys.get(pool.userPoolId);
    if (existsSync(file)) knownKeys.set(pool.userPoolId, readFileSync(file, 'utf8'));
    else if (known !== undefined) writeFileSync(file, known, { mode: 0o600 });
  }
}
