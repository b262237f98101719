import { ConnectionError, FirewallError, isApiError } from 'user-manager-client';

/** How far work on many items is. */
export interface Progress<Item> {
  readonly total: number;
  readonly done: readonly Item[];
  readonly failed: readonly { readonly item: Item; readonly error: Error }[];
  /** The API asks to go slower, or does not answer: the work waits and goes on. */
  readonly isWaiting: boolean;
  readonly isOver: boolean;
}

/** How many at a time: more only wait for each other, and for the limits of Cognito. */
const CONCURRENCY = 4;
const PAUSES_MS = [1_000, 2_000, 4_000, 8_000];

/**
 * Does the work for each item, a few at a time, and tells of every step. What is throttled is tried again; what
 * fails is told and the rest goes on.
 * @param signal stops it: what has begun is ended, nothing more is begun
 */
export async function runAll<Item>(
  items: readonly Item[],
  work: (item: Item) => Promise<unknown>,
  { signal, tell }: { signal: AbortSignal; tell: (progress: Progress<Item>) => void },
): Promise<void> {
  // They grow in place: there may be a hundred thousand.
  const done: Item[] = [];
  const failed: Progress<Item>['failed'][number][] = [];
  let progress: Progress<Item> = {
    total: items.length,
    done,
    failed,
    isWaiting: false,
    isOver: false,
  };
  const become = (part: Partial<Progress<Item>>) => {
    progress = { ...progress, ...part };
    tell(progress);
  };
  const rest = items.values();
  const worker = async () => {
    // All workers take from the same iterator.
    for (const item of rest) {
      if (signal.aborted) return;
      try {
        await patiently(
          () => work(item),
          signal,
          (isWaiting) => become({ isWaiting }),
        );
        done.push(item);
        become({});
      } catch (error) {
        failed.push({ item, error: error as Error });
        become({});
      }
    }
  };
  become({});
  await Promise.all(Array.from({ length: CONCURRENCY }, worker));
  become({ isOver: true, isWaiting: false });
}

/** Tells of each step, and at the end each reason for which something failed to `note`. */
export const tellRefusals =
  <Item>(tell: (progress: Progress<Item>) => void, note: (error: Error) => void) =>
  (progress: Progress<Item>): void => {
    tell(progress);
    if (progress.isOver) progress.failed.forEach(({ error }) => note(error));
  };

async function patiently(
  work: () => Promise<unknown>,
  signal: AbortSignal,
  tellWaiting: (isWaiting: boolean) => void,
): Promise<void> {
  for (const pause of PAUSES_MS) {
    try {
      await work();
      tellWaiting(false);
      return;
    } catch (error) {
      if (!passes(error) || signal.aborted) throw error;
      tellWaiting(true);
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
  await work();
}

/** Whether the same may succeed in a moment. */
const passes = (error: unknown): boolean =>
  error instanceof ConnectionError ||
  (isApiError(error) && error.errorType === 'LimitExceeded' && !(error instanceof FirewallError));
