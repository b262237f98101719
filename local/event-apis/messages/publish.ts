import type { ClientFrame } from '../protocol.ts';
import { NO_ID, refusing, settled } from './answer.ts';
import type { EventSession } from './session.ts';

/** `publish`: events for a channel, judged by the message's own credentials. */
export async function publish(session: EventSession, frame: ClientFrame): Promise<void> {
  const { id, channel, events } = frame;
  if (id === undefined) {
    session.send(refusing('publish_error', id, NO_ID));
    return;
  }
  const body = JSON.stringify({ channel, events });
  const answer = await settled(
    session,
    (credentials) => session.operations.publish({ channel, events }, { ...credentials, body }),
    frame,
  );
  if ('status' in answer) session.send(refusing('publish_error', id, answer));
  else session.send({ type: 'publish_success', id, ...answer });
}
