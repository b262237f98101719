import type { Page } from 'playwright-core';

/** Milliseconds that the page may take until it says that its connection is lost, or back. */
export const SAID_WITHIN_MS = 2_000;

/** Moments of a page, in milliseconds of its own clock: how busy the test is counts for nothing. */
interface Moments {
  offline?: number;
  /** A socket of the page was closed. */
  closed?: number;
  online?: number;
  /** It says that the connection is lost. */
  bad?: number;
  /** It says that the connection is back. */
  good?: number;
}

const NAME = 'momentsOfTheTest';

// In a text: it runs in the page, which has other globals than this file.
const NOTE_MOMENTS = `{
  const moments = (globalThis.${NAME} = {});
  const note = (moment) => void (moments[moment] ??= performance.now());
  addEventListener('offline', () => note('offline'));
  addEventListener('online', () => note('online'));
  globalThis.WebSocket = class extends WebSocket {
    constructor(...given) {
      super(...given);
      this.addEventListener('close', () => note('closed'));
    }
  };
  const look = () => {
    if (document.querySelector('.banner-bad')) note('bad');
    if (document.querySelector('.banner-good')) note('good');
  };
  new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true });
}`;

/** Notes when the page loses its connection and when it says so, from the next load on. */
export async function watchConnection(page: Page): Promise<void> {
  await page.addInitScript(NOTE_MOMENTS);
}

/** Milliseconds from one moment to the other; NaN where there was none. */
export async function timeBetween(
  page: Page,
  from: keyof Moments,
  to: keyof Moments,
): Promise<number> {
  const moments = await page.evaluate<Moments>(NAME);
  return (moments[to] ?? NaN) - (moments[from] ?? NaN);
}
