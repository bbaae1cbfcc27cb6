// @ts-check

import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { compressStaticFiles } from './compress.mjs';
import { step } from './tell.mjs';

// Each of the three does nothing when its result is there and was made from exactly what is there now: a stamp beside
// the result holds the hash of what it was made from.

/**
 * @param {string} file
 */
const text = (file) => (existsSync(file) ? readFileSync(file, 'utf8') : '');

/**
 * @param {string[]} parts
 */
const hashOf = (parts) => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part).update('\0');
  return hash.digest('hex');
};

/**
 * Installs the packages of package-lock.json.
 * @param {string} root
 */
export async function ensurePackages(root) {
  const stamp = path.join(root, 'node_modules', '.portal-install');
  const wanted = hashOf([text(path.join(root, 'package-lock.json'))]);
  if (text(stamp) === wanted) return;
  if (!isInstalled(root)) {
    const npm = process.env.npm_execpath;
    const program = npm?.endsWith('.js') ? [process.execPath, npm] : ['npm'];
    // NODE_ENV=production would leave out what the build needs.
    const command = [...program, 'ci', '--include=dev', '--no-audit', '--no-fund'];
    await step('Installing packages', command, { npm_config_loglevel: 'error' });
  }
  writeFileSync(stamp, wanted);
}

/**
 * Whether npm's own record says that just these versions are there: somebody ran npm by hand.
 * @param {string} root
 */
function isInstalled(root) {
  try {
    const wanted = JSON.parse(text(path.join(root, 'package-lock.json'))).packages;
    const there = JSON.parse(text(path.join(root, 'node_modules', '.package-lock.json'))).packages;
    return Object.entries(wanted).every(
      ([name, entry]) =>
        name === '' || there[name]?.version === entry.version || (entry.optional && !there[name]),
    );
  } catch {
    return false;
  }
}

/**
 * Generates the Prisma client.
 * @param {string} root
 */
export async function ensureClient(root) {
  const stamp = path.join(root, 'prisma', 'generated', '.made-from');
  const version = text(path.join(root, 'node_modules', 'prisma', 'package.json'));
  const wanted = hashOf([text(path.join(root, 'prisma', 'schema.prisma')), version]);
  if (text(stamp) === wanted) return;
  const prisma = path.join(root, 'node_modules', 'prisma', 'build', 'index.js');
  // CHECKPOINT_DISABLE: no question to Prisma's servers whether there is a newer version.
  await step('Generating the database client', [process.execPath, prisma, 'generate'], {
    CHECKPOINT_DISABLE: '1',
  });
  writeFileSync(stamp, wanted);
}

/** What the production build is made from; folders are read whole, less what never gets into it. */
const SOURCES = [
  'app',
  'components',
  'lib',
  'messages',
  'public',
  'prisma/schema.prisma',
  'middleware.ts',
  'instrumentation.ts',
  'next.config.mjs',
  'postcss.config.mjs',
  'tailwind.config.ts',
  'tsconfig.json',
  'package.json',
  'package-lock.json',
];
const NOT_BUILT = /\.test\.tsx?$|\/(probes|rows)\.ts$|^lib\/testing\/|\.DS_Store$/;

/**
 * Makes the production build.
 * @param {string} root
 */
export async function ensureBuild(root) {
  const stamp = path.join(root, '.next', '.made-from');
  const wanted = hashOfSources(root);
  if (text(stamp) === wanted && existsSync(path.join(root, '.next', 'BUILD_ID'))) return;
  rmSync(stamp, { force: true });
  const next = path.join(root, 'node_modules', 'next', 'dist', 'bin', 'next');
  const environment = { NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1', PORTAL_MODE: 'demo' };
  await step('Building the portal', [process.execPath, next, 'build'], environment);
  compressStaticFiles(root);
  mkdirSync(path.dirname(stamp), { recursive: true });
  writeFileSync(stamp, wanted);
}

/**
 * The hash of all sources by name and content, in a fixed order.
 * @param {string} root
 */
function hashOfSources(root) {
  const hash = createHash('sha256');
  const visit = (/** @type {string} */ name) => {
    const file = path.join(root, name);
    if (!existsSync(file) || NOT_BUILT.test(name)) return;
    if (statSync(file).isDirectory()) for (const entry of readdirSync(file).sort()) visit(`${name}/${entry}`);
    else hash.update(name).update('\0').update(readFileSync(file)).update('\0');
  };
  for (const name of SOURCES) visit(name);
  return hash.digest('hex');
}
