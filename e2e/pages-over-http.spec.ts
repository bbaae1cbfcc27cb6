import { Caller } from './http';
import type { Language } from './page-frame';
import { pagesOf, publicPages, roleNames } from './page-list';
import { expectGoodSource } from './page-source';
import { demonstrationPassword, type Role, roles } from './people';
import type { Portal } from './portal';
import { expect, test } from './test';

// Every page for every role in both languages, as the server sends it, without a browser: its status, its frame, and what
// axe finds in a document that is not drawn. What needs a drawn page is the browser's: pages.spec.ts.

test.describe.configure({ mode: 'parallel' });

/** Once for each page in each language: roles look at the same ones. */
const seenByAxe = new Set<string>();

async function expectGoodAnswer(caller: Caller, path: string, who: string, language: Language) {
  const where = `${path} of ${who} (${language})`;
  const answer = await caller.get(path, { accept: 'text/html' });
  expect.soft(answer.status, where).toBe(200);
  const page = `${path} (${language})`;
  await expectGoodSource(answer.text, where, language, !seenByAxe.has(page));
  seenByAxe.add(page);
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
