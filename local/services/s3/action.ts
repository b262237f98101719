import type { Bucket } from '../../assembly/model.ts';
import type { S3Request } from './read-request.ts';
import type { ObjectStore } from './store.ts';

/** What actions work on. */
export interface S3Services {
  readonly store: ObjectStore;
  /** Keeps an object and tells whom the bucket tells. */
  readonly put: (
    bucket: Bucket,
    key: string,
    body: Uint8Array,
    contentType: string,
  ) => { readonly etag: string };
  /** Takes an object out and tells whom the bucket tells. */
  readonly delete: (bucket: Bucket, key: string) => void;
}

/** What an action answers over HTTP. */
export interface S3Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

/** One action of S3. */
export interface S3Action {
  /** The permission it needs, on the object or the bucket. */
  readonly permission: string;
  run(request: S3Request, bucket: Bucket, services: S3Services): S3Answer;
}
