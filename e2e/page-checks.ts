import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { testSize } from '@/lib/testing/size';
import { expectGoodFrame, frameOf, type Language } from './page-frame';

/** WCAG 2.2 AA and axe's best practices. */
export const axeRules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

type Violation = {
  id: string;
  help: string;
  nodes: readonly { html: string; failureSummary?: string | undefined }[];
};

/** What axe found, in few words. */
export const toldBriefly = (violations: readonly Violation[]) =>
  violations.map(({ id, help, nodes }) => ({
    id,
    help,
    nodes: nodes.map(({ html, failureSummary }) => `${html.slice(0, 200)} ${failureSummary}`),
  }));

/** Finds nothing that axe can find. */
export async function expectAccessible(page: Page, where: string): Promise<void> {
  // Pages have no frames: nothing needs the empty page in which the results of several are put together. What was
  // found to be good is not wanted either. Both together take a quarter of the time.
  const { violations } = await new AxeBuilder({ page })
    .options({ resultTypes: ['violations'] })
    .withTags(axeRules)
    .setLegacyMode(true)
    .analyze();
  expect.soft(toldBriefly(violations), `axe: ${where}`).toEqual([]);
}

/** Nothing to scroll sideways on a screen of 320 px, which is also what 400 % zoom leaves of 1280 px: WCAG 1.4.10. */
export async function expectNoOverflow(page: Page, where: string): Promise<void> {
  const before = page.viewportSize();
  await page.setViewportSize({ width: 320, height: 640 });
  const wide = await page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    return [...document.querySelectorAll('body *')]
      .filter((element) => element.getBoundingClientRect().right > width + 1)
      .map((element) => element.outerHTML.slice(0, 120));
  });
  expect.soft(wide, `wider than 320 px: ${where}`).toEqual([]);
  if (before) await page.setViewportSize(before);
}

/**
 * A good page in the language that is asked for: its frame, its reflow, and what axe finds. Below the deep size axe looks
 * at it in English; in Spanish it looks at the same page without a browser (pages-over-http.spec.ts).
 */
export async function expectGoodPage(page: Page, where: string, language: Language): Promise<void> {
  // Scripts may be at it still.
  await expect.soft(page.locator('html'), where).toHaveAttribute('lang', language);
  await expect.soft(page.getByRole('heading', { level: 1 }), `one h1: ${where}`).toHaveCount(1);
  expectGoodFrame(await page.locator(':root').evaluate(frameOf), where, language);
  if (language === 'en' || testSize === 'deep') await expectAccessible(page, where);
  await expectNoOverflow(page, where);
}
