import type { Clock } from '../shared/clock.ts';
import type { HttpRoute } from '../shared/http-route.ts';
import type { Service } from '../shared/service.ts';
import { createTraceRoutes } from './routes.ts';
import { createTracer, type Tracer } from './tracer.ts';

/** How the engine remembers. */
export interface TracingOptions {
  /** Bytes that records may take, about. @default 4 MiB */
  readonly maxBytes?: number;
  /** Gets the tracer before anything is remembered, e.g. to print each record. */
  readonly watch?: (tracer: Tracer) => void;
}

/** The memory of what was asked of the engine, as a part of it. */
export interface Tracing extends Service {
  readonly tracer: Tracer;
  readonly routes: readonly HttpRoute[];
}

/** Remembers from its start on, in this process only. */
export function createTracing({ maxBytes, watch }: TracingOptions, clock: Clock): Tracing {
  const tracer = createTracer({ clock, ...(maxBytes !== undefined && { maxBytes }) });
  watch?.(tracer);
  return {
    name: 'tracing',
    tracer,
    routes: createTraceRoutes(tracer),
    start: () => Promise.resolve(),
    stop: () => Promise.resolve(),
    reset() {
      tracer.clear();
      return Promise.resolve();
    },
  };
}
