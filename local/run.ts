import type { FinishedStep } from './options.ts';
import type { Part } from './shared/service.ts';
import { untilAborted } from './shared/until-aborted.ts';

/** The services that were started so far, in order. */
export interface Run {
  /** Does one step and reports the time it took. */
  step<T>(name: string, work: () => Promise<T> | T, detail?: (made: T) => string): Promise<T>;
  /** Makes and starts a service, which is from then on stopped with the others. */
  start<T extends Part>(make: () => T, detail?: (service: T) => string): Promise<T>;
  /** Takes in a part that needs no start, so that it does all else with the others. */
  join(service: Part): void;
  /**
   * A list within this one, which can stop before it and begin again: what starts in it stops and
   * resets in this place.
   */
  within(onStep: (step: FinishedStep) => void): Run;
  /** Resets every service, in the order they were started. */
  reset(): Promise<void>;
  /** Pauses every service, the last one first, for as long as the work takes. */
  whilePaused<T>(work: () => Promise<T>): Promise<T>;
  /** Detaches every service, the last one first, for as long as the work takes. */
  whileDetached(work: () => void): Promise<void>;
  /** Has every service write what it keeps in memory alone. */
  save(folder: string): void;
  /** Stops every service, the last one first; goes on when one fails, and rejects at the end. */
  stop(): Promise<void>;
}

/**
 * Keeps the ordered list of services of the composition root. Once `signal` is aborted no step begins
 * any more, and a service that starts is no longer waited for: both reject with the signal's reason.
 */
export function createRun(onStep: (step: FinishedStep) => void, signal?: AbortSignal): Run {
  return runOf([], onStep, signal);
}

/** A service, or the list of a run within. */
type Entry = Part | Entry[];

const allOf = (entries: readonly Entry[]): readonly Part[] =>
  entries.flatMap((entry) => (Array.isArray(entry) ? allOf(entry) : [entry]));

function runOf(
  services: Entry[],
  onStep: (step: FinishedStep) => void,
  signal: AbortSignal | undefined,
): Run {
  const report = (name: string, begun: number, detail = ''): void =>
    onStep({ name, duration: performance.now() - begun, ...(detail && { detail }) });
  return {
    async step(name, work, detail) {
      signal?.throwIfAborted();
      const begun = performance.now();
      const made = await work();
      report(name, begun, detail?.(made));
      return made;
    },
    async start(make, detail) {
      signal?.throwIfAborted();
      const begun = performance.now();
      const service = make();
      const starting = service.start?.() ?? Promise.resolve();
      try {
        await (signal ? untilAborted(starting, signal) : starting);
      } catch (error) {
        // Half started, it cannot be stopped: that waits until it has.
        if (signal?.aborted) services.push(stoppedOnceStarted(service, starting));
        throw error;
      }
      services.push(service);
      report(service.name, begun, detail?.(service));
      return service;
    },
    join: (service) => void services.push(service),
    within(onInnerStep) {
      const inner: Entry[] = [];
      services.push(inner);
      return runOf(inner, onInnerStep, signal);
    },
    async reset() {
      for (const service of allOf(services)) await service.reset?.();
    },
    ...resting(() => allOf(services)),
    async stop() {
      const failures: unknown[] = [];
      for (let entry = services.pop(); entry; entry = services.pop()) {
        // Each leaves its list before it stops: none is stopped twice.
        if (Array.isArray(entry) && entry.length > 0) services.push(entry, ...entry.splice(-1));
        else if (!Array.isArray(entry)) {
          await entry.stop?.().catch((error: unknown) => failures.push(error));
        }
      }
      if (failures.length > 0) throw new AggregateError(failures, 'Not every service could stop');
    },
  };
}

/** What is done while services rest. */
function resting(
  services: () => readonly Part[],
): Pick<Run, 'whilePaused' | 'whileDetached' | 'save'> {
  return {
    async whilePaused(work) {
      const paused: Part[] = [];
      try {
        for (const service of services().toReversed()) {
          await service.pause?.();
          paused.unshift(service);
        }
        return await work();
      } finally {
        for (const service of paused) await service.resume?.();
      }
    },
    async whileDetached(work) {
      for (const service of services().toReversed()) await service.detach?.();
      try {
        work();
      } finally {
        for (const service of services()) await service.attach?.();
      }
    },
    save(folder) {
      for (const service of services()) service.save?.(folder);
    },
  };
}

function stoppedOnceStarted(service: Part, starting: Promise<void>): Part {
  const isStarted = starting.then(
    () => true,
    () => false,
  );
  return {
    name: service.name,
    start: () => starting,
    async stop() {
      if (await isStarted) await service.stop?.();
    },
  };
}
