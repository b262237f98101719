import { CONNECTION_TIMEOUT_MS } from '../../realtime/protocol.ts';
import type { EventSession } from './session.ts';

/** `connection_init`: answered with connection_ack, and a `ka` that starts the clients' watchdogs. */
export function connectionInit(session: EventSession): void {
  session.send({ type: 'connection_ack', connectionTimeoutMs: CONNECTION_TIMEOUT_MS });
  session.send({ type: 'ka' });
}
