import { existsSync } from 'node:fs';
import { defineConfig } from '@playwright/test';
import { testSize } from './lib/testing/size';

/** The Chromium that `npm test` found (scripts/checks/requirements.ts), else one of the system's, else Playwright's own. */
const executablePath = [
  process.env.PLAYWRIGHT_CHROMIUM,
  // Draws nothing for a screen: half of Chromium's processor time.
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
].find((file) => file && existsSync(file));

/**
 * Browser and HTTP tests of the built portal. Each worker starts its own portals (e2e/portal.ts), on free ports and in
 * data folders of their own, so that nothing of the machine is touched and copies may run side by side.
 */
export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  // What each size takes: docs/contributing.md.
  ...(testSize === 'check' ? { grep: /@smoke/ } : {}),
  ...(testSize === 'deep' ? {} : { grepInvert: /@deep/ }),
  globalSetup: './e2e/global-setup.ts',
  // The portal, its hashing and the browser share the machine: more workers than two only make each other wait.
  workers: 2,
  fullyParallel: false,
  forbidOnly: Boolean(process.env.CI),
  retries: 0,
  timeout: 240_000,
  expect: { timeout: 10_000 },
  // The runner reads the second and tells the slowest tests.
  reporter: [['list'], ['json', { outputFile: 'test-results/playwright.json' }]],
  use: {
    locale: 'en-US',
    actionTimeout: 10_000,
    navigationTimeout: 20_000,
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(executablePath ? { executablePath } : {}),
      args: ['--no-sandbox', '--disable-dev-shm-usage'],
    },
  },
});
