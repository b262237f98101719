import type { S3Action } from '../action.ts';
import { requireWritable } from '../conditions.ts';
import { MAX_BYTES, tooLarge } from '../read-request.ts';
import { S3Error } from '../s3-error.ts';
import type { ObjectStore } from '../store.ts';
import { uploadOf } from '../upload-of.ts';
import { etagOfParts, type PartEntry } from '../uploads.ts';
import { element, sent } from '../xml.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_CompleteMultipartUpload.html */
export const completeMultipartUpload: S3Action = {
  permission: 's3:PutObject',
  run(request, bucket, { store, put }) {
    const { id, key, contentType } = uploadOf(request, store);
    const parts = chosenParts(request.body, id, store);
    requireWritable(request, store.get(bucket.bucketName, key));
    const bodies = parts.map(({ number }) => store.uploads.bodyOf(id, number));
    const { etag } = put(bucket, key, Buffer.concat(bodies), contentType, {
      reason: 'CompleteMultipartUpload',
      etag: etagOfParts(parts.map((part) => part.etag)),
    });
    store.uploads.end(id);
    const location = `/${bucket.bucketName}/${key}`;
    return sent(
      'CompleteMultipartUploadResult',
      `${element('Location', location)}${element('Bucket', bucket.bucketName)}${element('Key', key)}${element('ETag', etag)}`,
    );
  },
};

/** Every part but the last has this many bytes at least. */
const LEAST_BYTES = 5 * 1024 * 1024; // 5 MiB

/** The parts that a request puts together; nothing is changed when it cannot. */
function chosenParts(body: Buffer, id: string, { uploads }: ObjectStore): readonly PartEntry[] {
  const kept = new Map(uploads.parts(id).map((part) => [part.number, part]));
  const asked = partsIn(body);
  const isOrdered = asked.every(({ number }, index) => number > (asked[index - 1]?.number ?? 0));
  if (!isOrdered) {
    const message =
      'The list of parts was not in ascending order. Parts must be ordered by part number.';
    throw new S3Error('InvalidPartOrder', message, 400);
  }
  const chosen = asked.map(({ number, etag }) => {
    const part = kept.get(number);
    if (part?.etag.replaceAll('"', '') === etag) return part;
    throw new S3Error(
      'InvalidPart',
      "One or more of the specified parts could not be found. The part may not have been uploaded, or the specified entity tag may not match the part's entity tag.",
      400,
    );
  });
  if (chosen.slice(0, -1).some(({ size }) => size < LEAST_BYTES)) {
    const message = 'Your proposed upload is smaller than the minimum allowed size';
    throw new S3Error('EntityTooSmall', message, 400);
  }
  if (chosen.reduce((sum, { size }) => sum + size, 0) > MAX_BYTES) throw tooLarge();
  return chosen;
}

interface AskedPart {
  readonly number: number;
  /** Without quotes. */
  readonly etag: string;
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_CompletedPart.html */
function partsIn(body: Buffer): readonly AskedPart[] {
  const parts = [...body.toString().matchAll(/<Part>(.*?)<\/Part>/gs)].map(([, part = '']) => ({
    number: Number(/<PartNumber>\s*(\d+)\s*</.exec(part)?.[1]),
    etag: (/<ETag>([^<]*)</.exec(part)?.[1] ?? '').replaceAll(/&quot;|&#34;|"/g, ''),
  }));
  if (parts.length > 0 && parts.every(({ number }) => number > 0)) return parts;
  throw new S3Error(
    'MalformedXML',
    'The XML you provided was not well-formed or did not validate against our published schema',
    400,
  );
}
