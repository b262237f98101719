import { CONNECTION_TIMEOUT_MS } from '../protocol.ts';
import type { Session } from './session.ts';

/** `connection_init`: answered with connection_ack, and a `ka` that starts the clients' watchdogs. */
export function connectionInit(session: Session): void {
  session.send({
    type: 'connection_ack',
    payload: { connectionTimeoutMs: CONNECTION_TIMEOUT_MS },
  });
  session.send({ type: 'ka' });
}
