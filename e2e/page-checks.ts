import { expect, type Page } from '@playwright/test';
import type axe from 'axe-core';
import { isInTurn, testSize } from '@/lib/testing/size';
import { expectGoodFrame, frameOf, type Language } from './page-frame';
import { axeRules, axeSource, expectGoodSource, toldBriefly } from './page-source';

/** Finds nothing that axe can find. */
export async function expectAccessible(page: Page, where: string): Promise<void> {
  // Pages have no frames, so that axe's own package for Playwright, which looks for them and carries results about, is not
  // needed: it takes twice as long. (Not by a CDP session: its end would end a passkey test's device.)
  await page.evaluate(`${axeSource};0`);
  const violations = await page.evaluate(async (rules) => {
    const { axe: inPage } = window as unknown as { axe: typeof axe };
    const found = await inPage.run(document, { resultTypes: ['violations'], runOnly: rules });
    return found.violations;
  }, axeRules);
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
 * Whether this commit looks at a page as it is drawn. Below the deep size it is one page in three, others at the next
 * commit. Every page is read by axe at every commit as the server sends it (`expectGoodAddress`, pages-over-http.spec.ts),
 * which lacks only colours, sizes and the width.
 */
export const isDrawn = (where: string) => isInTurn(where.replace(/[\da-f]+(-[\da-f]+){4}/g, '*'), 3);

/** A good page in the language that is asked for: its frame, and in its turn its reflow and what axe finds. */
export async function expectGoodPage(page: Page, where: string, language: Language): Promise<void> {
  // Scripts may be at it still.
  await expect.soft(page.locator('html'), where).toHaveAttribute('lang', language);
  await expect.soft(page.getByRole('heading', { level: 1 }), `one h1: ${where}`).toHaveCount(1);
  expectGoodFrame(await page.locator(':root').evaluate(frameOf), where, language);
  if (!isDrawn(where)) return;
  await expectAccessible(page, where);
  await expectNoOverflow(page, where);
}

/**
 * Opens a page and expects a good one. Below the deep size, which draws it in both languages, it is also read in the other
 * one, as the server sends it.
 */
export async function expectGoodAddress(page: Page, path: string, language: Language): Promise<void> {
  expect.soft((await page.goto(path))?.status(), path).toBe(200);
  await expectGoodPage(page, path, language);
  if (testSize === 'deep') return;
  const other = language === 'en' ? 'es' : 'en';
  const speak = (value: Language) =>
    page.context().addCookies([{ name: 'portal-language', value, url: new URL(page.url()).origin }]);
  await speak(other);
  const answer = await page.request.get(path, { headers: { accept: 'text/html' } });
  await expectGoodSource(await answer.text(), `${path} (${other})`, other, !isDrawn(path));
  await speak(language);
}
