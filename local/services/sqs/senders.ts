import { recordOf, type Tracer } from '../../tracing/index.ts';
import type { QueueStore } from './store.ts';

/** Messages whose senders are known; those before are forgotten. */
const MAX = 1_000;

/** A store that tells the tracer who sent each message. */
export function withSenders(store: QueueStore, tracer: Tracer | undefined): QueueStore {
  if (!tracer) return store;
  return {
    ...store,
    send(queueArn, body, options) {
      const id = store.send(queueArn, body, options);
      const scope = tracer.current();
      if (scope === null) return id;
      const { messages } = tracer;
      const record = recordOf(scope);
      const recordId = tracer.idOf(record);
      messages.set(id, { recordId, traceId: tracer.traceIdOf(record), isCertain: true });
      if (messages.size > MAX) messages.delete([...messages.keys()][0] ?? '');
      return id;
    },
  };
}
