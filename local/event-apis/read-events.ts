import { randomUUID } from 'node:crypto';
import type { HandledEvent } from '../appsync-js/types.ts';
import { isObject } from '../shared/is-object.ts';
import { badRequest, type EventRefusal } from './refusals.ts';
import type { OutgoingEvent } from './types.ts';

/** Events of one call. */
export const MAX_EVENTS = 5;
/** Bytes of an event. */
export const MAX_EVENT_BYTES = 240 * 1024; // 240 KB

/**
 * The events of a call, each a JSON text, with an id of its own.
 * @see https://docs.aws.amazon.com/appsync/latest/eventapi/publish-http.html
 */
export function readEvents(given: unknown): readonly HandledEvent[] | EventRefusal {
  if (!Array.isArray(given) || given.length === 0) {
    return badRequest('events is missing: it is a list of one to five JSON texts.');
  }
  if (given.length > MAX_EVENTS) {
    return badRequest(`events has ${given.length} entries: ${MAX_EVENTS} are allowed.`);
  }
  const events: HandledEvent[] = [];
  for (const [index, text] of given.entries()) {
    const problem = problemOf(text);
    if (problem !== null) return badRequest(`events[${index}] ${problem}`);
    events.push({ id: randomUUID(), payload: JSON.parse(String(text)) as unknown });
  }
  return events;
}

function problemOf(text: unknown): string | null {
  if (typeof text !== 'string') return 'is no text: each event is the JSON text of a value.';
  if (isTooLarge(text)) return TOO_LARGE;
  try {
    JSON.parse(text);
    return null;
  } catch {
    return 'is no JSON text.';
  }
}

/** Why an event of that size is not told. */
export const TOO_LARGE = `is larger than ${MAX_EVENT_BYTES} bytes.`;

/** Whether AppSync takes the JSON text of an event no more. */
export const isTooLarge = (text: string): boolean => Buffer.byteLength(text) > MAX_EVENT_BYTES;

/** What a handler gave on, or why that is no list of events. */
export function readOutgoing(
  value: unknown,
  events: readonly HandledEvent[],
): readonly OutgoingEvent[] | string {
  if (value === null || value === undefined) return [];
  if (!Array.isArray(value)) return 'onPublish must return a list of events, or null.';
  const known = new Set(events.map(({ id }) => id));
  const outgoing: OutgoingEvent[] = [];
  for (const item of value as unknown[]) {
    const { id, payload = null, error = null } = isObject(item) ? item : {};
    if (typeof id !== 'string' || !known.delete(id)) {
      return `onPublish returned an event whose id ${JSON.stringify(id)} is none of those it was given, or came twice.`;
    }
    const text = typeof error === 'string' ? error : JSON.stringify(error);
    outgoing.push({ id, payload, error: error === null ? null : text });
  }
  return outgoing;
}
