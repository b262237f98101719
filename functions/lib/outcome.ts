import type { ErrorType } from '../../model/errors.ts';
import { DURATION, type Kind, type Outcome } from '../../model/metrics.ts';
import { embeddedMetric, type EmbeddedMetric } from './embedded-metric.ts';
import { logFailure } from './failure.ts';
import type { Log } from './logger.ts';

/** What has come to its end. */
export interface Ended {
  readonly kind: Kind;
  /** The field, the trigger of Cognito, the reader of the stream, or what runs by schedule. */
  readonly field: string;
  /** Milliseconds that it took. */
  readonly ms: number;
  /** The id by which the caller and AppSync's log know it; of what nobody asked for, Lambda's. */
  readonly requestId: string;
  /** Who asked: an id. */
  readonly actor?: string;
  /** Who is concerned: the id of somebody who is there, so never a text that a caller made up. */
  readonly user?: string;
}

/** What ended as it should. */
export function logAnswered(log: Log, ended: Ended): void {
  log.info('answered', { ...timed(ended, 'answered'), ...told(ended) });
}

/**
 * What a reader of the stream, or of its queue, did with a batch.
 * @param records how many it was given
 * @param again how many of them come once more
 */
export function logHandled(
  log: Log,
  ended: Omit<Ended, 'kind'>,
  { records, again }: { readonly records: number; readonly again: number },
): void {
  const handled = { ...ended, kind: 'reader' } as const;
  const metric = timed(handled, again > 0 ? 'repeated' : 'answered');
  log.info('handled', { ...metric, ...told(handled), records, again });
}

/** What ran by schedule, and what it counted. */
export function logScheduled(
  log: Log,
  ended: Omit<Ended, 'kind'>,
  counts: Readonly<Record<string, number>>,
): void {
  const done = { ...ended, kind: 'schedule' } as const;
  log.info('done', { ...timed(done, 'answered'), ...told(done), ...counts });
}

/** What a caller was refused, which is no failure. */
export function logRefused(log: Log, ended: Ended, type: ErrorType): void {
  log.info('refused', { ...timed(ended, 'refused'), ...told(ended), type });
}

/**
 * What failed on our side.
 * @param type what the caller is told; for a trigger what it would be told as
 */
export function logFailed(log: Log, ended: Ended, type: ErrorType, error: unknown): void {
  logFailure(log, { field: ended.field, type, ...told(ended) }, error, timed(ended, 'failed'));
}

/** As many samples as there were runs; by the kind alone for what is promised of all of them together. */
const timed = ({ kind, field, ms }: Ended, outcome: Outcome): EmbeddedMetric =>
  embeddedMetric({
    name: DURATION,
    unit: 'Milliseconds',
    value: Math.round(ms * 10) / 10,
    by: [{ field }, { kind }],
    and: { outcome },
  });

const told = ({ requestId, actor, user }: Ended) => ({
  requestId,
  ...(actor === undefined ? {} : { actor }),
  ...(user === undefined ? {} : { user }),
});
