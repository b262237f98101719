import type { ClientMessage } from '../protocol.ts';
import type { Session } from './session.ts';

/** `stop`: ends a subscription, also one whose start is still being judged. */
export function stop(session: Session, message: ClientMessage): void {
  if (message.id === undefined) return;
  session.release(message.id);
  session.send({ id: message.id, type: 'complete' });
}
