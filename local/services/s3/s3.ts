import { randomBytes } from 'node:crypto';
import type { Bucket } from '../../assembly/model.ts';
import type { PutObject } from '../lambda/types.ts';
import type { TakeEvent } from '../events/types.ts';
import type { Clock } from '../../shared/clock.ts';
import type { CredentialStore, Principal } from '../../aws/credentials.ts';
import { createFront, type AwsCall, type AwsError } from '../../aws/index.ts';
import { awsServiceOf } from '../../shared/aws-hosts.ts';
import type { FaultPoint, Faults } from '../../faults/index.ts';
import type { HttpRoute } from '../../shared/http-route.ts';
import type { Log } from '../../shared/log.ts';
import { send } from '../../shared/send.ts';
import type { Service } from '../../shared/service.ts';
import type { S3Action, S3Services } from './action.ts';
import { actionOf } from './actions/index.ts';
import { requireAccess, requirePresignedAccess } from './access.ts';
import {
  notify,
  type NotifyOfObject,
  type ObjectEvent,
  type ObjectEventName,
} from './notifications.ts';
import { objectCreated, type PutReason } from './object-created.ts';
import { MAX_BYTES, readRequest, tooLarge, type S3Request } from './read-request.ts';
import { notPlayed, S3Error } from './s3-error.ts';
import { openObjectStore, type ObjectStore } from './store.ts';
import { etagOf } from './uploads.ts';
import { element, xml } from './xml.ts';

/** What S3 works with. */
export interface S3Options {
  /** SQLite file of the objects; made with the first. */
  readonly file: string;
  readonly region: string;
  readonly accountId: string;
  /** Hears of new objects, on the default event bus. */
  readonly takeEvent: TakeEvent;
  /** Brings on what buckets tell by themselves. @default - nobody hears of it */
  readonly notifyOfObject?: NotifyOfObject;
  readonly credentials: Pick<CredentialStore, 'find' | 'developer'>;
  /** By what rules calls fail. @default - none */
  readonly faults?: Faults | undefined;
  readonly clock: Clock;
  readonly log: Log;
}

interface Context extends S3Options {
  readonly buckets: readonly Bucket[];
  readonly services: S3Services;
}

/**
 * The app's S3 buckets: where Lambda puts what it gives up on, and SDKs look into. Objects have no versions.
 */
export function createS3(
  buckets: readonly Bucket[],
  options: S3Options,
): Service & { readonly routes: readonly HttpRoute[]; readonly put: PutObject } {
  let open: ObjectStore | null = null;
  const store = (): ObjectStore => (open ??= openObjectStore(options.file));
  const close = (): Promise<void> => {
    open?.close();
    open = null;
    return Promise.resolve();
  };
  const tell = (bucket: Bucket, name: ObjectEventName, object: ObjectEvent['object']): void => {
    const { region, clock, notifyOfObject = () => {} } = options;
    const requestId = randomBytes(8).toString('hex').toUpperCase();
    notify(bucket, { name, object, at: clock.now(), region, requestId }, notifyOfObject);
  };
  const services: S3Services = {
    get store() {
      return store();
    },
    now: () => options.clock.now(),
    put(bucket, key, body, contentType, { reason = 'PutObject', etag = etagOf(body) } = {}) {
      const object = { key, size: body.length, etag, modified: options.clock.now() };
      store().put(bucket.bucketName, { ...object, body, contentType });
      if (bucket.tellsEventBridge) {
        options.takeEvent(objectCreated(bucket, object, { ...options, reason }));
      }
      tell(bucket, CREATED[reason], object);
      return object;
    },
    delete(bucket, key) {
      store().delete(bucket.bucketName, key);
      tell(bucket, 'ObjectRemoved:Delete', { key });
    },
  };
  return {
    name: 's3',
    routes: buckets.length === 0 ? [] : [createRoute({ ...options, buckets, services })],
    start: () => Promise.resolve(),
    stop: close,
    detach: close,
    reset() {
      for (const { bucketName } of buckets) store().clear(bucketName);
      return Promise.resolve();
    },
    put(bucketArn, key, body) {
      const bucket = buckets.find(({ arn }) => arn === bucketArn);
      if (!bucket) return false;
      services.put(bucket, key, Buffer.from(body), 'application/json');
      return true;
    },
  };
}

const CREATED: Readonly<Record<PutReason, ObjectEventName>> = {
  PutObject: 'ObjectCreated:Put',
  CopyObject: 'ObjectCreated:Copy',
  CompleteMultipartUpload: 'ObjectCreated:CompleteMultipartUpload',
};

const SIGNED_FOR_S3 = /^AWS4-HMAC-SHA256\s+Credential=[^/,\s]+\/\d{8}\/[^/,\s]+\/s3\/aws4_request/;

/** Of a presigned URL. */
const isPresigned = ({ searchParams: query }: URL): boolean =>
  query.get('X-Amz-Credential')?.endsWith('/s3/aws4_request') === true;

/**
 * Calls that are signed for S3, to `<bucket>.localhost` or with the bucket in the path, and all that were
 * made to S3's own hosts.
 */
function createRoute(context: Context): HttpRoute {
  return createFront({
    name: 's3',
    // Who has the URL may call it, from any page.
    anyOrigin: isPresigned,
    awsServices: { s3: 'S3' },
    matches: ({ headers }, url) =>
      SIGNED_FOR_S3.test(headers.authorization ?? '') ||
      isPresigned(url) ||
      awsServiceOf(headers.host ?? '') === 's3',
    limit: { bytes: MAX_BYTES, exceeded: tooLarge },
    faulty: { faults: context.faults, point: faultPoint },
    answer: (call) => answer(call, context),
    refuse,
  });
}

function faultPoint(received: AwsCall): FaultPoint {
  const call = readRequest(received);
  const action = actionOf(call).permission.replace('s3:', '');
  return { service: 's3', action, resources: [call.bucket] };
}

function answer(received: AwsCall, context: Context): void {
  const { request, response, url } = received;
  const call = readRequest(received);
  const isUrl = isPresigned(url);
  if (!isUrl && call.headers.authorization === undefined) {
    throw new S3Error('AccessDenied', 'Access Denied: the request is not signed.', 403);
  }
  const bucket = context.buckets.find(({ bucketName }) => bucketName === call.bucket);
  const judge = isUrl ? requirePresignedAccess : requireAccess;
  const permissions = judge({ ...call, path: request.url ?? '/' }, context);
  if (call.bucket === '') throw notPlayed('ListBuckets');
  if (!bucket) throw new S3Error('NoSuchBucket', 'The specified bucket does not exist', 404);
  warnOfOrigin(call, bucket, context);
  const action: S3Action = actionOf(call);
  const resource = call.key === '' ? bucket.arn : `${bucket.arn}/${call.key}`;
  const refusal =
    permissions?.refusal(action.permission, resource) ??
    sourceRefusal(action, call, { ...context, permissions });
  if (refusal !== null) throw new S3Error('AccessDenied', refusal, 403);
  const { status, headers, body = '' } = action.run(call, bucket, context.services);
  response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) });
  response.end(request.method === 'HEAD' ? '' : body);
}

/**
 * Why the object that an action reads besides is not its caller's to read; null where nothing speaks against.
 * @throws S3Error for a bucket that the app has not
 */
function sourceRefusal(
  { source }: S3Action,
  call: S3Request,
  { buckets, permissions }: Pick<Context, 'buckets'> & Pick<Principal, 'permissions'>,
): string | null {
  const from = source?.(call);
  if (!from) return null;
  const bucket = buckets.find(({ bucketName }) => bucketName === from.bucket);
  if (!bucket) throw new S3Error('NoSuchBucket', 'The specified bucket does not exist', 404);
  return permissions?.refusal('s3:GetObject', `${bucket.arn}/${from.key}`) ?? null;
}

/** Here pages of every origin get the answer: on AWS only where the bucket says so. */
function warnOfOrigin({ headers }: S3Request, { bucketName, hasCors }: Bucket, { log }: Context) {
  if (headers.origin === undefined || hasCors === true) return;
  log.warn(
    's3',
    `a page of ${headers.origin} calls the bucket ${bucketName}, which has no CorsConfiguration: on AWS its browser would not get the answer`,
  );
}

function refuse(
  { type, message, status }: AwsError,
  { response }: Pick<AwsCall, 'response'>,
): void {
  const requestId = String(response.getHeader('x-amzn-RequestId'));
  const text = xml(
    `<Error>${element('Code', type)}${element('Message', message)}${element('RequestId', requestId)}</Error>`,
  );
  // Node leaves the text out of an answer to HEAD.
  send(response, status, text, { 'content-type': 'application/xml' });
}
