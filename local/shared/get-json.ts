import type { IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { json } from 'node:stream/consumers';
import { awsServiceOf } from './aws-hosts.ts';
import { publicPart } from './failed-call.ts';
import { request as httpRequest } from './node-http.ts';

const PATIENCE = 5_000; // 5 seconds, as jose waits
const MAX_REDIRECTS = 5;

/**
 * The JSON at a URL. A host of AWS is asked at the gateway, which knows its own user pools.
 * Node's own client: fetch takes 12 MB.
 * @throws Error when nothing answers in 5 seconds, or with another status than 200
 */
export async function getJson(url: URL, gatewayUrl?: string): Promise<unknown> {
  const signal = AbortSignal.timeout(PATIENCE);
  let target = url;
  for (let redirects = 0; ; redirects += 1) {
    const response = await open(target, gatewayUrl, signal);
    const { statusCode = 0, headers } = response;
    if (statusCode === 200) return json(response);
    response.resume();
    const isRedirect = statusCode >= 300 && statusCode < 400 && headers.location !== undefined;
    if (!isRedirect || redirects === MAX_REDIRECTS) {
      throw new Error(`${publicPart(target)} answered ${statusCode}`);
    }
    target = new URL(headers.location ?? '', target);
  }
}

function open(
  url: URL,
  gatewayUrl: string | undefined,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const isOfAws = gatewayUrl !== undefined && awsServiceOf(url.host) !== null;
  const target = isOfAws ? new URL(url.pathname + url.search, gatewayUrl) : url;
  const headers = { accept: 'application/json', ...(isOfAws && { host: url.host }) };
  return new Promise((resolve, reject) => {
    // A kept connection might end just now, when the engine starts again on its port.
    const options = { agent: false, headers, signal };
    const request = target.protocol === 'https:' ? httpsRequest : httpRequest;
    request(target, options, resolve).on('error', reject).end();
  });
}
