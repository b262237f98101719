import type { Queue } from '../../assembly/model.ts';
import type { QueueStore, StoredMessage } from './store.ts';

/** A message that lies in a queue, whoever may receive it now. Times in milliseconds since the epoch. */
export interface LyingMessage {
  readonly id: string;
  readonly body: string;
  readonly sentAt: number;
  readonly receiveCount: number;
  /** Until when nobody else receives it; null: it is visible. */
  readonly hiddenUntil: number | null;
  /** `MessageAttributes` by name. */
  readonly attributes: Readonly<Record<string, unknown>>;
}

/** What the developer does with queues beside their API: looking receives nothing. */
export interface QueueInspector {
  counts(queue: Queue): ReturnType<QueueStore['counts']>;
  /** Oldest first. */
  messages(queue: Queue, limit: number): readonly LyingMessage[];
  /** False when it is gone. */
  remove(queue: Queue, id: string): boolean;
  purge(queue: Queue): void;
}

/** Looks into the queues of a store. */
export function createQueueInspector(store: () => QueueStore, now: () => number): QueueInspector {
  return {
    counts: ({ arn }) => store().counts(arn, now()),
    messages: ({ arn }, limit) =>
      store()
        .list(arn, limit)
        .map((message) => toLyingMessage(message, now())),
    remove: ({ arn }, id) => store().remove(arn, id),
    purge: ({ arn }) => store().purge(arn),
  };
}

function toLyingMessage(
  { hiddenUntil, attributes, ...rest }: StoredMessage,
  now: number,
): LyingMessage {
  return {
    ...rest,
    hiddenUntil: hiddenUntil > now ? hiddenUntil : null,
    attributes: JSON.parse(attributes ?? '{}') as LyingMessage['attributes'],
  };
}
