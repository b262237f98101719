import type { IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { json } from 'node:stream/consumers';
import { awsServiceOf } from './aws-hosts.ts';
import { failedCall } from './failed-call.ts';
import { request as httpRequest } from './node-http.ts';

const PATIENCE = 5_000; // 5 seconds, as jose waits
const MAX_REDIRECTS = 5;

/**
 * The JSON at a URL. A host of AWS is asked at the gateway, which knows its own user pools.
 * Node's own client: fetch takes 12 MB.
 * @throws Error with the URL, when nothing answers in 5 seconds, with another status than 200 or no JSON
 */
export async function getJson(url: URL, gatewayUrl?: string): Promise<unknown> {
  const signal = AbortSignal.timeout(PATIENCE);
  let target = url;
  for (let redirects = 0; ; redirects += 1) {
    const asked = target;
    try {
      const { found, location } = await read(asked, gatewayUrl, signal);
      if (location === null) return found;
      if (redirects === MAX_REDIRECTS) throw new Error('too many redirects');
      target = new URL(location, asked);
    } catch (error) {
      throw failedCall(asked, error);
    }
  }
}

/** The JSON at a URL, or where it is instead. */
async function read(
  url: URL,
  gatewayUrl: string | undefined,
  signal: AbortSignal,
): Promise<{ readonly found?: unknown; readonly location: string | null }> {
  const response = await open(url, gatewayUrl, signal);
  const { statusCode = 0, headers } = response;
  if (statusCode === 200) return { found: await json(response), location: null };
  response.resume();
  const { location } = headers;
  if (statusCode < 300 || statusCode >= 400 || location === undefined) {
    throw new Error(`it answered ${statusCode}`);
  }
  return { location };
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
