import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'playwright-core';

const NAME = 'interactionsOfBench';

/** The least that the browser tells of; shorter ones count as this. https://www.w3.org/TR/event-timing/ */
export const LEAST_MS = 16;

/** The browser tells of an event a moment after the frame that shows it. */
const TOLD_AFTER_MS = 300;

// In a text: it runs in the page, which has other globals than this file.
const OBSERVE = `{
  const interactions = (globalThis.${NAME} = new Map());
  const note = (list) => {
    for (const { interactionId, duration } of list.getEntries()) {
      if (!interactionId) continue;
      interactions.set(interactionId, Math.max(interactions.get(interactionId) ?? 0, duration));
    }
  };
  const options = { type: 'event', durationThreshold: ${LEAST_MS}, buffered: true };
  new PerformanceObserver(note).observe(options);
}`;

/** Notes how long each press and key takes to show, from the next load on. */
export async function observeInteractions(page: Page): Promise<void> {
  await page.addInitScript(OBSERVE);
}

/**
 * Milliseconds from a press or key to the next paint with what it changed, of each since the last call, as the
 * browser measures them for INP.
 */
export async function takeInteractions(page: Page): Promise<readonly number[]> {
  await pause(TOLD_AFTER_MS);
  return page.evaluate<number[]>(`{ const all = [...${NAME}.values()]; ${NAME}.clear(); all }`);
}
