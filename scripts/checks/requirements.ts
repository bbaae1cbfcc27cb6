import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { findPostgres } from '@/lib/testing/postgres-cluster';

// What the tests need beside npm's packages. Looked for first; installed where that is possible; never required to be
// on one certain machine.

const APT = ['/usr/bin/apt-get', '/bin/apt-get'].find(existsSync);

/** The Chromium for the browser tests, by its path; undefined when there is none and none can be installed. */
export function chromium(): string | undefined {
  const found = findChromium();
  if (found) return found;
  console.log('No Chromium found; trying to install one ...');
  const playwright = createRequire(import.meta.url).resolve('@playwright/test/cli');
  spawnSync(process.execPath, [playwright, 'install', 'chromium'], { stdio: 'inherit', timeout: 300_000 });
  for (const name of ['chromium-headless-shell', 'chromium']) if (!findChromium()) installFromDebian(name);
  return findChromium();
}

function findChromium(): string | undefined {
  // The shell draws nothing for a screen, in half the processor time.
  const system = [
    'chromium-headless-shell',
    'chromium',
    'chromium-browser',
    'google-chrome-stable',
    'google-chrome',
  ].map((name) => `/usr/bin/${name}`);
  const mac = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';
  return [process.env.PLAYWRIGHT_CHROMIUM, ownChromium(), ...system, mac].find(
    (file) => file && existsSync(file),
  );
}

/** Where Playwright would have its own, whether it is there or not. */
function ownChromium(): string | undefined {
  const library = createRequire(import.meta.url)('@playwright/test') as typeof import('@playwright/test');
  try {
    return library.chromium.executablePath();
  } catch {
    return undefined;
  }
}

/** Whether PostgreSQL's programs are there, or could be installed. */
export function hasPostgres(): boolean {
  if (findPostgres()) return true;
  console.log('No PostgreSQL found; trying to install one ...');
  return installFromDebian('postgresql') && findPostgres() !== undefined;
}

/**
 * Sees to `oathtool`, by which the browser tests compute the codes of authenticator apps: another hand than the portal's.
 * Where it cannot be had, they compute them themselves (e2e/authenticator.ts).
 */
export function seeToOathtool(): void {
  if (existsSync('/usr/bin/oathtool')) return;
  console.log('No oathtool found; trying to install it ...');
  installFromDebian('oathtool');
}

function installFromDebian(name: string): boolean {
  if (!APT || process.getuid?.() !== 0) return false;
  const options = {
    stdio: 'inherit',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    timeout: 600_000,
  } as const;
  spawnSync(APT, ['update', '-qq'], options);
  return spawnSync(APT, ['install', '-y', '-qq', '--no-install-recommends', name], options).status === 0;
}
