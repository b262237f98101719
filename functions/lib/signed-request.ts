import { Sha256 } from '@aws-crypto/sha256-js';
import { SignatureV4 } from '@smithy/signature-v4';
import { currentLimit } from './time-limit.ts';

/** As whom a service of AWS is asked without its client. */
export interface Signing {
  /** As signatures name it: `appsync`, `s3`. */
  readonly service: string;
  readonly region: string;
  readonly credentials: ConstructorParameters<typeof SignatureV4>[0]['credentials'];
}

/** What is sent, as JSON. */
export interface SignedRequest {
  readonly method: 'POST' | 'PUT';
  readonly url: URL;
  readonly body: string;
}

const TIMEOUT_MS = 10_000;

/**
 * Sends signed requests; they end with the limit of what runs, and after 10 seconds at most.
 * @param send the global `fetch`, unless a test listens
 */
export function createSignedFetch(signing: Signing, send: typeof fetch = fetch) {
  const signer = new SignatureV4({
    ...signing,
    sha256: Sha256,
    // S3 signs the path as it is sent.
    uriEscapePath: signing.service !== 's3',
  });
  return async ({ method, url, body }: SignedRequest): Promise<Response> => {
    const { headers: signed } = await signer.sign({
      method,
      protocol: url.protocol,
      hostname: url.hostname,
      ...(url.port ? { port: Number(url.port) } : {}),
      path: url.pathname,
      query: {},
      headers: { host: url.host, 'content-type': 'application/json' },
      body,
    });
    const { host: _host, ...headers } = signed;
    // That of one change, while others wait.
    const limits = [currentLimit() ?? []].flat();
    const signal = AbortSignal.any([AbortSignal.timeout(TIMEOUT_MS), ...limits]);
    return send(url, { method, headers, body, signal });
  };
}
