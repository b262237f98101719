/** Records a second that a person could still follow; more are load. */
const A_SECOND = 100;
/** At once, after some quiet. */
const AT_ONCE = 500;

/**
 * Says what is recorded under load: at ten thousand requests a second, what is kept for a moment costs
 * the garbage collector more than the requests themselves, and nobody could read it.
 */
export interface Thinning {
  readonly refused: number;
  admits(): boolean;
}

/** Full of patience. */
export function createThinning(now: () => number = () => performance.now()): Thinning {
  let left = AT_ONCE;
  let since = now();
  let refused = 0;
  return {
    get refused() {
      return refused;
    },
    admits() {
      const at = now();
      left = Math.min(AT_ONCE, left + ((at - since) / 1_000) * A_SECOND);
      since = at;
      if (left < 1) {
        refused += 1;
        return false;
      }
      left -= 1;
      return true;
    },
  };
}
