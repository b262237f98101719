import type { Clock } from '../shared/clock.ts';
import type { HttpRoute } from '../shared/http-route.ts';
import type { Log } from '../shared/log.ts';
import type { Service } from '../shared/service.ts';
import type { Exporter } from './otlp/exporter.ts';
import { createTraceRoutes } from './routes.ts';
import { createTracer, type Tracer, type TracerOptions } from './tracer.ts';

/** How the engine remembers. */
export interface TracingOptions extends Pick<TracerOptions, 'maxBytes'> {
  /** Gets the tracer before anything is remembered, e.g. to print each record. */
  readonly watch?: (tracer: Tracer) => void;
  /** URL of a receiver of OTLP over HTTP, `http://127.0.0.1:4318`. @default - nothing is exported */
  readonly otlp?: string | undefined;
  /** Exports values of people too: callers, documents, messages as they are. @default false */
  readonly showsValues?: boolean;
}

/** What it has of the rest of the engine. */
interface Around {
  readonly clock: Clock;
  readonly log: Log;
  /** Of the app, for receivers of its traces. */
  readonly name: string;
}

/** The memory of what was asked of the engine, as a part of it. */
export interface Tracing extends Service {
  readonly tracer: Tracer;
  readonly routes: readonly HttpRoute[];
}

/** Remembers from its start on, in this process only unless it exports. */
export function createTracing(options: TracingOptions, { clock, log, name }: Around): Tracing {
  const { maxBytes, watch, otlp, showsValues = false } = options;
  const tracer = createTracer({ clock, ...(maxBytes !== undefined && { maxBytes }) });
  let exporter: Exporter | null = null;
  watch?.(tracer);
  return {
    name: 'tracing',
    tracer,
    routes: createTraceRoutes(tracer),
    async start() {
      if (otlp === undefined) return;
      // Nobody else pays for it.
      const { startExporter } = await import('./otlp/exporter.ts');
      exporter = startExporter(tracer, { url: otlp, serviceName: name, showsValues, log });
    },
    async stop() {
      await exporter?.stop();
    },
    reset() {
      tracer.clear();
      return Promise.resolve();
    },
  };
}
