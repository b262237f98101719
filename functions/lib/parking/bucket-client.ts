import { Sha256 } from '@aws-crypto/sha256-js';
import { fromEnv } from '@aws-sdk/credential-provider-env';
import { SignatureV4 } from '@smithy/signature-v4';
import { backOff, systemClock } from '../clock.ts';
import { readEnvironment } from '../environment.ts';
import { currentLimit } from '../time-limit.ts';

const TIMEOUT_MS = 10_000;
const ATTEMPTS = 3;

/**
 * Writes an object, by a signed request: S3's client would be a third of the code that each start of a reader
 * loads, for the one call that hardly any run makes.
 * @param key letters, digits and `-_./` alone
 * @throws BucketError when S3 does not take it, after three attempts at what may pass
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html
 */
export async function putIntoBucket(bucket: string, key: string, body: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await put(addressOf(bucket, key), body);
      return;
    } catch (error) {
      const isFinal = error instanceof BucketError && !mayPass(error.status);
      if (isFinal || attempt === ATTEMPTS || currentLimit()?.aborted === true) throw error;
      await backOff(systemClock, attempt);
    }
  }
}

async function put(url: URL, body: string): Promise<void> {
  const signed = await signer().sign({
    method: 'PUT',
    protocol: url.protocol,
    hostname: url.hostname,
    ...(url.port ? { port: Number(url.port) } : {}),
    path: url.pathname,
    query: {},
    headers: { host: url.host, 'content-type': 'application/json' },
    body,
  });
  const { host: _host, ...headers } = signed.headers;
  const signal = AbortSignal.any([
    AbortSignal.timeout(TIMEOUT_MS),
    ...[currentLimit() ?? []].flat(),
  ]);
  const response = await fetch(url, { method: 'PUT', headers, body, signal });
  // Read, so that the connection serves again; its text may tell names of things, and stays here.
  await response.arrayBuffer();
  if (!response.ok) throw new BucketError(response.status);
}

const signer = () =>
  new SignatureV4({
    service: 's3',
    region: readEnvironment('AWS_REGION'),
    credentials: fromEnv(),
    sha256: Sha256,
    // S3 signs the path as it is sent.
    uriEscapePath: false,
  });

/** Host names for buckets are for AWS alone. */
function addressOf(bucket: string, key: string): URL {
  const endpoint = process.env['AWS_ENDPOINT_URL'];
  if (endpoint !== undefined) return new URL(`/${bucket}/${key}`, endpoint);
  return new URL(`https://${bucket}.s3.${readEnvironment('AWS_REGION')}.amazonaws.com/${key}`);
}

/** Throttled (503, 429), or S3's own fault. */
const mayPass = (status: number) => status === 429 || status >= 500;

class BucketError extends Error {
  override readonly name = 'BucketError';
  readonly status: number;

  constructor(status: number) {
    super(`S3 answered ${status}`);
    this.status = status;
  }
}
