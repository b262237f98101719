import { S3Error } from './s3-error.ts';

/** Bytes of an object, with the last. */
export interface ByteRange {
  readonly first: number;
  readonly last: number;
}

/**
 * The one range that a header asks for; null for none, or for what is no range.
 * https://www.rfc-editor.org/rfc/rfc9110#name-range-requests
 * @throws S3Error InvalidRange for one behind the end
 */
export function rangeIn(header: string | undefined, size: number): ByteRange | null {
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? [];
  if (from === '' && to === '') return null;
  const first = from === '' ? Math.max(size - Number(to), 0) : Number(from);
  const last = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1);
  if (to !== '' && from !== '' && Number(to) < first) return null;
  if (first < size && last >= first) return { first, last };
  throw new S3Error('InvalidRange', 'The requested range is not satisfiable', 416);
}
