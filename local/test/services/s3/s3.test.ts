import { request, type IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import {
  CopyObjectCommand,
  DeleteObjectCommand,
  GetObjectAclCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
  paginateListObjectsV2,
  PutObjectCommand,
  type PutObjectCommandInput,
} from '@aws-sdk/client-s3';
import { ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { Sha256 } from '@aws-crypto/sha256-js';
import { SignatureV4 } from '@smithy/signature-v4';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BUCKET as Bucket, startBuckets } from '../../../testing/start-buckets.ts';

let buckets: Awaited<ReturnType<typeof startBuckets>>;
beforeAll(async () => {
  buckets = await startBuckets();
});
afterAll(() => buckets[Symbol.asyncDispose]());

const put = (Key: string, Body: string) =>
  buckets.client.send(new PutObjectCommand({ Bucket, Key, Body, ContentType: 'text/plain' }));

const read = async (Key: string) => {
  const { Body } = await buckets.client.send(new GetObjectCommand({ Bucket, Key }));
  return Body?.transformToString();
};

describe('objects', () => {
  test.each([
    ['plain', 'a/b.txt', 'text'],
    ['with signs that URLs and XML have', 'ä b/&<>"\'+%2F?#/x', 'ü'],
    ['empty', 'empty', ''],
  ])('%s: are what was put, also after a restart', async (_what, key, body) => {
    const { ETag } = await put(key, body);
    await buckets.restart();
    const answer = await buckets.client.send(new GetObjectCommand({ Bucket, Key: key }));
    expect(await answer.Body?.transformToString()).toBe(body);
    expect(answer).toMatchObject({ ContentType: 'text/plain', ETag });
    const head = await buckets.client.send(new HeadObjectCommand({ Bucket, Key: key }));
    expect(head).toMatchObject({ ContentLength: Buffer.byteLength(body), ETag });
    const list = await buckets.client.send(new ListObjectsV2Command({ Bucket, Prefix: key }));
    expect(list.Contents).toMatchObject([{ Key: key, Size: Buffer.byteLength(body), ETag }]);
  });

  test('a stream: is put without the chunks that the SDK sends it in', async () => {
    const Body = Readable.from([Buffer.alloc(70_000, 'a'), Buffer.from('end')]);
    await buckets.client.send(
      new PutObjectCommand({ Bucket, Key: 'stream', Body, ContentLength: 70_003 }),
    );
    expect(await read('stream')).toBe(`${'a'.repeat(70_000)}end`);
  });

  test('a deleted one: is gone, and can be deleted again', async () => {
    await put('gone', 'x');
    for (let times = 0; times < 2; times += 1) {
      await buckets.client.send(new DeleteObjectCommand({ Bucket, Key: 'gone' }));
    }
    await expect(read('gone')).rejects.toMatchObject({ name: 'NoSuchKey' });
    await expect(
      buckets.client.send(new HeadObjectCommand({ Bucket, Key: 'gone' })),
    ).rejects.toMatchObject({ name: 'NotFound' });
  });

  test('lists: come in order of the keys, page by page', async () => {
    const keys = ['page/1', 'page/10', 'page/2', 'page/a', 'page/é'];
    for (const key of keys.toReversed()) await put(key, key);
    const found: (string | undefined)[][] = [];
    const query = { Bucket, Prefix: 'page/' };
    for await (const { Contents } of paginateListObjectsV2(
      { client: buckets.client, pageSize: 2 },
      query,
    )) {
      found.push((Contents ?? []).map(({ Key }) => Key));
    }
    expect(found).toEqual([keys.slice(0, 2), keys.slice(2, 4), keys.slice(4)]);
  });

  test('a bucket in the host name: is found', async () => {
    await put('hosted', 'x');
    const vhost = buckets.clientOf({
      endpoint: buckets.url.replace('127.0.0.1', 'localhost'),
      forcePathStyle: false,
      // Not every machine knows names below localhost.
      requestHandler: {
        handle: async (sent: { method: string; path: string; headers: Record<string, string> }) => {
          const { method, path, headers } = sent;
          const { hostname, port } = new URL(buckets.url);
          const call = request({ hostname, port, method, path: `${path}?x-id=GetObject`, headers });
          const [response] = await new Promise<[IncomingMessage]>((resolve) =>
            call.on('response', (one) => resolve([one])).end(),
          );
          const body = Readable.from([await text(response)]);
          return { response: { statusCode: response.statusCode, headers: response.headers, body } };
        },
      } as never,
    });
    const { Body } = await vhost.send(new GetObjectCommand({ Bucket, Key: 'hosted' }));
    expect(await text(Body as Readable)).toBe('x');
  });
});

// Not every machine resolves these names; what they send is told by the host.
const answerAt = async (host: string, path: string): Promise<[number | undefined, string]> => {
  const { hostname, port } = new URL(buckets.url);
  const call = request({ hostname, port, path, headers: { host } });
  const response = await new Promise<IncomingMessage>((resolve) =>
    call.on('response', resolve).end(),
  );
  return [response.statusCode, await text(response)];
};

describe('hosts of S3', () => {
  // https://docs.aws.amazon.com/general/latest/gr/s3.html
  test.each([
    [`${Bucket}.s3.amazonaws.com`],
    [`${Bucket}.s3.us-east-1.amazonaws.com`],
    [`${Bucket}.s3.dualstack.us-east-1.amazonaws.com`],
    [`${Bucket}.s3-fips.us-gov-west-1.amazonaws.com`],
    [`${Bucket}.s3.cn-north-1.amazonaws.com.cn`],
    [`${Bucket}.s3-us-west-2.amazonaws.com`],
    [`${Bucket}.localhost:4000`],
  ])('%s: names the bucket', async (host) => {
    await put('hosted/1', 'x');
    const signer = new SignatureV4({
      service: 's3',
      region: 'us-east-1',
      sha256: Sha256,
      credentials: buckets.settings.credentials,
    });
    const { headers } = await signer.sign({
      method: 'GET',
      protocol: 'https:',
      hostname: host,
      path: '/hosted/1',
      headers: { host },
    });
    const { hostname, port } = new URL(buckets.url);
    const call = request({ hostname, port, path: '/hosted/1', headers });
    const response = await new Promise<IncomingMessage>((resolve) =>
      call.on('response', resolve).end(),
    );
    expect([response.statusCode, await text(response)]).toEqual([200, 'x']);
  });

  test('an unsigned call: is refused as by S3, not as a stranger', async () => {
    expect(await answerAt(`${Bucket}.s3.us-east-1.amazonaws.com`, '/hosted/1')).toEqual([
      403,
      expect.stringContaining('<Code>AccessDenied</Code>'),
    ]);
  });
});

describe('refusals', () => {
  test('a presigned URL that is not whole: is refused', async () => {
    const scope = encodeURIComponent('local/20261129/us-east-1/s3/aws4_request');
    const query = `X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=${scope}&X-Amz-Signature=00`;
    expect(await answerAt('localhost', `/${Bucket}/x?${query}`)).toEqual([
      400,
      expect.stringContaining('<Code>AuthorizationQueryParametersError</Code>'),
    ]);
  });

  test.each<[string, Partial<PutObjectCommandInput>]>([
    ['x-amz-meta-owner', { Metadata: { owner: 'ann' } }],
    ['x-amz-tagging', { Tagging: 'a=b' }],
    ['cache-control', { CacheControl: 'no-store' }],
    ['content-encoding gzip', { ContentEncoding: 'gzip' }],
  ])('a put with %s, which nobody would read back: is refused', async (name, setting) => {
    const input = { Bucket, Key: 'set', Body: 'x', ...setting };
    await expect(buckets.client.send(new PutObjectCommand(input))).rejects.toMatchObject({
      name: 'NotImplemented',
      message: expect.stringContaining(`PutObject with ${name} `),
    });
    await expect(read('set')).rejects.toMatchObject({ name: 'NoSuchKey' });
  });

  test('a list of buckets: is named, and a list with encoded keys says so', async () => {
    await expect(buckets.client.send(new ListBucketsCommand({}))).rejects.toMatchObject({
      name: 'NotImplemented',
    });
    await put('a b/ü', 'x');
    const encoded = new ListObjectsV2Command({ Bucket, Prefix: 'a b', EncodingType: 'url' });
    expect(await buckets.client.send(encoded)).toMatchObject({
      EncodingType: 'url',
      Contents: [{ Key: 'a%20b%2F%C3%BC' }],
    });
  });

  test.each([
    ['a key with another secret', { secretAccessKey: 'other' }, 'SignatureDoesNotMatch'],
    ['a key that nobody handed out', { accessKeyId: 'AKIAOTHER' }, 'InvalidAccessKeyId'],
  ])('%s: is refused', async (_whose, change, name) => {
    const client = buckets.clientOf({
      credentials: { ...buckets.settings.credentials, ...change },
    });
    await expect(client.send(new ListObjectsV2Command({ Bucket }))).rejects.toMatchObject({ name });
    await expect(
      client.send(new PutObjectCommand({ Bucket, Key: 'forged', Body: 'x' })),
    ).rejects.toMatchObject({ name });
    await expect(read('forged')).rejects.toMatchObject({ name: 'NoSuchKey' });
  });

  test('a body that is not the signed one: is refused', async () => {
    const client = buckets.clientOf();
    client.middlewareStack.add(
      (next) => (args) => {
        (args.request as { body: string }).body = 'forged';
        return next(args);
      },
      { step: 'finalizeRequest', priority: 'low' },
    );
    await expect(
      client.send(new PutObjectCommand({ Bucket, Key: 'changed', Body: 'signed' })),
    ).rejects.toMatchObject({ name: 'XAmzContentSHA256Mismatch' });
  });

  test('a role: may do what its policies allow', async () => {
    const allowed = [
      `s3:PutObject ${buckets.bucketArn}/mine`,
      `s3:ListBucket ${buckets.bucketArn}`,
    ];
    const principal = {
      arn: 'arn:aws:sts::000000000000:assumed-role/r/s',
      userId: 'R:s',
      accountId: '0',
      permissions: {
        refusal: (action: string, on: string) =>
          allowed.includes(`${action} ${on}`) ? null : `not authorized to perform: ${action}`,
      },
    };
    const client = buckets.clientOf({ credentials: buckets.credentials.issue(principal) });
    await client.send(new PutObjectCommand({ Bucket, Key: 'mine', Body: 'x' }));
    await client.send(new ListObjectsV2Command({ Bucket }));
    for (const refused of [
      () => client.send(new PutObjectCommand({ Bucket, Key: 'yours', Body: 'x' })),
      () => client.send(new GetObjectCommand({ Bucket, Key: 'mine' })),
      () => client.send(new DeleteObjectCommand({ Bucket, Key: 'mine' })),
    ]) {
      await expect(refused()).rejects.toMatchObject({
        name: 'AccessDenied',
        message: expect.stringContaining('not authorized to perform: s3:'),
      });
    }
  });

  test('a bucket that is not there, and what is not played: are named', async () => {
    await expect(
      buckets.client.send(new ListObjectsV2Command({ Bucket: 'other' })),
    ).rejects.toMatchObject({ name: 'NoSuchBucket' });
    await expect(
      buckets.client.send(new GetObjectAclCommand({ Bucket, Key: 'a' })),
    ).rejects.toMatchObject({ name: 'NotImplemented', $metadata: { httpStatusCode: 501 } });
  });
});

describe('CopyObjectCommand', () => {
  const copy = (Key: string, CopySource: string, client = buckets.client) =>
    client.send(new CopyObjectCommand({ Bucket, Key, CopySource }));

  test('an object: is there under both keys', async () => {
    const { ETag } = await put('copied/ä b', 'text');
    const { CopyObjectResult } = await copy('copied/2', encodeURI(`/${Bucket}/copied/ä b`));
    expect(CopyObjectResult).toMatchObject({ ETag, LastModified: expect.any(Date) });
    expect([await read('copied/ä b'), await read('copied/2')]).toEqual(['text', 'text']);
  });

  test('what is not there: is named', async () => {
    await expect(copy('c', `${Bucket}/lost`)).rejects.toMatchObject({ name: 'NoSuchKey' });
    await expect(copy('c', 'lost/a')).rejects.toMatchObject({ name: 'NoSuchBucket' });
    await expect(copy('c', 'lost')).rejects.toMatchObject({ name: 'InvalidArgument' });
  });
});

test('ListObjectsV2 with a delimiter: has what goes on alike once, page by page', async () => {
  for (const key of ['1', 'a/1', 'a/2', 'b/1', 'c']) await put(`tree/${key}`, 'x');
  const pages: unknown[] = [];
  const asked = { Bucket, Prefix: 'tree/', Delimiter: '/' };
  for await (const page of paginateListObjectsV2({ client: buckets.client, pageSize: 2 }, asked)) {
    const { Contents = [], CommonPrefixes = [], KeyCount } = page;
    pages.push([
      Contents.map(({ Key }) => Key),
      CommonPrefixes.map(({ Prefix }) => Prefix),
      KeyCount,
    ]);
  }
  expect(pages).toEqual([
    [['tree/1'], ['tree/a/'], 2],
    [['tree/c'], ['tree/b/'], 2],
  ]);
});

// https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html
test('a new object: is told to the queue of the rule that it fits', async () => {
  await put('elsewhere/1', 'x');
  expect(buckets.put('aws/lambda/m/s/1', '{"a":1}')).toBe(true);
  const receive = { QueueUrl: buckets.queueUrl, MaxNumberOfMessages: 10 };
  const { Messages = [] } = await buckets.sqs.send(new ReceiveMessageCommand(receive));
  expect(Messages.map(({ Body = '' }) => JSON.parse(Body) as unknown)).toMatchObject([
    {
      version: '0',
      source: 'aws.s3',
      'detail-type': 'Object Created',
      resources: [buckets.bucketArn],
      detail: { bucket: { name: Bucket }, object: { key: 'aws/lambda/m/s/1', size: 7 } },
    },
  ]);
});
