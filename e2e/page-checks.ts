import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { shownMessageKeys } from './message-keys';

/** WCAG 2.2 AA and axe's best practices. */
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Finds nothing that axe can find. */
export async function expectAccessible(page: Page, where: string): Promise<void> {
  // Pages have no frames: nothing needs the empty page in which the results of several are put together. What was
  // found to be good is not wanted either. Both together take a quarter of the time.
  const { violations } = await new AxeBuilder({ page })
    .options({ resultTypes: ['violations'] })
    .withTags(rules)
    .setLegacyMode(true)
    .analyze();
  const found = violations.map(({ id, help, nodes }) => ({
    id,
    help,
    nodes: nodes.map(({ html, failureSummary }) => `${html.slice(0, 200)} ${failureSummary}`),
  }));
  expect.soft(found, `axe: ${where}`).toEqual([]);
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

/** The frame of every page: docs/ux.md, "Every page". */
export async function expectFrame(page: Page, where: string): Promise<void> {
  await expect.soft(page.getByRole('heading', { level: 1 }), `one h1: ${where}`).toHaveCount(1);
  const heading = ((await page.getByRole('heading', { level: 1 }).textContent()) ?? '').trim();
  expect.soft(heading, `h1: ${where}`).not.toBe('');
  const title = (await page.title()).replace(/^Error: /, '');
  // A title is one line; a heading may be written on several.
  expect.soft(title, `title: ${where}`).toMatch(/ – (Alder County Services|Servicios de Alder County)$/);
  expect.soft(title.split(' – ')[0], `title: ${where}`).toBe(heading);
  for (const landmark of ['banner', 'main', 'contentinfo'] as const)
    await expect.soft(page.getByRole(landmark), `${landmark}: ${where}`).toHaveCount(1);
  expect.soft(await shownMessageKeys(page), `a message key instead of words: ${where}`).toEqual([]);
}

/** All of it, in the language that is asked for. */
export async function expectGoodPage(page: Page, where: string, language: 'en' | 'es'): Promise<void> {
  await expect.soft(page.locator('html'), where).toHaveAttribute('lang', language);
  await expectFrame(page, where);
  await expectAccessible(page, where);
  await expectNoOverflow(page, where);
}
