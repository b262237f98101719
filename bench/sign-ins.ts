import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import {
  CognitoIdentityProviderClient,
  InitiateAuthCommand,
  ListUsersCommand,
} from '@aws-sdk/client-cognito-identity-provider';

import { createCognito } from '../local/cognito/index.ts';
import { systemClock } from '../local/shared/clock.ts';
import { clientId, password, pool, poolId, seed } from './sign-ins/seed.ts';
import { median } from './statistics.ts';

/**
 * Sign-ins a second and the cost of a ListUsers page, with 100 and with 100,000 users in the pool. The two
 * pools take turns, round by round, so that what else the machine does meets both.
 */
const sizes = [100, 100_000];
const rounds = 15;
const signInsPerRound = 20;
const pagesPerRound = 10;
const goal = 0.2;

interface Contestant {
  readonly size: number;
  readonly sdk: CognitoIdentityProviderClient;
  readonly names: readonly string[];
  readonly rates: number[];
  /** Milliseconds of a page of 60, at the start and found by a prefix. */
  readonly pages: { readonly first: number[]; readonly prefix: number[]; readonly deep: number[] };
  readonly deepToken: string | undefined;
  stop(): Promise<void>;
}

const contestants: Contestant[] = [];
for (const size of sizes) contestants.push(await startPool(size));
try {
  for (const contestant of contestants) await round(contestant); // warm-up
  for (const { rates, pages } of contestants) {
    for (const list of [rates, ...Object.values(pages)]) list.length = 0;
  }
  for (let index = 0; index < rounds; index += 1) {
    const turn = index % 2 === 0 ? contestants : contestants.toReversed();
    for (const contestant of turn) await round(contestant);
  }
  process.stdout.write(report());
} finally {
  for (const contestant of contestants) await contestant.stop();
}

async function round({ sdk, names, rates, pages, deepToken }: Contestant): Promise<void> {
  const start = performance.now();
  for (let index = 0; index < signInsPerRound; index += 1) {
    const USERNAME = names[Math.floor(Math.random() * names.length)] ?? '';
    const AuthParameters = { USERNAME, PASSWORD: password };
    const { AuthenticationResult } = await sdk.send(
      new InitiateAuthCommand({
        ...{ ClientId: clientId, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters },
      }),
    );
    if (AuthenticationResult?.AccessToken === undefined) throw new Error('no tokens');
  }
  rates.push(signInsPerRound / ((performance.now() - start) / 1000));
  const list = { UserPoolId: poolId, Limit: 60 };
  for (let index = 0; index < pagesPerRound; index += 1) {
    pages.first.push(await timed(sdk, new ListUsersCommand(list)));
    const Filter = 'email ^= "user0000"';
    pages.prefix.push(await timed(sdk, new ListUsersCommand({ ...list, Filter })));
    const PaginationToken = deepToken;
    pages.deep.push(await timed(sdk, new ListUsersCommand({ ...list, PaginationToken })));
  }
}

async function timed(
  sdk: CognitoIdentityProviderClient,
  command: ListUsersCommand,
): Promise<number> {
  const start = performance.now();
  await sdk.send(command);
  return performance.now() - start;
}

async function startPool(size: number): Promise<Contestant> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'sign-ins-'));
  const names = seed(join(dataFolder, 'cognito'), size);
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  const nothing = () => undefined;
  const cognito = createCognito([pool()], {
    ...{ dataFolder, baseUrl: url, clock: systemClock },
    lambda: { invoke: () => Promise.reject(new Error('the pool has no triggers')) },
    log: { info: nothing, warn: nothing, error: nothing },
  });
  await cognito.start();
  server.on('request', (request, response) => {
    const target = new URL(request.url ?? '/', url);
    void cognito.routes
      .find((route) => route.matches(request, target))
      ?.handle(request, response, target);
  });
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const sdk = new CognitoIdentityProviderClient({
    ...{ endpoint: url, region: 'us-east-1', credentials, maxAttempts: 1 },
  });
  return {
    ...{ size, sdk, names, rates: [], pages: { first: [], prefix: [], deep: [] } },
    deepToken: await halfWay(sdk, size),
    async stop() {
      sdk.destroy();
      await cognito.stop();
      server.closeAllConnections();
      server.close();
      rmSync(dataFolder, { recursive: true });
    },
  };
}

/** The token of a page in the middle of the pool. */
async function halfWay(
  sdk: CognitoIdentityProviderClient,
  size: number,
): Promise<string | undefined> {
  let token: string | undefined;
  for (let seen = 0; seen < size / 2; seen += 60) {
    const page = { UserPoolId: poolId, Limit: 60, PaginationToken: token };
    token = (await sdk.send(new ListUsersCommand(page))).PaginationToken;
  }
  return token;
}

function report(): string {
  const rows = contestants.map(({ size, rates, pages }) => {
    const cells = [
      ...[size.toLocaleString('en'), median(rates).toFixed(1)],
      ...[pages.first, pages.deep, pages.prefix].map((times) => `${median(times).toFixed(2)} ms`),
    ];
    return `| ${cells.join(' | ')} |`;
  });
  const [few = 0, many = 0] = contestants.map(({ rates }) => median(rates));
  const apart = Math.abs(many - few) / few;
  return `| users | sign-ins a second | first page of 60 | page in the middle | first page by e-mail prefix |
| ----: | ----------------: | ---------------: | -----------------: | --------------------------: |
${rows.join('\n')}

Medians of ${String(rounds)} rounds, the pools taking turns; ${apart <= goal ? 'within' : 'NOT within'} the goal of ${String(goal * 100)} % (${(apart * 100).toFixed(1)} % apart).
`;
}
