import { text } from 'node:stream/consumers';
import type { Readable } from 'node:stream';
import { Sha256 } from '@smithy/core/checksum';
import { HttpRequest } from '@smithy/core/protocols';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { SignatureV4 } from '@smithy/signature-v4';
import type { AwsLimits } from './aws-limits.ts';
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
  /** Beside those of the signature. @default - the content type of JSON */
  readonly headers?: Readonly<Record<string, string>>;
  /** When, by the service's clock. @default - now */
  readonly at?: Date;
}

/** What came back. */
export interface Answer {
  readonly status: number;
  /** By their names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

const TIMEOUT_MS = 10_000;
const JSON_TYPE = { 'content-type': 'application/json' };

/**
 * Sends signed requests; they end with the limit of what runs, and after 10 seconds at most.
 * @param send the global `fetch`, unless a test listens
 */
export function createSignedFetch(signing: Signing, send: typeof fetch = fetch) {
  const sign = createSigner(signing);
  return async (request: SignedRequest): Promise<Response> => {
    const { host: _host, ...headers } = (await sign(request)).headers;
    const { url, method, body } = request;
    // That of one change, while others wait.
    const limits = [currentLimit() ?? []].flat();
    const signal = AbortSignal.any([AbortSignal.timeout(TIMEOUT_MS), ...limits]);
    return send(url, { method, headers, body, signal });
  };
}

/**
 * The same by what sends the SDK's own requests, which is loaded for DynamoDB anyhow; the first `fetch` of a process
 * costs it 11 ms more.
 */
export function createSender(signing: Signing, limits: AwsLimits['requestHandler']) {
  const sign = createSigner(signing);
  const handler = new NodeHttpHandler(limits);
  return async (request: SignedRequest): Promise<Answer> => {
    const abortSignal = currentLimit();
    const signed = await sign(request);
    signed.headers['content-length'] = String(Buffer.byteLength(request.body));
    const { response } = await handler.handle(signed, abortSignal ? { abortSignal } : {});
    const { statusCode: status, headers } = response;
    return { status, headers, text: await text(response.body as Readable) };
  };
}

function createSigner(signing: Signing) {
  const signer = new SignatureV4({
    ...signing,
    sha256: Sha256,
    // S3 signs the path as it is sent.
    uriEscapePath: signing.service !== 's3',
  });
  return async ({ method, url, body, headers = JSON_TYPE, at }: SignedRequest) => {
    const request = new HttpRequest({
      method,
      protocol: url.protocol,
      hostname: url.hostname,
      ...(url.port ? { port: Number(url.port) } : {}),
      path: url.pathname,
      headers: { host: url.host, ...headers },
      body,
    });
    return new HttpRequest(await signer.sign(request, at ? { signingDate: at } : {}));
  };
}
