import type { S3Action } from '../action.ts';
import { notPlayed, S3Error } from '../s3-error.ts';
import type { S3Request } from '../read-request.ts';
import { abortMultipartUpload } from './AbortMultipartUpload.ts';
import { completeMultipartUpload } from './CompleteMultipartUpload.ts';
import { copyObject } from './CopyObject.ts';
import { createMultipartUpload } from './CreateMultipartUpload.ts';
import { deleteObject } from './DeleteObject.ts';
import { getObject } from './GetObject.ts';
import { listMultipartUploads } from './ListMultipartUploads.ts';
import { listObjectsV2 } from './ListObjectsV2.ts';
import { listParts } from './ListParts.ts';
import { putObject } from './PutObject.ts';
import { uploadPart } from './UploadPart.ts';
import { uploadPartCopy } from './UploadPartCopy.ts';

/** What is played, by AWS's names. */
export const actions: ReadonlyMap<string, S3Action> = new Map([
  ['AbortMultipartUpload', abortMultipartUpload],
  ['CompleteMultipartUpload', completeMultipartUpload],
  ['CopyObject', copyObject],
  ['CreateMultipartUpload', createMultipartUpload],
  ['DeleteObject', deleteObject],
  ['GetObject', getObject],
  ['HeadObject', getObject],
  ['ListMultipartUploads', listMultipartUploads],
  ['ListObjectsV2', listObjectsV2],
  ['ListParts', listParts],
  ['PutObject', putObject],
  ['UploadPart', uploadPart],
  ['UploadPartCopy', uploadPartCopy],
]);

const OF_OBJECTS: Readonly<Record<string, string>> = {
  DELETE: 'DeleteObject',
  GET: 'GetObject',
  HEAD: 'HeadObject',
  PUT: 'PutObject',
  'PUT of a copy': 'CopyObject',
  'POST uploads': 'CreateMultipartUpload',
  'PUT uploadId': 'UploadPart',
  'PUT of a copy uploadId': 'UploadPartCopy',
  'POST uploadId': 'CompleteMultipartUpload',
  'DELETE uploadId': 'AbortMultipartUpload',
  'GET uploadId': 'ListParts',
};

/** By the method, whether there is a source, and which member of the query says that it is about an upload. */
function ofObject({ method, headers, query }: S3Request): string | undefined {
  const isCopy = method === 'PUT' && headers['x-amz-copy-source'] !== undefined;
  const upload = ['uploads', 'uploadId'].find((name) => query.has(name));
  return OF_OBJECTS[[isCopy ? 'PUT of a copy' : method, upload].filter(Boolean).join(' ')];
}

const ofBucket = ({ method, query }: S3Request): string | undefined => {
  if (method !== 'GET') return undefined;
  if (query.has('uploads')) return 'ListMultipartUploads';
  return query.get('list-type') === '2' ? 'ListObjectsV2' : undefined;
};

/** Members of a query that do not make another action of the request. */
const HARMLESS =
  /^(?:x-id|uploads|uploadid|partnumber|part-number-marker|max-parts|response-(?:content-type|content-disposition|cache-control)|x-amz-(?:checksum-.+|sdk-checksum-algorithm|algorithm|credential|date|expires|signedheaders|signature|security-token|content-sha256|user-agent))$/i;

/** The action of a request. Throws S3Error for what is not played. */
export function actionOf(request: S3Request): S3Action {
  const { method, key, query } = request;
  const other = [...query.keys()].find((name) => !HARMLESS.test(name));
  const ofKey = other === undefined ? ofObject(request) : undefined;
  const name = key === '' ? ofBucket(request) : ofKey;
  const action = name ? actions.get(name) : undefined;
  if (action) return action;
  const what = `${method} of ${key === '' ? 'a bucket' : 'an object'}${other ? ` with ?${other}` : ''}`;
  const { message, type, status } = notPlayed(what);
  throw new S3Error(type, `${message} What is: ${[...actions.keys()].join(', ')}.`, status);
}
