import { isObject } from '../shared/is-object.ts';
import type { DataSourceAnswer } from './types.ts';

/** What the backend gave. */
export function answered(result: unknown): DataSourceAnswer {
  return { result: result ?? null, error: null };
}

/** What the backend refused; becomes ctx.error. */
export function failed(type: string, message: string, result: unknown = null): DataSourceAnswer {
  return { result, error: { type, message } };
}

/** A request object that AppSync cannot read: errorType `MappingTemplate`, the field fails at once. */
export class MalformedRequest extends Error {
  override readonly name = 'MalformedRequest';
}

/** `Value for field '$[operation]' not found.`, AppSync's sentence for a missing member. */
export function missing(path: string): MalformedRequest {
  return new MalformedRequest(`Value for field '$[${path}]' not found.`);
}

/** Members that every request object may have; AWS's own samples keep VTL's `version`. */
const COMMON = ['operation', 'version'];

/**
 * Refuses a member that the operation does not have, in AppSync's words.
 * @throws MalformedRequest
 */
export function allowOnly(members: readonly string[], request: RequestObject): void {
  for (const name in request) {
    if (members.includes(name) || COMMON.includes(name)) continue;
    throw new MalformedRequest(`Unsupported element '$[${name}]'.`);
  }
}

/** The answer for a malformed request. */
export function malformed(error: MalformedRequest): DataSourceAnswer {
  return {
    result: null,
    error: { type: 'MappingTemplate', message: error.message },
    isMalformedRequest: true,
  };
}

/** A value of a request in a message. */
export function shown(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** What a request handler returned. */
export type RequestObject = Readonly<Record<string, unknown>>;

/**
 * A request handler's value as an object.
 * @throws MalformedRequest
 */
export function requestObject(request: unknown): RequestObject {
  if (isObject(request)) return request;
  throw missing('operation');
}

/**
 * A member of a request object that has to be an object itself.
 * @param path of it, for the message
 * @throws MalformedRequest
 */
export function objectAt(path: string, value: unknown): RequestObject {
  if (isObject(value)) return value;
  throw new MalformedRequest(`Value for field '$[${path}]' is not an object.`);
}
