/** Requests a second that a person could still follow. */
const A_SECOND = 25;
/** Requests a second that are load, such as a benchmark's. */
const LOAD = 200;
const SECOND = 1_000; // milliseconds

/**
 * Says what is recorded under load: nothing, until it is over. At thousands of requests a second what is
 * kept for a moment costs the garbage collector more than the requests themselves, and nobody could read it.
 */
export interface Thinning {
  readonly refused: number;
  /** Whether nothing is recorded until it is over. */
  readonly isLoad: boolean;
  admits(): boolean;
  /** What came before is no load any more. */
  restart(): void;
}

/** The first of each second, but of one after a second of load. */
export function createThinning(now: () => number = () => performance.now()): Thinning {
  let since = now();
  let count = 0;
  let before = 0;
  let refused = 0;
  return {
    get refused() {
      return refused;
    },
    get isLoad() {
      const passed = now() - since;
      return passed < SECOND ? before > LOAD : passed < 2 * SECOND && count > LOAD;
    },
    admits() {
      const passed = now() - since;
      if (passed >= SECOND) {
        before = passed < 2 * SECOND ? count : 0;
        count = 0;
        since += passed;
      }
      count += 1;
      if (count <= A_SECOND && before <= LOAD) return true;
      refused += 1;
      return false;
    },
    restart() {
      since = now();
      count = 0;
      before = 0;
    },
  };
}
