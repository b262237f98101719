import { parseObject } from '../../shared/parse-object.ts';
import { badRequest } from '../routes/local-route-error.ts';

/** A key of DynamoDB as a text for addresses. */
export function writePageToken(key: unknown): string | null {
  return key === undefined ? null : Buffer.from(JSON.stringify(key)).toString('base64url');
}

/**
 * The key of a text that `writePageToken` made.
 * @throws LocalRouteError BadRequest
 */
export function readPageToken(token: string | null): Readonly<Record<string, unknown>> | undefined {
  if (token === null) return undefined;
  const key = parseObject(Buffer.from(token, 'base64url').toString());
  if (key !== null) return key;
  throw badRequest(`next is no token of an earlier page: ${token}.`);
}
