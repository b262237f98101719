import { Sha256 } from '@aws-crypto/sha256-js';
import { SignatureV4 } from '@smithy/signature-v4';
import type { DataSourceConfig } from '../assembly/model.ts';
import {
  MalformedRequest,
  answered,
  failed,
  malformed,
  missing,
  requestObject,
  type RequestObject,
} from './answers.ts';
import type { DataSourcesOptions } from './create-data-sources.ts';
import type { DataSource, DataSourceAnswer } from './types.ts';

type HttpConfig = Extract<DataSourceConfig, { type: 'HTTP' }>;

interface HttpCall {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

/**
 * Calls an HTTP endpoint; any status is a result, not an error.
 * https://docs.aws.amazon.com/appsync/latest/devguide/resolver-reference-http-js.html
 */
export function createHttp(
  config: HttpConfig,
  { credentials }: Pick<DataSourcesOptions, 'credentials'>,
): DataSource {
  const signer =
    config.signing &&
    new SignatureV4({ ...config.signing, credentials: credentials.developer, sha256: Sha256 });
  return {
    name: config.name,
    type: 'HTTP',
    async execute(request, { signal }) {
      try {
        const call = readCall(config.endpoint, requestObject(request));
        return await send(signer ? await sign(signer, call) : call, signal);
      } catch (error) {
        if (error instanceof MalformedRequest) return malformed(error);
        throw error;
      }
    },
  };
}

function readCall(endpoint: string, { method, resourcePath, params }: RequestObject): HttpCall {
  if (typeof method !== 'string') throw missing('method');
  if (typeof resourcePath !== 'string') throw missing('resourcePath');
  const { query, headers, body } = params === undefined ? {} : requestObject(params);
  const url = new URL(endpoint.replace(/\/$/, '') + resourcePath);
  for (const [name, value] of Object.entries(query ?? {})) {
    for (const one of Array.isArray(value) ? value : [value])
      url.searchParams.append(name, text(one));
  }
  const sent = Object.entries(headers ?? {}).map(([name, value]) => [name, text(value)] as const);
  return {
    method,
    url,
    headers: Object.fromEntries(sent),
    body: body === undefined || body === null ? undefined : text(body),
  };
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

async function sign(signer: SignatureV4, call: HttpCall): Promise<HttpCall> {
  const query: Record<string, string[]> = {};
  for (const [name, value] of call.url.searchParams) (query[name] ??= []).push(value);
  const { headers } = await signer.sign({
    method: call.method,
    protocol: call.url.protocol,
    hostname: call.url.hostname,
    path: call.url.pathname,
    query,
    headers: { ...call.headers, host: call.url.host },
    body: call.body,
  });
  return { ...call, headers };
}

async function send(call: HttpCall, signal: AbortSignal): Promise<DataSourceAnswer> {
  try {
    const { host: _host, ...headers } = call.headers;
    const { method, body } = call;
    const response = await fetch(call.url, { method, headers, body, signal, redirect: 'manual' });
    return answered({
      statusCode: response.status,
      headers: Object.fromEntries(response.headers),
      body: await response.text(),
    });
  } catch (error) {
    // AWS's type names for these two are not recorded.
    if (signal.aborted) return failed('HttpDataSource:Timeout', 'Execution timed out.');
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    const reason = cause instanceof Error ? cause.message : String(cause);
    return failed('HttpDataSource:ConnectionError', `${call.url.origin} did not answer: ${reason}`);
  }
}
