import { MAX_SUBSCRIPTIONS, type ClientFrame } from '../protocol.ts';
import { NO_ID, refusing, settled } from './answer.ts';
import type { EventSession } from './session.ts';

/** `subscribe`: a channel, or all below one, judged by the message's own credentials. */
export async function subscribe(session: EventSession, frame: ClientFrame): Promise<void> {
  const { id, channel } = frame;
  const objection = id === undefined ? NO_ID : objectionTo(session, id);
  if (id === undefined || objection) {
    if (objection) session.send(refusing('subscribe_error', id, objection));
    return;
  }
  session.begin(id);
  const answer = await settled(
    session,
    (credentials) => session.operations.subscribe({ channel }, credentials),
    frame,
  );
  if ('status' in answer) {
    if (session.release(id)) session.send(refusing('subscribe_error', id, answer));
  } else if (session.establish(id, answer)) session.send({ type: 'subscribe_success', id });
}

function objectionTo(session: EventSession, id: string) {
  if (session.has(id)) {
    return {
      errorType: 'DuplicatedOperationError',
      message: `Duplicated operation with id ${id}`,
    };
  }
  if (session.subscriptionCount < MAX_SUBSCRIPTIONS) return null;
  return {
    errorType: 'MaxSubscriptionsReachedError',
    message: `Max number of ${MAX_SUBSCRIPTIONS} subscriptions reached`,
  };
}
