import type { S3Action } from '../action.ts';
import { notPlayed, S3Error } from '../s3-error.ts';
import type { S3Request } from '../read-request.ts';
import { copyObject } from './CopyObject.ts';
import { deleteObject } from './DeleteObject.ts';
import { getObject } from './GetObject.ts';
import { listObjectsV2 } from './ListObjectsV2.ts';
import { putObject } from './PutObject.ts';

/** What is played, by AWS's names. */
export const actions: ReadonlyMap<string, S3Action> = new Map([
  ['CopyObject', copyObject],
  ['DeleteObject', deleteObject],
  ['GetObject', getObject],
  ['HeadObject', getObject],
  ['ListObjectsV2', listObjectsV2],
  ['PutObject', putObject],
]);

const OF_OBJECTS: Readonly<Record<string, string>> = {
  DELETE: 'DeleteObject',
  GET: 'GetObject',
  HEAD: 'HeadObject',
  PUT: 'PutObject',
};

const ofObject = (method: string, headers: S3Request['headers']): string | undefined =>
  method === 'PUT' && headers['x-amz-copy-source'] !== undefined
    ? 'CopyObject'
    : OF_OBJECTS[method];

/** Members of a query that do not make another action of the request. */
const HARMLESS =
  /^(?:x-id|response-(?:content-type|content-disposition|cache-control)|x-amz-(?:checksum-.+|sdk-checksum-algorithm|algorithm|credential|date|expires|signedheaders|signature|security-token|content-sha256|user-agent))$/i;

/** The action of a request. Throws S3Error for what is not played. */
export function actionOf({ method, key, query, headers }: S3Request): S3Action {
  const other = [...query.keys()].find((name) => !HARMLESS.test(name));
  const name =
    key === ''
      ? method === 'GET' && query.get('list-type') === '2' && 'ListObjectsV2'
      : other === undefined && ofObject(method, headers);
  const action = name ? actions.get(name) : undefined;
  if (action) return action;
  const what = `${method} of ${key === '' ? 'a bucket' : 'an object'}${other ? ` with ?${other}` : ''}`;
  const { message, type, status } = notPlayed(what);
  throw new S3Error(type, `${message} What is: ${[...actions.keys()].join(', ')}.`, status);
}
