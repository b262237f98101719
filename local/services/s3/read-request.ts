import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { crc32 } from 'node:zlib';
import type { AwsCall } from '../../aws/index.ts';
import { notPlayed, S3Error } from './s3-error.ts';

/** A request for a bucket or an object, its body read and checked. */
export interface S3Request {
  readonly method: string;
  readonly bucket: string;
  /** '' for the bucket itself. */
  readonly key: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
  /** Of the body as it was sent, or what the client says instead. */
  readonly payloadHash: string;
}

/** S3 takes 5 GiB; here an object is held in memory while it is put. */
export const MAX_BYTES = 64 * 1024 * 1024; // 64 MiB
/** The refusal of a longer object. */
export const tooLarge = () =>
  new S3Error(
    'EntityTooLarge',
    `Your proposed upload exceeds the maximum allowed size: here ${MAX_BYTES} bytes.`,
    400,
  );

/** S3: 1,024 bytes of UTF-8. */
const MAX_KEY_BYTES = 1_024;

/** @throws S3Error */
export function readRequest({ request, url, body: sent }: AwsCall): S3Request {
  const { headers, method = '' } = request;
  const { bucket, key } = placeOf(String(headers.host), url.pathname);
  if (Buffer.byteLength(key) > MAX_KEY_BYTES) {
    throw new S3Error('KeyTooLongError', 'Your key is too long', 400);
  }
  const told = String(headers['x-amz-content-sha256']);
  const actual = createHash('sha256').update(sent).digest('hex');
  if (/^[0-9a-f]{64}$/.test(told) && told !== actual) {
    throw new S3Error(
      'XAmzContentSHA256Mismatch',
      "The provided 'x-amz-content-sha256' header does not match what was computed.",
      400,
    );
  }
  const body = decode(sent, told);
  checkIntegrity(body, headers);
  const payloadHash = headers['x-amz-content-sha256'] === undefined ? actual : told;
  return { method, bucket, key, query: url.searchParams, headers, body, payloadHash };
}

/** AWS's in all partitions, dual-stack and FIPS ones too; `s3` may be a label of the bucket's as well. */
const BUCKET_HOST =
  /^(.+)\.(?:localhost|s3(?:[.-][a-z0-9.-]+)?\.(?:amazonaws\.com(?:\.cn)?|amazonaws\.eu|api\.aws))(?::\d+)?$/i;

/** `bucket.localhost:4000/key` (or AWS's host of the bucket), or `localhost:4000/bucket/key`. */
function placeOf(host: string, pathname: string): { bucket: string; key: string } {
  const path = decodePath(pathname).slice(1);
  const [, bucketOfHost] = BUCKET_HOST.exec(host) ?? [];
  if (bucketOfHost !== undefined) return { bucket: bucketOfHost, key: path };
  const slash = path.indexOf('/');
  return slash < 0
    ? { bucket: path, key: '' }
    : { bucket: path.slice(0, slash), key: path.slice(slash + 1) };
}

function decodePath(pathname: string): string {
  try {
    return decodeURIComponent(pathname);
  } catch {
    throw new S3Error('InvalidURI', "Couldn't parse the specified URI.", 400);
  }
}

/**
 * Takes off the chunks that SDKs send streams in.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html
 */
function decode(sent: Buffer, payload: string): Buffer {
  if (!payload.startsWith('STREAMING-')) return sent;
  if (payload !== 'STREAMING-UNSIGNED-PAYLOAD-TRAILER') throw notPlayed(payload);
  const parts: Buffer[] = [];
  for (let at = 0; ;) {
    const end = sent.indexOf('\r\n', at);
    const size = Number.parseInt(sent.toString('latin1', at, end), 16);
    if (end < 0 || Number.isNaN(size) || end + 2 + size > sent.length) {
      throw new S3Error('IncompleteBody', 'The request body terminated unexpectedly', 400);
    }
    if (size === 0) return Buffer.concat(parts);
    parts.push(sent.subarray(end + 2, end + 2 + size));
    at = end + 2 + size + 2;
  }
}

function checkIntegrity(body: Buffer, headers: IncomingMessage['headers']): void {
  const checks: readonly [unknown, () => Buffer][] = [
    [headers['content-md5'], () => createHash('md5').update(body).digest()],
    [headers['x-amz-checksum-sha256'], () => createHash('sha256').update(body).digest()],
    [headers['x-amz-checksum-crc32'], () => bigEndian(crc32(body))],
  ];
  for (const [told, compute] of checks) {
    if (told === undefined || told === compute().toString('base64')) continue;
    throw new S3Error('BadDigest', 'A checksum you specified did not match what we received.', 400);
  }
}

function bigEndian(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
