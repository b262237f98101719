import type { SubscriptionInvalidation } from '../appsync-js/types.ts';
import type { Log } from '../shared/log.ts';
import type { Counters } from './counters.ts';
import { MAX_PAYLOAD_BYTES } from './protocol.ts';
import type { Projection, SubscriptionTable } from './subscription-table.ts';
import type { Tracer } from '../tracing/index.ts';
import { watchDelivery, type DeliveryCause } from './traced-delivery.ts';
import type { PublishedEvent, Publisher } from './types.ts';

type Job =
  | { readonly kind: 'event'; readonly event: PublishedEvent; readonly cause: DeliveryCause }
  | { readonly kind: 'invalidation'; readonly invalidation: SubscriptionInvalidation };

interface FanOutParts {
  readonly table: SubscriptionTable;
  readonly counters: Counters;
  readonly log: Log;
  readonly tracer?: Tracer | undefined;
}

/**
 * Delivers events to subscriptions in the order they were published. Delivery starts after the
 * publishing mutation has gone on, so its answer does not wait for subscribers.
 */
export class FanOut implements Publisher {
  readonly #parts: FanOutParts;
  readonly #queue: Job[] = [];
  #round = 0;

  constructor(parts: FanOutParts) {
    this.#parts = parts;
  }

  publish(event: PublishedEvent): void {
    const cause = this.#parts.tracer?.current() ?? null;
    this.#enqueue({ kind: 'event', event, cause });
  }

  invalidate(invalidation: SubscriptionInvalidation): void {
    this.#enqueue({ kind: 'invalidation', invalidation });
  }

  #enqueue(job: Job): void {
    this.#queue.push(job);
    if (this.#queue.length === 1) setImmediate(() => this.#next());
  }

  /** One job a turn of the event loop: sockets drain and requests are served in between. */
  #next(): void {
    const job = this.#queue[0];
    if (job?.kind === 'event') this.#deliver(job.event, job.cause);
    else if (job?.kind === 'invalidation') this.#end(job.invalidation);
    this.#queue.shift();
    if (this.#queue.length > 0) setImmediate(() => this.#next());
  }

  #deliver(event: PublishedEvent, cause: DeliveryCause): void {
    const { table, counters, log, tracer } = this.#parts;
    // A mutation field that failed is null: there is nothing to tell.
    if (event.value === null || event.value === undefined) return;
    counters.eventsPublished += 1;
    this.#round += 1;
    const payloads = new Map<Projection, string | null>();
    const watch = watchDelivery(tracer, event, cause);
    for (const audience of table.audiencesOf(event.mutation)) {
      const { filter, projection, members } = audience;
      try {
        const gets = filter.matches(event.value);
        watch?.judged(audience, gets);
        if (!gets) continue;
        const payload = this.#payload(projection, event, payloads);
        if (payload === null) continue;
        for (const { id, subscriber } of members) subscriber.deliver(id, payload, this.#round);
      } catch (error) {
        // One faulty projection must not keep the event from the others.
        log.error('realtime', `${projection.fieldName} on ${event.mutation}: ${String(error)}`);
        watch?.failed(audience, error);
      }
    }
    watch?.end();
  }

  #payload(
    projection: Projection,
    event: PublishedEvent,
    payloads: Map<Projection, string | null>,
  ): string | null {
    const known = payloads.get(projection);
    if (known !== undefined) return known;
    const payload = JSON.stringify(projection.project(event.value));
    const size = Buffer.byteLength(payload);
    const result = size <= MAX_PAYLOAD_BYTES ? payload : null;
    payloads.set(projection, result);
    if (result === null) {
      this.#parts.counters.payloadsDropped += 1;
      this.#parts.log.warn(
        'realtime',
        `${projection.fieldName}: the payload of ${event.mutation} has ${size} bytes, over AppSync's limit of ${MAX_PAYLOAD_BYTES}; it was dropped, as AppSync does. Select fewer fields.`,
      );
    }
    return result;
  }

  #end({ subscriptionField, payload }: SubscriptionInvalidation): void {
    const { table, counters } = this.#parts;
    // Ending one closes its connection and so changes the table: look first, end then.
    const hit = [...table.subscriptionsOf(subscriptionField)].filter(({ invalidation }) =>
      invalidation?.matches(payload),
    );
    for (const { id, subscriber } of hit) {
      counters.subscriptionsInvalidated += 1;
      subscriber.invalidate(id);
    }
  }
}
