import { isObject } from '../shared/is-object.ts';
import type { RawRecord, RawSpan, TraceHint, Tracer } from '../tracing/index.ts';
import type { Misfit } from './filters.ts';
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
  const unheard: { readonly audience: Audience; readonly hint: TraceHint }[] = [];
  const begun = (): RawRecord => {
    if (record) return record;
    record = tracer.begin('delivery', mutation, { cause });
    record.keepRequest(JSON.stringify(value));
    return record;
  };
  return {
    judged(audience, gets) {
      const { projection, filter, members } = audience;
      if (gets) recipients += members.size;
      const delivery = begun();
      if (delivery.spans.length >= NAMED) return;
      const span = delivery.begin('audience', projection.fieldName);
      const subscriptions = [...members].slice(0, NAMED).map(({ id, subscriber }) => ({
        id,
        recordId: subscriber.recordOf?.(id) ?? null,
      }));
      const asked = { filter: filter.form.key, values: filter.values };
      const misfits = gets ? [] : filter.misfits(value);
      span.keep(
        JSON.stringify(asked),
        JSON.stringify({ gets, count: members.size, subscriptions, ...(!gets && { misfits }) }),
      );
      span.end();
      if (gets) audience.hasHeard = 'events';
      else if (audience.hasHeard !== 'events') {
        const starts = subscriptions.flatMap(({ recordId }) => tracer.find(recordId ?? '') ?? []);
        unheard.push({ audience, hint: hintOf(projection.fieldName, { value, misfits, starts }) });
        for (const start of starts) start.hints = unheard.slice(-1).map(({ hint }) => hint);
      }
    },
    failed({ projection }, error) {
      const message = `${projection.fieldName}: ${String(error)}`;
      begun().end('failed', [{ type: null, message, source: null }]);
    },
    end() {
      if (record && recipients === 0) {
        record.hints = unheard.map(({ hint }) => hint);
        // Once for each audience: subscribers of one item are told of no other, by design.
        record.isNotable = unheard.some(({ audience }) => audience.hasHeard === 'nothing');
        for (const { audience } of unheard) audience.hasHeard = 'no event';
      }
      record?.keepResponse(JSON.stringify({ recipients }));
      record?.end('succeeded');
    },
  };
}

interface Unheard {
  readonly value: unknown;
  readonly misfits: readonly Misfit[];
  readonly starts: readonly RawRecord[];
}

/** Why no event was for a subscription yet: names only, what is compared is in the record's parts. */
function hintOf(fieldName: string, { value, misfits, starts }: Unheard): TraceHint {
  const fields = isObject(value) ? Object.keys(value) : [];
  const names = fields.filter((name) => name !== '__typename').join(', ');
  const reasons = misfits.map((misfit) =>
    'has' in misfit
      ? `${misfit.fieldName} does not fit (${misfit.operator})`
      : `an event has no ${misfit.fieldName}, but what the mutation selected: ${names}`,
  );
  const text = `No event was for ${fieldName} yet: ${reasons.join('; ') || 'its filter fits none'}`;
  const step = starts[0]?.spans.findLast(({ step: run }) => run !== null);
  return { text, source: step?.source?.() ?? null };
}
