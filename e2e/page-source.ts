import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Script } from 'node:vm';
import { expect } from '@playwright/test';
import type axe from 'axe-core';
import { JSDOM, VirtualConsole } from 'jsdom';
import { expectGoodFrame, frameOf, type Language } from './page-frame';

// A page as the server sends it, judged without a browser.

/** axe's text for a page, the short one: the long one takes a page as much time to read as the rules take to run. */
export const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const axeScript = new Script(axeSource);

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

/** Nothing here knows colours and sizes. */
const drawnRules = { 'color-contrast': { enabled: false }, 'target-size': { enabled: false } };

/** Expects a good frame of a page's HTML; with axe, that it finds nothing in a document that is not drawn. */
export async function expectGoodSource(
  html: string,
  where: string,
  language: Language,
  withAxe: boolean,
): Promise<void> {
  // jsdom cannot draw on a canvas, and says so: axe asks it whether a letter is a picture.
  const dom = new JSDOM(html, {
    url: 'http://127.0.0.1/',
    runScripts: 'outside-only',
    virtualConsole: new VirtualConsole(),
  });
  const { window } = dom;
  expectGoodFrame(frameOf(window.document.documentElement), where, language);
  if (withAxe) {
    axeScript.runInContext(dom.getInternalVMContext());
    const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(window.document, {
      resultTypes: ['violations'],
      runOnly: axeRules,
      rules: drawnRules,
    });
    expect.soft(toldBriefly(violations), `axe: ${where}`).toEqual([]);
  }
  window.close();
}
