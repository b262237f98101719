import { Sha256 } from '@aws-crypto/sha256-js';
import { SignatureV4 } from '@smithy/signature-v4';
import type { PublishUserChangeInput } from '../../generated/publish-user-change.ts';
import { PublishUserChangeDocument } from '../../generated/publish-user-change.ts';

/** Tells AppSync of one change; throws when it was not taken. */
export type Publish = (input: PublishUserChangeInput) => Promise<void>;

export interface PublisherOptions {
  readonly graphqlUrl: string;
  readonly region: string;
  readonly credentials: ConstructorParameters<typeof SignatureV4>[0]['credentials'];
  readonly fetch: typeof fetch;
}

const TIMEOUT_MS = 10_000;

/** Calls publishUserChange as this function's role: an IAM-signed GraphQL request. */
export function createPublisher(options: PublisherOptions): Publish {
  const { credentials, region } = options;
  const signer = new SignatureV4({ service: 'appsync', region, credentials, sha256: Sha256 });
  const url = new URL(options.graphqlUrl);
  return async (input) => {
    const body = JSON.stringify({
      query: PublishUserChangeDocument.toString(),
      variables: { input },
    });
    const signed = await signer.sign({
      method: 'POST',
      protocol: url.protocol,
      hostname: url.hostname,
      ...(url.port ? { port: Number(url.port) } : {}),
      path: url.pathname,
      query: {},
      headers: { host: url.host, 'content-type': 'application/json' },
      body,
    });
    const { host: _host, ...headers } = signed.headers;
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    await refuseErrors(await options.fetch(url, { method: 'POST', headers, body, signal }));
  };
}

/** GraphQL messages may quote a value of the user, so only types and places are told. */
class PublishError extends Error {
  override readonly name: string;

  constructor(status: number, types: readonly string[]) {
    super('AppSync did not take the change');
    this.name = ['PublishError', String(status), ...types].join(' ');
  }
}

async function refuseErrors(response: Response): Promise<void> {
  const answer = (await response.json().catch(() => ({}))) as {
    readonly errors?: readonly { readonly errorType?: string; readonly path?: unknown }[];
  };
  const errors = answer.errors ?? [];
  if (response.ok && errors.length === 0) return;
  throw new PublishError(
    response.status,
    errors.map((error) => `${error.errorType ?? 'error'} at ${JSON.stringify(error.path ?? null)}`),
  );
}
