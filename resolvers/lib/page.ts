import { util } from '@aws-appsync/utils';
import { invalidToken, validationFailed } from './errors.ts';
import { isWellFormed } from './well-formed.ts';

const DEFAULT_LIMIT = 20;
const MAX_LIMIT = 100;

/**
 * In base64, of 1,023 bytes: DynamoDB lets a sort key have 1,024, and lists put a character behind the one they
 * start after. No key of ours has so many.
 */
const MAX_KEY_LENGTH = 1_364;

/** How many items the caller wants. */
export function pageLimit(limit: number | null | undefined): number {
  const wanted = limit ?? DEFAULT_LIMIT;
  if (wanted < 1 || wanted > MAX_LIMIT) {
    const message = `limit is ${wanted}, it must be 1 to ${MAX_LIMIT}.`;
    validationFailed([{ field: 'limit', rule: 'range', message }]);
  }
  return wanted;
}

/**
 * Where the next page starts: after this key of this list. Not DynamoDB's own token, which is bound
 * to one resolver function and cannot say that the filter has changed since.
 */
export function writeToken(list: string, after: string): string {
  return util.base64Encode(JSON.stringify({ list, after }));
}

/** The key to start after; a token of another list, or none of ours, is InvalidToken. */
export function readToken(token: string, list: string): string {
  // Decoding anything else may fail in ways that code here cannot catch.
  if (!util.matches('^[A-Za-z0-9+/]+={0,2}$', token) || token.length % 4 !== 0) invalidToken();
  const cursor = JSON.parse(util.base64Decode(token)) as { list?: unknown; after?: unknown } | null;
  if (cursor?.list !== list || typeof cursor.after !== 'string' || !cursor.after) invalidToken();
  if (!isWellFormed(cursor.after)) invalidToken();
  if (util.base64Encode(cursor.after).length > MAX_KEY_LENGTH) invalidToken();
  return cursor.after;
}
