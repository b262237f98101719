import type { FinishedStep } from './options.ts';
import type { Service } from './shared/service.ts';

/** The services that were started so far, in order. */
export interface Run {
  /** Does one step and reports the time it took. */
  step<T>(name: string, work: () => Promise<T> | T, detail?: (made: T) => string): Promise<T>;
  /** Makes and starts a service, which is from then on stopped with the others. */
  start<T extends Service>(make: () => T, detail?: (service: T) => string): Promise<T>;
  /** Resets every service, in the order they were started. */
  reset(): Promise<void>;
  /** Stops every service, the last one first; goes on when one fails, and rejects at the end. */
  stop(): Promise<void>;
}

/** Keeps the ordered list of services of the composition root. */
export function createRun(onStep: (step: FinishedStep) => void): Run {
  const services: Service[] = [];
  const report = (name: string, begun: number, detail = ''): void =>
    onStep({ name, duration: performance.now() - begun, ...(detail && { detail }) });
  return {
    async step(name, work, detail) {
      const begun = performance.now();
      const made = await work();
      report(name, begun, detail?.(made));
      return made;
    },
    async start(make, detail) {
      const begun = performance.now();
      const service = make();
      await service.start();
      services.push(service);
      report(service.name, begun, detail?.(service));
      return service;
    },
    async reset() {
      for (const service of services) await service.reset?.();
    },
    async stop() {
      const failures: unknown[] = [];
      for (let service = services.pop(); service; service = services.pop()) {
        await service.stop().catch((error: unknown) => failures.push(error));
      }
      if (failures.length > 0) throw new AggregateError(failures, 'Not every service could stop');
    },
  };
}
