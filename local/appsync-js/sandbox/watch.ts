import { getHeapStatistics } from 'node:v8';
import vm from 'node:vm';
import { isInspected } from '../../shared/inspected.ts';
import type { HostFunctions } from '../host/index.ts';

/** What one evaluation may take of this machine. AWS publishes no figures. */
export interface EvaluationLimits {
  readonly milliseconds: number;
  /** By which the heap may grow, garbage included. */
  readonly heapBytes: number;
}

export const LIMITS: EvaluationLimits = { milliseconds: 2_000, heapBytes: 256 * 1024 * 1024 };

/** Watches over the run under way. */
interface Watch {
  /** A run begins. */
  begin(): void;
  /** What code inside the realm asks: whether it may go on, and to search where it can be stopped. */
  readonly functions: HostFunctions;
  /** The same function, stopped with the run when its first argument is a long text. */
  readonly bound: (run: HostFunctions[string]) => HostFunctions[string];
}

/** Characters up to which no function of the host takes long. */
const SHORT_TEXT = 100_000;

/**
 * A timer per run, as node:vm has it, takes a thread and more time than most handlers. Instead code
 * counts its steps and asks now and then; only a search that may backtrack for long gets the timer.
 */
export function createWatch({ milliseconds, heapBytes }: EvaluationLimits): Watch {
  const run = { begun: 0, heap: 0 };
  const left = (): number => milliseconds - (performance.now() - run.begun);
  const tooLong = (): never => {
    throw new Error(
      `The code ran longer than ${milliseconds / 1_000} s, which is more than an evaluation may take.`,
    );
  };
  const inTime = <T>(work: () => T): T => {
    const done = within(Math.max(1, Math.ceil(left())), () => ({ value: work() }));
    return done === null ? tooLong() : done.value;
  };
  return {
    bound:
      (run) =>
      (text, ...rest) =>
        typeof text === 'string' && text.length > SHORT_TEXT
          ? inTime(() => run(text, ...rest))
          : run(text, ...rest),
    begin() {
      run.begun = performance.now();
      run.heap = 0;
    },
    functions: {
      budget() {
        if (left() <= 0 && !isInspected()) tooLong();
        const { used_heap_size: used, external_memory: external } = getHeapStatistics();
        if (run.heap === 0) run.heap = used + external;
        else if (used + external - run.heap > heapBytes) {
          throw new Error(
            `The code took more than ${heapBytes / 1024 / 1024} MB, which is more than an evaluation may hold in memory.`,
          );
        }
      },
      search(source, flags, text, all) {
        const regexp = new RegExp(String(source), String(flags));
        return inTime(() => searchAll(regexp, String(text), all === true));
      },
    },
  };
}

/** One match, of which only JSON crosses into the realm. */
interface Found {
  readonly index: number;
  readonly texts: readonly (string | undefined)[];
  readonly groups: Readonly<Record<string, string | undefined>> | null;
}

function searchAll(regexp: RegExp, text: string, all: boolean): Found[] {
  const found: Found[] = [];
  for (let match = regexp.exec(text); match !== null; match = regexp.exec(text)) {
    const { index, groups = null } = match;
    found.push({ index, texts: [...match], groups });
    if (!all) break;
    // From within a surrogate pair the search would go back to its start.
    if (match[0] === '') regexp.lastIndex += (text.codePointAt(index) ?? 0) > 0xffff ? 2 : 1;
  }
  return found;
}

const stage: { work: () => unknown; context: vm.Context | null } = {
  work: () => null,
  context: null,
};
const PLAY = new vm.Script('play()');

/** What the work gives, or null when it was stopped after `milliseconds`. */
function within<T>(milliseconds: number, work: () => T): T | null {
  stage.context ??= vm.createContext({ play: () => stage.work() });
  stage.work = work;
  try {
    return PLAY.runInContext(stage.context, { timeout: milliseconds }) as T;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return null;
    throw error;
  } finally {
    stage.work = () => null;
  }
}
