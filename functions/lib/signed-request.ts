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

/** The JSON of an answer; an empty object of none: S3 answers pages, and so does what stands before a service. */
export function jsonOf({ text: json }: Pick<Answer, 'text'>): object {
  try {
    return JSON.parse(json) as object;
  } catch {
    return {};
  }
}

const JSON_TYPE = { 'content-type': 'application/json' };

/**
 * Sends signed requests, by what sends the SDK's own, which is loaded for DynamoDB anyhow; the first `fetch` of a process
 * costs it 11 ms more. They end with the limit of what runs, and within `limits`.
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
