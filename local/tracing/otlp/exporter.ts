import type { Log } from '../../shared/log.ts';
import { reasonOf } from '../../shared/failed-call.ts';
import { describeRecord } from '../describe.ts';
import type { RawRecord } from '../record.ts';
import type { Tracer } from '../tracer.ts';
import { attributes } from './attributes.ts';
import { spansOf, type OtlpSpan } from './spans.ts';

/** Where records go, and how. */
export interface ExporterOptions {
  /** Of a receiver: `/v1/traces` is added, as every exporter does. */
  readonly url: string;
  readonly serviceName: string;
  /** Sends values of people: callers, documents, messages as they are. */
  readonly showsValues: boolean;
  readonly log: Log;
}

/** Sends records in batches until it is stopped. */
export interface Exporter {
  /** Sends what waits, and ends. */
  stop(): Promise<void>;
}

/** Milliseconds that records wait for others. */
const WAIT = 500;
/** Records that wait at most; while a receiver is away, the oldest go. */
const MAX_WAITING = 500;
const PATIENCE = 5_000; // 5 seconds for an answer

/**
 * Exports records as spans by OTLP over HTTP in JSON. By hand, since records are spans already: the SDK would
 * make its own beside them, with its own ids and context, for several megabytes.
 * https://opentelemetry.io/docs/specs/otlp/#otlphttp
 */
export function startExporter(tracer: Tracer, options: ExporterOptions): Exporter {
  const { log, showsValues } = options;
  const url = `${options.url.replace(/\/$/, '')}/v1/traces`;
  let waiting: RawRecord[] = [];
  let timer: NodeJS.Timeout | null = null;
  let sending: Promise<void> = Promise.resolve();
  let complained = false;
  const send = async (): Promise<void> => {
    timer = null;
    const records = waiting;
    waiting = [];
    if (records.length === 0) return;
    const spans = records.flatMap((record) => spansOf(describeRecord(record, tracer), showsValues));
    const problem = await post(url, bodyOf(spans, options));
    if (problem === null) complained = false;
    else if (!complained) log.warn('otlp', `${url} takes no traces: ${problem}`);
    if (problem !== null) complained = true;
  };
  const end = tracer.listen((record) => {
    waiting.push(record);
    if (waiting.length > MAX_WAITING) waiting.shift();
    timer ??= setTimeout(() => {
      sending = sending.then(send);
    }, WAIT).unref();
  });
  return {
    async stop() {
      end();
      if (timer !== null) clearTimeout(timer);
      await sending.then(send);
    },
  };
}

function bodyOf(spans: readonly OtlpSpan[], { serviceName }: ExporterOptions): string {
  return JSON.stringify({
    resourceSpans: [
      {
        resource: {
          attributes: attributes({
            'service.name': serviceName,
            'deployment.environment.name': 'local',
            'cloud.provider': 'aws',
            'telemetry.sdk.name': 'appsync-on-a-laptop',
            'telemetry.sdk.language': 'nodejs',
          }),
        },
        scopeSpans: [{ scope: { name: 'appsync-on-a-laptop' }, spans }],
      },
    ],
  });
}

/** Why it was not taken, or null. */
async function post(url: string, body: string): Promise<string | null> {
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
      signal: AbortSignal.timeout(PATIENCE),
    });
    await answer.arrayBuffer();
    return answer.ok ? null : `HTTP ${answer.status}`;
  } catch (error) {
    return reasonOf(error);
  }
}
