import { headersOf } from '../../realtime/handshake.ts';
import { isObject } from '../../shared/is-object.ts';
import type { ClientFrame, ServerFrame } from '../protocol.ts';
import { badRequest, INTERNAL_FAILURE, type EventRefusal } from '../refusals.ts';
import type { EventCredentials } from '../types.ts';
import type { EventSession } from './session.ts';

type ErrorFrame = Extract<ServerFrame, { readonly id?: string; readonly errors: unknown }>;

/** A frame that refuses what the client asked for. */
export const refusing = (
  type: ErrorFrame['type'],
  id: string | undefined,
  { errorType, message }: Pick<EventRefusal, 'errorType' | 'message'>,
): ErrorFrame => ({ type, ...(id !== undefined && { id }), errors: [{ errorType, message }] });

/** What a message without an id is told. */
export const NO_ID = badRequest('id is missing: each message names its own.');

/** The message's own credentials, names in lower case. */
export const credentialsOf = (session: EventSession, { authorization }: ClientFrame) =>
  session.credentials(isObject(authorization) ? headersOf(authorization) : {});

/** What an operation came to; a fault of the engine is told like a refusal. */
export async function settled<T>(
  session: EventSession,
  operation: (credentials: EventCredentials) => Promise<T | EventRefusal>,
  frame: ClientFrame,
): Promise<T | EventRefusal> {
  try {
    return await operation(credentialsOf(session, frame));
  } catch (error) {
    session.fault(error);
    return INTERNAL_FAILURE;
  }
}
