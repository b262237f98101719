import { randomUUID } from 'node:crypto';
import type { EventParts } from './types.ts';

/**
 * An event as targets get it.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-events-structure.html
 */
export interface BusEvent {
  readonly version: '0';
  readonly id: string;
  readonly 'detail-type': string;
  readonly source: string;
  readonly account: string;
  /** `2026-11-29T12:00:00Z`. */
  readonly time: string;
  readonly region: string;
  readonly resources: readonly string[];
  readonly detail: unknown;
}

/** Makes an event, with an id of its own. */
export const busEvent = (
  { detailType, source, at, resources, detail }: EventParts,
  { region, accountId }: { readonly region: string; readonly accountId: string },
): BusEvent => ({
  version: '0',
  id: randomUUID(),
  'detail-type': detailType,
  source,
  account: accountId,
  time: eventTime(at),
  region,
  resources,
  detail,
});

/** Events tell whole seconds. */
export const eventTime = (at: number): string => new Date(at).toISOString().replace(/\.\d+Z$/, 'Z');
