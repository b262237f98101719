import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/**
 * What axe finds wrong with a page without frames of other origins. It runs in the page itself: else it
 * opens a further page for each look, to bring the frames' results together.
 * @param within a selector, to look at a part of the page, once it is there
 */
export async function findViolations(page: Page, within?: string) {
  if (within !== undefined) await page.locator(within).first().waitFor();
  await page.evaluate(UNTIL_STILL);
  const axe = new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ['violations'] });
  return (await (within === undefined ? axe : axe.include(within)).analyze()).violations;
}

/**
 * What fades in has a contrast of its own at each moment. It may begin to after it is there, so two frames
 * without any are waited for. Text: this is no program of a browser.
 */
const UNTIL_STILL = `(async () => {
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const fading = () => document.getAnimations().filter(
    ({ effect, playState }) =>
      playState === 'running' && effect?.getComputedTiming().endTime !== Infinity,
  );
  for (let still = 0; still < 2; ) {
    const running = fading();
    still = running.length === 0 ? still + 1 : 0;
    await Promise.allSettled(running.map(({ finished }) => finished));
    await frame();
  }
})()`;
