import type { Bucket } from '../../assembly/model.ts';
import type { S3Request } from './read-request.ts';
import type { PutReason } from './object-created.ts';
import type { ObjectEntry, ObjectStore } from './store.ts';

/** What actions work on. */
export interface S3Services {
  readonly store: ObjectStore;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Keeps an object and tells whom the bucket tells. */
  readonly put: (
    bucket: Bucket,
    key: string,
    body: Uint8Array,
    contentType: string,
    how?: {
      /** @default PutObject */
      readonly reason?: PutReason;
      /** @default - that of the content */
      readonly etag?: string;
    },
  ) => Pick<ObjectEntry, 'etag' | 'modified'>;
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
  /** The object that it reads besides, which needs `s3:GetObject`. @default - none */
  readonly source?: (request: S3Request) => { readonly bucket: string; readonly key: string };
  run(request: S3Request, bucket: Bucket, services: S3Services): S3Answer;
}
