import type { RawRecord, RawSpan, Tracer } from '../tracing/index.ts';
import type { Audience } from './subscription-table.ts';
import type { PublishedEvent } from './types.ts';

/** What an event was published for; null: nothing is recorded of it. */
export type DeliveryCause = RawRecord | RawSpan | null;

/** Audiences, and subscriptions of one, that a record names. */
const NAMED = 100;

/** Follows one event to its subscribers: who got it, and whose filter did not fit. */
export interface DeliveryWatch {
  judged(audience: Audience, gets: boolean): void;
  failed(audience: Audience, error: unknown): void;
  end(): void;
}

/** Null for an event that is not recorded, and one that nobody listens for. */
export function watchDelivery(
  tracer: Tracer | undefined,
  { mutation, value }: PublishedEvent,
  cause: DeliveryCause,
): DeliveryWatch | null {
  if (!tracer || cause === null) return null;
  let record: RawRecord | null = null;
  let recipients = 0;
  const begun = (): RawRecord => {
    if (record) return record;
    record = tracer.begin('delivery', mutation, { cause });
    record.keepRequest(JSON.stringify(value));
    return record;
  };
  return {
    judged({ projection, filter, members }, gets) {
      if (gets) recipients += members.size;
      const delivery = begun();
      if (delivery.spans.length >= NAMED) return;
      const span = delivery.begin('audience', projection.fieldName);
      const subscriptions = [...members].slice(0, NAMED).map(({ id, subscriber }) => ({
        id,
        recordId: subscriber.recordOf?.(id) ?? null,
      }));
      const asked = { filter: filter.form.key, values: filter.values };
      span.keep(
        JSON.stringify(asked),
        JSON.stringify({ gets, count: members.size, subscriptions }),
      );
      span.end();
    },
    failed({ projection }, error) {
      const message = `${projection.fieldName}: ${String(error)}`;
      begun().end('failed', [{ type: null, message, source: null }]);
    },
    end() {
      record?.keepResponse(JSON.stringify({ recipients }));
      record?.end('succeeded');
    },
  };
}
