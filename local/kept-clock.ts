import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { writePrivately } from './data-folder.ts';
import { createAdjustableClock, type AdjustableClock } from './shared/adjustable-clock.ts';
import type { Clock } from './shared/clock.ts';
import { LocalError } from './shared/errors.ts';
import { isObject } from './shared/is-object.ts';
import type { Part } from './shared/service.ts';
import { damaged } from './shared/sqlite-file.ts';

/** The engine's clock, which is kept with the data: tokens, codes and items go by it. */
export interface KeptClock extends AdjustableClock {
  /** Takes it back with a reset, and to what a snapshot says. */
  readonly service: Part;
}

/**
 * Opens the clock of a data folder.
 * @param data folder of what `--fresh` forgets
 * @throws LocalError ERR_DATA_FOLDER
 */
export function openClock(data: string, machine: Clock): KeptClock {
  const file = join(data, 'clock.json');
  const clock = createAdjustableClock(machine, readOffset(file));
  const reset = (): void => {
    rmSync(file, { force: true });
    clock.reset();
  };
  return {
    machine,
    get offset() {
      return clock.offset;
    },
    now: () => clock.now(),
    after: (ms, callback) => clock.after(ms, callback),
    advance(ms) {
      // Kept first: what falls due may end this process.
      writePrivately(file, JSON.stringify({ offsetMs: clock.offset + ms }));
      clock.advance(ms);
    },
    reset,
    service: {
      name: 'clock',
      reset() {
        reset();
        return Promise.resolve();
      },
      attach() {
        const offset = readOffset(file);
        if (offset < clock.offset) clock.reset();
        if (offset > clock.offset) clock.advance(offset - clock.offset);
        return Promise.resolve();
      },
    },
  };
}

/**
 * Sets the clock of a data folder, before anything goes by it.
 * @param at milliseconds since the epoch
 * @throws LocalError ERR_FLAG for a time that is over: a clock can only be ahead
 */
export function setKeptClock(data: string, machine: Clock, at: number): void {
  const ahead = at - machine.now();
  if (ahead < 0) {
    const [wanted, now] = [at, machine.now()].map((time) => new Date(time).toISOString());
    throw new LocalError(
      'ERR_FLAG',
      `The clock cannot begin at ${wanted}: it can only be ahead of this machine's, where it is ${now}.`,
    );
  }
  const clock = openClock(data, machine);
  clock.reset();
  clock.advance(ahead);
}

function readOffset(file: string): number {
  if (!existsSync(file)) return 0;
  try {
    const kept: unknown = JSON.parse(readFileSync(file, 'utf8'));
    const offset = isObject(kept) ? kept['offsetMs'] : undefined;
    if (typeof offset === 'number' && Number.isSafeInteger(offset) && offset >= 0) return offset;
  } catch {
    // As what holds no offset.
  }
  throw damaged(file, 'it does not hold how far the clock is ahead');
}
