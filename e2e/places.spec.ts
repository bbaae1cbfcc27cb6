import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { BrowserContextOptions, Page } from '@playwright/test';
import { writePlacesDatabase } from '@/lib/testing/places-database';
import { expectGoodAddress } from './page-checks';
import { drawnLanguages } from './page-frame';
import { enterAs, enterAsNewResident, fillSignIn, goodPassword, problem, ways } from './people';
import { newDataFolder, type Portal, quickHashes, runCommand, startPortal } from './portal';
import { expect, test } from './test';

// Where an address is, nearly, by a database that only some portals have (GEOIP_DATABASE). Behind one trusted proxy, so
// that a browser of the test is at the address that it says.

/** A browser at an address. */
const at = (address: string): BrowserContextOptions => ({ extraHTTPHeaders: { 'x-forwarded-for': address } });
const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
const speak = (page: Page, language: string, { url }: Portal) =>
  page.context().addCookies([{ name: 'portal-language', value: language, url }]);
const readings = ['/security/history', '/security', '/privacy'];

test.describe('with a database of places', () => {
  let placed: Portal;
  const folder = mkdtempSync(path.join(tmpdir(), 'portal-places-'));
  const startPlaced = () => {
    const file = path.join(folder, 'places.mmdb');
    writePlacesDatabase(file);
    return startPortal({
      settings: { RATE_LIMITS: 'off', ...quickHashes, GEOIP_DATABASE: file, TRUSTED_PROXY_HOPS: '1' },
    });
  };
  test.afterAll(async () => {
    await placed?.dispose();
    rmSync(folder, { recursive: true });
  });
  test.use({
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from here
    portal: async ({}, use) => {
      // Not in `beforeAll`: hooks ask for the portal, too.
      placed ??= await startPlaced();
      const before = placed.output().length;
      await use(placed);
      expect(placed.output().slice(before), 'the log of the portal').not.toMatch(
        /"level":\s*"(warn|error|fatal)"/,
      );
    },
  });

  for (const { name, use } of ways)
    test(`history, sessions and mail say about where, ${name}`, { tag: '@turn' }, async ({ visitor }) => {
      const page = await visitor({ ...at('203.0.113.7'), ...use });
      const email = await enterAsNewResident(page);
      const known = await visitor({ ...at('2001:db8:1::7'), userAgent: firefox });
      await enterAs(known, email, goodPassword);
      const stranger = await visitor({ ...at('198.51.100.9'), ...use });
      await stranger.goto('/login');
      await fillSignIn(stranger, email, 'not the password');
      await expect(problem(stranger)).toBeVisible();
      const home = await visitor(at('192.168.1.20'));
      await enterAs(home, email, goodPassword);

      await page.goto('/security/history');
      const rows = page.getByRole('table').getByRole('row');
      await expect(rows).toHaveCount(5);
      await expect(rows.nth(1)).toContainText(/Signed in.*192\.168\.1\.20$/);
      await expect(rows.nth(2)).toContainText(/Not let in.*198\.51\.100\.9Spain$/);
      await expect(rows.nth(3)).toContainText(/Signed in.*2001:db8:1::7Portland, Oregon, United States$/);
      await expect(rows.nth(4)).toContainText(/Registration.*203\.0\.113\.7Salem, Oregon, United States$/);
      await expect(page.getByRole('main')).toContainText('The place below an address is approximate');

      await page.goto('/security');
      const sessions = page.getByRole('region', { name: 'Where you are signed in' }).getByRole('listitem');
      await expect(sessions).toHaveCount(3);
      const place = 'Approximate place, by the address: ';
      await expect(sessions.filter({ hasText: 'This device' })).toContainText(
        `${place}Salem, Oregon, United States`,
      );
      await expect(sessions.filter({ hasText: 'Firefox' })).toContainText(
        `${place}Portland, Oregon, United States`,
      );
      await expect(sessions.filter({ hasText: '192.168.1.20' })).not.toContainText('place');

      const answer = await (await page.request.get('/api/v1/me/sessions')).json();
      for (const session of answer.items)
        expect(Object.keys(session).sort(), 'the API says what it said').toEqual(
          ['id', 'current', 'createdAt', 'lastSeenAt', 'ip', 'userAgent'].sort(),
        );

      const alerts = () =>
        placed.mail.allTo(email).filter(({ subject }) => subject.startsWith('A new device'));
      await expect.poll(() => alerts().length).toBe(2);
      const told = alerts().find(({ text }) => text.includes('2001:db8:1::7'));
      for (const part of [told?.text, told?.html])
        expect(part).toContain(`${place}Portland, Oregon, United States`);
      const untold = alerts().find(({ text }) => text.includes('192.168.1.20'));
      expect(untold?.text).not.toContain('place');

      await speak(page, 'es', placed);
      await page.goto('/security/history');
      await expect(rows.nth(2)).toContainText('198.51.100.9España');
      await page.goto('/security');
      await expect(page.getByRole('main')).toContainText(
        'Lugar aproximado, según la dirección: Salem, Oregón, Estados Unidos',
      );
      if (!use.javaScriptEnabled) return;
      for (const language of drawnLanguages('en')) {
        await speak(page, language, placed);
        for (const address of readings) {
          await expectGoodAddress(page, address, language);
          await expect(page.getByRole('main')).toContainText(/approximate|aproximado/i);
        }
      }
    });
});

test('without one there is no word of places', { tag: '@turn' }, async ({ page, portal }) => {
  await enterAsNewResident(page);
  for (const language of ['en', 'es']) {
    await speak(page, language, portal);
    for (const address of readings) {
      await page.goto(address);
      await expect(page.locator('html')).toHaveAttribute('lang', language);
      await expect(page.getByRole('main')).not.toContainText(/approximate|aproximado/i);
    }
  }
});

test('with a file that is none the portal does not start, and says why', async () => {
  const folder = newDataFolder(true);
  const file = path.join(folder, 'places.mmdb');
  writeFileSync(file, 'Places, and so on');
  const running = runCommand(['demo'], { DATA_DIR: folder, GEOIP_DATABASE: file });
  expect(await running.ended).not.toBe(0);
  expect(running.output()).toContain(
    `The portal cannot start with these settings:\n  GEOIP_DATABASE is no database in MaxMind's format (.mmdb): ${file}\n`,
  );
  expect(running.output()).not.toMatch(/\n\s+at /);
  rmSync(folder, { recursive: true, force: true });
});
