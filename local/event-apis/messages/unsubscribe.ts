import type { ClientFrame } from '../protocol.ts';
import { NO_ID, refusing } from './answer.ts';
import type { EventSession } from './session.ts';

/** `unsubscribe`: ends a subscription, also one that is still being judged. */
export function unsubscribe(session: EventSession, { id }: ClientFrame): void {
  if (id === undefined) session.send(refusing('unsubscribe_error', id, NO_ID));
  else if (session.release(id)) session.send({ type: 'unsubscribe_success', id });
  else {
    const unknown = { errorType: 'UnknownOperationError', message: `Unknown operation id ${id}` };
    session.send(refusing('unsubscribe_error', id, unknown));
  }
}
