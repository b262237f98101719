let offset = 0;
let isInstalled = false;

/**
 * Makes `Date` of this thread tell the time of the engine's clock. Timers and performance.now() go on as they
 * are.
 * @param ms milliseconds that the clock is ahead of the machine's
 */
export function shiftDate(ms: number): void {
  offset = ms;
  if (isInstalled || ms === 0) return;
  isInstalled = true;
  const Machine = Date;
  const now = (): number => Machine.now() + offset;
  const shifted: DateConstructor = new Proxy(Machine, {
    construct: (target, values: unknown[], newTarget) =>
      Reflect.construct(target, values.length === 0 ? [now()] : values, newTarget) as Date,
    apply: () => new Machine(now()).toString(),
    get: (target, name, receiver) =>
      name === 'now' ? now : (Reflect.get(target, name, receiver) as unknown),
  });
  Object.defineProperty(Machine.prototype, 'constructor', { value: shifted });
  globalThis.Date = shifted;
}
