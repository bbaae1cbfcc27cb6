import {
  type BrowserContext,
  type BrowserContextOptions,
  test as base,
  expect,
  type Page,
} from '@playwright/test';
import { isInTurn } from '@/lib/testing/size';
import { loggedErrors, type Portal, quickHashes, startPortal } from './portal';

export { expect };

/**
 * The portals that tests share; a worker starts each when it is first asked for.
 * - `demo`: the demonstration, without limits, so that many tests may sign in from one address;
 * - `strict`: the same with confirmed addresses and production's password policy;
 * - `factors`: the demonstration where staff must have a second factor, as in production;
 * - `lesson`: the demonstration exactly as `npm run demo` starts it: limits, hashing, mails kept in /dev/mailbox.
 */
export type Kind = 'demo' | 'strict' | 'factors' | 'lesson';

const settings: Record<Kind, Record<string, string>> = {
  demo: { RATE_LIMITS: 'off', ...quickHashes },
  strict: { RATE_LIMITS: 'off', ...quickHashes, CONFIRM_EMAIL: 'on', PASSWORD_POLICY: 'strict' },
  factors: { RATE_LIMITS: 'off', ...quickHashes, REQUIRE_STAFF_2FA: 'on' },
  lesson: { SMTP_URL: '' },
};

/** Faults of a page that nobody asked for: an error in the console, an exception, a policy's refusal, a 5xx. */
export type Guard = {
  /** Names a fault that this test causes on purpose. */
  allow(...faults: RegExp[]): void;
  watch(context: BrowserContext): Promise<void>;
  readonly faults: string[];
};

type TestFixtures = {
  kind: Kind;
  portal: Portal;
  guard: Guard;
  /** A page in a browser of its own, watched like `page`. */
  visitor: (options?: BrowserContextOptions) => Promise<Page>;
  turn: undefined;
};

/** Of journeys tagged `@turn` a commit walks one in so many: their rules have a case below the browser. docs/contributing.md */
const TURNS = 4;
type WorkerFixtures = { portals: (kind: Kind) => Promise<Portal> };

async function watch(context: BrowserContext, faults: string[]): Promise<void> {
  context.on('console', (message) => {
    if (message.type() === 'error') faults.push(`console: ${message.text()} (${message.location().url})`);
  });
  context.on('weberror', (error) => faults.push(`exception: ${error.error().stack ?? error.error()}`));
  context.on('response', (response) => {
    if (response.status() >= 500) faults.push(`${response.status()}: ${response.url()}`);
  });
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) =>
      console.error(`policy violated: ${violatedDirective} ${blockedURI} ${sample}`),
    );
  });
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  portals: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from here
    async ({}, use) => {
      const started = new Map<Kind, Promise<Portal>>();
      await use((kind) => {
        const portal = started.get(kind) ?? startPortal({ settings: settings[kind] });
        started.set(kind, portal);
        return portal;
      });
      for (const portal of started.values()) await (await portal).dispose();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  turn: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from here
    async ({}, use, info) => {
      info.skip(
        info.tags.includes('@turn') && !isInTurn(info.titlePath.join(' '), TURNS),
        'at another commit',
      );
      await use(undefined);
    },
    { auto: true },
  ],
  kind: ['demo', { option: true }],
  portal: async ({ portals, kind }, use) => {
    const portal = await portals(kind);
    const before = portal.output().length;
    await use(portal);
    // What the server could not answer, it logs as an error: no test may cause that.
    const errors = loggedErrors(portal.output().slice(before));
    expect(errors, 'errors in the log of the portal').toEqual([]);
  },
  baseURL: async ({ portal }, use) => use(portal.url),
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from here
  guard: async ({}, use) => {
    const faults: string[] = [];
    const allowed: RegExp[] = [];
    await use({
      faults,
      allow: (...patterns) => allowed.push(...patterns),
      watch: (context) => watch(context, faults),
    });
    const unexpected = faults.filter((fault) => !allowed.some((pattern) => pattern.test(fault)));
    expect(unexpected, 'faults of pages').toEqual([]);
  },
  context: async ({ context, guard }, use) => {
    await guard.watch(context);
    await use(context);
  },
  visitor: async ({ browser, guard, baseURL }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async (options = {}) => {
      const context = await browser.newContext({ baseURL: baseURL ?? '', locale: 'en-US', ...options });
      contexts.push(context);
      await guard.watch(context);
      return context.newPage();
    });
    for (const context of contexts) await context.close();
  },
});
