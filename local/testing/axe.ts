import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/**
 * What axe finds wrong with a page without frames of other origins. It runs in the page itself: else it
 * opens a further page for each look, to bring the frames' results together.
 * @param within a selector, to look at a part of the page
 */
export async function findViolations(page: Page, within?: string) {
  await page.evaluate(UNTIL_STILL);
  const axe = new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ['violations'] });
  return (await (within === undefined ? axe : axe.include(within)).analyze()).violations;
}

/** What fades in has a contrast of its own at each moment. Text: this is no program of a browser. */
const UNTIL_STILL = `Promise.allSettled(
  document.getAnimations()
    .filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity)
    .map(({ finished }) => finished),
).then(() => undefined)`;
