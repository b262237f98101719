import { fromEnv } from '@aws-sdk/credential-provider-env';
import { backOff, systemClock } from '../clock.ts';
import { readEnvironment } from '../environment.ts';
import { createSignedFetch } from '../signed-request.ts';
import { currentLimit } from '../time-limit.ts';

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
  const region = readEnvironment('AWS_REGION');
  const send = createSignedFetch({ service: 's3', region, credentials: fromEnv() });
  const response = await send({ method: 'PUT', url, body });
  // Read, so that the connection serves again; its text may tell names of things, and stays here.
  await response.arrayBuffer();
  if (!response.ok) throw new BucketError(response.status);
}

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
