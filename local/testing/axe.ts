import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Result } from 'axe-core';
import type { Page } from 'playwright-core';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/**
 * What axe finds wrong with a page without frames of other origins. Each document gets axe once, however
 * often it is looked at, and only what is wrong comes back: half of what a look takes were these.
 * @param within a selector, to look at a part of the page, once it is there
 */
export async function findViolations(page: Page, within?: string): Promise<readonly Result[]> {
  if (within !== undefined) await page.locator(within).first().waitFor();
  if (!(await page.evaluate<boolean>(HAS_AXE))) await page.evaluate(AXE);
  const context = within === undefined ? 'document' : JSON.stringify({ include: [[within]] });
  return page.evaluate<readonly Result[]>(lookAt(context));
}

const HAS_AXE = `'axe' in globalThis`;

/**
 * What fades in has a contrast of its own at each moment. It may begin to after it is there, so two frames
 * without any are waited for. Text: this is no program of a browser.
 */
const lookAt = (context: string) => `(async () => {
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
  const { violations } = await axe.run(${context}, { resultTypes: ['violations'] });
  return violations;
})()`;
