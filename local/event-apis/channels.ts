import { badRequest, type EventRefusal } from './refusals.ts';

/** Segments that a channel has at most, its namespace among them. */
export const MAX_SEGMENTS = 5;
/** Characters of a segment. */
export const MAX_SEGMENT_LENGTH = 50;

const SEGMENT = /^[A-Za-z0-9](?:[A-Za-z0-9-]{0,48}[A-Za-z0-9])?$/;
const WILDCARD = '*';

/** A channel, or with an asterisk at its end all below it. */
export interface Channel {
  /** With a slash in front. */
  readonly path: string;
  readonly segments: readonly string[];
  readonly isWildcard: boolean;
}

/**
 * Reads the path of a channel; a slash in front may be left out.
 * @see https://docs.aws.amazon.com/appsync/latest/eventapi/event-api-concepts.html
 */
export function readChannel(given: unknown): Channel | EventRefusal {
  if (typeof given !== 'string' || given === '') return badRequest('channel is missing.');
  const segments = given.replace(/^\//, '').replace(/\/$/, '').split('/');
  if (segments.length > MAX_SEGMENTS) {
    return badRequest(
      `The channel ${given} has ${segments.length} segments: ${MAX_SEGMENTS} are allowed.`,
    );
  }
  const isWildcard = segments.length > 1 && segments.at(-1) === WILDCARD;
  const names = isWildcard ? segments.slice(0, -1) : segments;
  const wrong = names.find((segment) => !SEGMENT.test(segment));
  if (wrong === undefined) return { path: `/${segments.join('/')}`, segments, isWildcard };
  return badRequest(
    `The channel ${given} has the segment "${wrong}": segments are letters, digits and dashes between ` +
      `them, ${MAX_SEGMENT_LENGTH} characters at most; an asterisk stands alone and last.`,
  );
}
