import { setTimeout as pause } from 'node:timers/promises';

/** What the engine tells of saves. */
export interface LiveEvents {
  /** Waits until it has told so many times more that it is live. @throws Error for a save that is broken */
  live(times: number): Promise<void>;
  stop(): void;
}

/** Listens to `/_local/watch/events` of an engine. */
export async function listenToSaves(url: string): Promise<LiveEvents> {
  const ending = new AbortController();
  const { body } = await fetch(`${url}/_local/watch/events`, { signal: ending.signal });
  if (!body) throw new Error('The engine does not watch.');
  let told = -1; // the present state comes first
  let broken: string | null = null;
  const read = async (): Promise<void> => {
    for await (const chunk of body.pipeThrough(new TextDecoderStream())) {
      for (const [, state] of chunk.matchAll(/"state":"(\w+)"/g)) {
        if (state === 'live') told += 1;
        if (state === 'broken') broken = chunk;
      }
    }
  };
  void read().catch(() => undefined);
  return {
    async live(times) {
      const wanted = told + times;
      while (told < wanted && broken === null) await pause(10);
      if (broken !== null) throw new Error(broken);
    },
    stop: () => ending.abort(),
  };
}
