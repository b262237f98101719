import { Readable } from 'node:stream';
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  ListPartsCommand,
  PutObjectCommand,
  UploadPartCommand,
  UploadPartCopyCommand,
  type CompletedPart,
  type S3ServiceException,
} from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BUCKET as Bucket, startBuckets } from '../../../testing/start-buckets.ts';

let buckets: Awaited<ReturnType<typeof startBuckets>>;
beforeAll(async () => {
  buckets = await startBuckets();
});
afterAll(() => buckets[Symbol.asyncDispose]());

const MIB = 1024 * 1024;
const put = (Key: string, Body: string) =>
  buckets.client.send(new PutObjectCommand({ Bucket, Key, Body }));

async function bytesOf(Key: string): Promise<Buffer> {
  const { Body } = await buckets.client.send(new GetObjectCommand({ Bucket, Key }));
  return Buffer.from((await Body?.transformToByteArray()) ?? []);
}

async function begin(Key: string) {
  const { UploadId } = await buckets.client.send(
    new CreateMultipartUploadCommand({ Bucket, Key, ContentType: 'text/plain' }),
  );
  const asked = { Bucket, Key, UploadId };
  return {
    asked,
    async part(PartNumber: number, Body: Buffer): Promise<CompletedPart> {
      const { ETag } = await buckets.client.send(
        new UploadPartCommand({ ...asked, PartNumber, Body }),
      );
      return { PartNumber, ETag };
    },
    complete: (Parts: CompletedPart[]) =>
      buckets.client.send(
        new CompleteMultipartUploadCommand({ ...asked, MultipartUpload: { Parts } }),
      ),
  };
}

describe('uploads in parts', () => {
  test('Upload of lib-storage: a stream is one object, whose ETag is of its parts', async () => {
    const pieces = [Buffer.alloc(5 * MIB, 'a'), Buffer.alloc(5 * MIB, 'b'), Buffer.from('end')];
    const params = { Bucket, Key: 'streamed', Body: Readable.from(pieces) };
    const { ETag } = await new Upload({ client: buckets.client, params }).done();
    expect(ETag).toMatch(/^"[0-9a-f]{32}-3"$/);
    expect((await bytesOf('streamed')).equals(Buffer.concat(pieces))).toBe(true);
    const head = await buckets.client.send(new HeadObjectCommand({ Bucket, Key: 'streamed' }));
    expect(head).toMatchObject({ ETag, ContentLength: 10 * MIB + 3 });
  });

  test('parts: are listed, copied and replaced, survive a restart, and are put together in order', async () => {
    await put('source', '0123456789');
    const { asked, part, complete } = await begin('assembled');
    const last = await part(3, Buffer.from('last'));
    await part(1, Buffer.from('replaced'));
    const first = await part(1, Buffer.alloc(5 * MIB, '1'));
    await buckets.restart();
    const copied = await buckets.client.send(
      new UploadPartCopyCommand({
        ...asked,
        PartNumber: 4,
        CopySource: `${Bucket}/source`,
        CopySourceRange: 'bytes=2-4',
      }),
    );
    expect(copied.CopyPartResult).toMatchObject({ ETag: expect.any(String) as string });
    const { Parts, IsTruncated } = await buckets.client.send(
      new ListPartsCommand({ ...asked, MaxParts: 2 }),
    );
    expect(Parts).toMatchObject([
      { PartNumber: 1, Size: 5 * MIB, ETag: first.ETag },
      { PartNumber: 3, Size: 4, ETag: last.ETag },
    ]);
    expect(IsTruncated).toBe(true);
    const listed = await buckets.client.send(new ListMultipartUploadsCommand({ Bucket }));
    expect(listed.Uploads).toMatchObject([{ Key: 'assembled', UploadId: asked.UploadId }]);
    // Only those that are named.
    await complete([first, { PartNumber: 4, ETag: copied.CopyPartResult?.ETag }]);
    const body = await bytesOf('assembled');
    expect(body.subarray(5 * MIB).toString()).toBe('234');
    const head = await buckets.client.send(new HeadObjectCommand({ Bucket, Key: 'assembled' }));
    expect(head.ContentType).toBe('text/plain');
    expect(
      (await buckets.client.send(new ListMultipartUploadsCommand({ Bucket }))).Uploads ?? [],
    ).toEqual([]);
    await expect(complete([first])).rejects.toMatchObject({ name: 'NoSuchUpload' });
  });

  test('an upload that is aborted: is gone with its parts', async () => {
    const { asked, part } = await begin('aborted');
    await part(1, Buffer.from('x'));
    await buckets.client.send(new AbortMultipartUploadCommand(asked));
    await expect(buckets.client.send(new ListPartsCommand(asked))).rejects.toMatchObject({
      name: 'NoSuchUpload',
    });
    await expect(bytesOf('aborted')).rejects.toMatchObject({ name: 'NoSuchKey' });
  });

  test('parts that do not fit: are refused, and the upload stays', async () => {
    const { part, complete } = await begin('refused');
    const one = await part(1, Buffer.from('small'));
    const two = await part(2, Buffer.from('end'));
    await expect(complete([two, one])).rejects.toMatchObject({ name: 'InvalidPartOrder' });
    await expect(complete([one, two])).rejects.toMatchObject({ name: 'EntityTooSmall' });
    await expect(complete([{ ...one, ETag: two.ETag }])).rejects.toMatchObject({
      name: 'InvalidPart',
    });
    await complete([one]);
    expect((await bytesOf('refused')).toString()).toBe('small');
  });
});

describe('ranges', () => {
  // https://www.rfc-editor.org/rfc/rfc9110#name-byte-ranges
  test.each([
    ['bytes=0-3', '0123', 'bytes 0-3/10'],
    ['bytes=7-', '789', 'bytes 7-9/10'],
    ['bytes=-2', '89', 'bytes 8-9/10'],
    ['bytes=8-99', '89', 'bytes 8-9/10'],
  ])('%s: that part alone', async (Range, text, ContentRange) => {
    await put('digits', '0123456789');
    const answer = await buckets.client.send(
      new GetObjectCommand({ Bucket, Key: 'digits', Range }),
    );
    expect(await answer.Body?.transformToString()).toBe(text);
    expect(answer).toMatchObject({ ContentRange, $metadata: { httpStatusCode: 206 } });
  });

  test('one behind the end: InvalidRange', async () => {
    await put('digits', '0123456789');
    const asked = { Bucket, Key: 'digits', Range: 'bytes=10-' };
    await expect(buckets.client.send(new GetObjectCommand(asked))).rejects.toMatchObject({
      name: 'InvalidRange',
      $metadata: { httpStatusCode: 416 },
    });
  });
});

describe('conditions', () => {
  const status = (asked: object): Promise<number | undefined> =>
    buckets.client.send(new GetObjectCommand({ Bucket, Key: 'kept', ...asked })).then(
      ({ $metadata }) => $metadata.httpStatusCode,
      (error: unknown) => (error as S3ServiceException).$metadata.httpStatusCode,
    );

  test('of a read: it is answered, refused or told that nothing changed', async () => {
    const { ETag } = await put('kept', 'x');
    const [before, after] = [-1, 1].map((days) => new Date(Date.now() + days * 86_400_000));
    expect(await status({ IfMatch: ETag })).toBe(200);
    expect(await status({ IfMatch: '"other"' })).toBe(412);
    expect(await status({ IfNoneMatch: ETag })).toBe(304);
    expect(await status({ IfNoneMatch: '"other"' })).toBe(200);
    expect(await status({ IfModifiedSince: before })).toBe(200);
    expect(await status({ IfModifiedSince: after })).toBe(304);
    expect(await status({ IfUnmodifiedSince: before })).toBe(412);
    expect(await status({ IfUnmodifiedSince: before, IfMatch: ETag })).toBe(200);
  });

  test('of a write: the object stays as it is where one does not hold', async () => {
    const write = (Key: string, asked: object) =>
      buckets.client.send(new PutObjectCommand({ Bucket, Key, Body: 'new', ...asked }));
    const { ETag } = await put('guarded', 'old');
    const failed = { name: 'PreconditionFailed' };
    await expect(write('guarded', { IfNoneMatch: '*' })).rejects.toMatchObject(failed);
    await expect(write('guarded', { IfMatch: '"other"' })).rejects.toMatchObject(failed);
    await expect(write('absent', { IfMatch: ETag })).rejects.toMatchObject({ name: 'NoSuchKey' });
    expect((await bytesOf('guarded')).toString()).toBe('old');
    await write('guarded', { IfMatch: ETag });
    await write('fresh', { IfNoneMatch: '*' });
    expect((await bytesOf('guarded')).toString()).toBe('new');
  });
});
