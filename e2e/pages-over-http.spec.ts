import axe from 'axe-core';
import { JSDOM, VirtualConsole } from 'jsdom';
import { testSize } from '@/lib/testing/size';
import { Caller } from './http';
import { axeRules, toldBriefly } from './page-checks';
import { expectGoodFrame, frameOf, type Language } from './page-frame';
import { pagesOf, publicPages, roleNames } from './page-list';
import { demonstrationPassword, type Role, roles } from './people';
import type { Portal } from './portal';
import { expect, test } from './test';

// Every page for every role in both languages, as the server sends it, without a browser: its status, its frame, and what
// axe finds in a document that is not drawn. What needs a drawn page is the browser's: pages.spec.ts.

test.describe.configure({ mode: 'parallel' });

/** Nothing here knows colours and sizes. */
const drawnRules = { 'color-contrast': { enabled: false }, 'target-size': { enabled: false } };

const axeInEnglish = testSize === 'deep';
/** Once for each page: roles look at the same ones. */
const seenByAxe = new Set<string>();

async function expectGoodAnswer(caller: Caller, path: string, who: string, language: Language) {
  const where = `${path} of ${who} (${language})`;
  const answer = await caller.get(path, { accept: 'text/html' });
  expect.soft(answer.status, where).toBe(200);
  // jsdom cannot draw on a canvas, and says so: axe asks it whether a letter is a picture.
  const { window } = new JSDOM(answer.text, {
    url: `http://127.0.0.1${path}`,
    runScripts: 'outside-only',
    virtualConsole: new VirtualConsole(),
  });
  expectGoodFrame(frameOf(window.document.documentElement), where, language);
  const page = `${path} (${language})`;
  if ((language === 'es' || axeInEnglish) && !seenByAxe.has(page)) {
    seenByAxe.add(page);
    window.eval(axe.source);
    const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(window.document, {
      resultTypes: ['violations'],
      runOnly: axeRules,
      rules: drawnRules,
    });
    expect.soft(toldBriefly(violations), `axe: ${where}`).toEqual([]);
  }
  window.close();
}

async function speaking(portal: Portal, language: Language, role?: Role): Promise<Caller> {
  const caller = new Caller(portal);
  if (role) {
    const answer = await caller.post('/login', { email: roles[role], password: demonstrationPassword });
    expect(answer.status, answer.text).toBe(200);
  }
  caller.cookies.set('portal-language', language);
  return caller;
}

for (const language of ['en', 'es'] as const) {
  test(`public pages (${language})`, async ({ portal }) => {
    const caller = await speaking(portal, language);
    for (const path of publicPages) await expectGoodAnswer(caller, path, 'a stranger', language);
  });

  for (const role of roleNames)
    test(`pages of a ${role} (${language})`, async ({ portal }) => {
      const caller = await speaking(portal, language, role);
      for (const path of pagesOf(role)) await expectGoodAnswer(caller, path, role, language);
    });
}
