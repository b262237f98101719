import { afterAll, beforeAll, beforeEach, inject } from 'vitest';
import type { LocalOutputs } from '../outputs.ts';
import type { Lease } from './engines.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** URL of the engines that the global setup has. */
    'appsync-on-a-laptop': string;
  }
}

/** The engine of a test file. */
export interface TestedLocal {
  /** Of the gateway: also the endpoint for AWS SDKs, with the key `local` / `local`. */
  readonly url: string;
  readonly outputs: LocalOutputs;
  /**
   * Sends a GraphQL request, with the API's key unless headers say who asks.
   * @returns the body of the answer
   */
  graphql(
    query: string,
    variables?: Readonly<Record<string, unknown>>,
    headers?: Readonly<Record<string, string>>,
  ): Promise<GraphqlBody>;
}

/** https://spec.graphql.org/draft/#sec-Response-Format */
export interface GraphqlBody {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly { readonly message: string; readonly errorType?: string }[];
}

/**
 * Gives the test file that calls it an engine of its own; each test begins with the state after the
 * seed. Its members can be read in tests and hooks only.
 */
export function useLocal(): TestedLocal {
  let lease: Lease | null = null;
  const current = (): Lease => {
    if (lease) return lease;
    throw new Error('useLocal() has its engine in tests and hooks, not while a file is collected.');
  };
  beforeAll(async () => {
    lease = (await ask('POST', engines())) as Lease;
  });
  beforeEach(async () => {
    const { url, snapshot } = current();
    await ask('POST', `${url}/_local/snapshots/${snapshot}/restore`);
  });
  afterAll(async () => {
    if (lease) await ask('DELETE', `${engines()}/${lease.id}`);
    lease = null;
  });
  return {
    get url() {
      return current().url;
    },
    get outputs() {
      return current().outputs;
    },
    async graphql(query, variables, headers) {
      const { graphqlUrl, apiKey } = current().outputs;
      const answer = await fetch(graphqlUrl, {
        method: 'POST',
        headers: headers ?? { 'x-api-key': apiKey },
        body: JSON.stringify({ query, ...(variables && { variables }) }),
      });
      return (await answer.json()) as GraphqlBody;
    },
  };
}

function engines(): string {
  // Not there without the setup, whatever its type says.
  const url: unknown = inject('appsync-on-a-laptop');
  if (typeof url === 'string') return url;
  throw new Error(
    "No engine was started. vitest's configuration wants: globalSetup: 'appsync-on-a-laptop/vitest/setup'.",
  );
}

async function ask(method: string, url: string): Promise<unknown> {
  const answer = await fetch(url, { method });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${new URL(url).pathname}: ${text}`);
  return text === '' ? null : (JSON.parse(text) as unknown);
}
