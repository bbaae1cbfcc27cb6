// @ts-check
// Every npm script comes through here. Node's built-ins alone: on a fresh clone nothing else is there yet.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { oneAtATime } from './launcher/one-at-a-time.mjs';
import { watchNpm } from './launcher/parents.mjs';
import { ensureBuild, ensureClient, ensurePackages } from './launcher/prepare.mjs';
import { supervise } from './launcher/supervise.mjs';
import { Stop, tell } from './launcher/tell.mjs';

/** @type {Record<string, { script: string, needsBuild?: boolean, serves?: boolean, size?: string }>} */
const commands = {
  demo: { script: 'serve.ts', needsBuild: true, serves: true },
  dev: { script: 'serve.ts', serves: true },
  start: { script: 'serve.ts', needsBuild: true, serves: true },
  check: { script: 'test.ts', size: 'check' },
  test: { script: 'test.ts' },
  'test:deep': { script: 'test.ts', size: 'deep' },
  'test:faults': { script: 'planted-faults.ts' },
  build: { script: '', needsBuild: true },
  'create-admin': { script: 'create-admin.ts' },
  'db:migrate': { script: 'db-migrate.ts' },
  'db:new-migration': { script: 'db-new-migration.ts' },
  'db:seed': { script: 'db-seed.ts' },
  'audit:verify': { script: 'audit-verify.ts' },
  'api-routes': { script: 'api-routes.ts' },
  new: { script: 'new.ts' },
  bench: { script: 'bench.ts', needsBuild: true },
};

const root = path.dirname(import.meta.dirname);
const [name = '', ...args] = process.argv.slice(2);

/** @returns {Promise<number>} the exit code */
async function main() {
  const command = commands[name];
  if (!command) throw new Stop(`Commands: ${Object.keys(commands).join(', ')}`);
  process.chdir(root);
  // As if the signal had come here: whatever is running then handles it.
  watchNpm(name, () => process.kill(process.pid, 'SIGTERM'));
  // What the environment says already is kept: the file fills in the rest.
  if (existsSync('.env')) process.loadEnvFile('.env');
  if (command.size) process.env.TEST_SIZE = command.size;
  await oneAtATime(root, async () => {
    await ensurePackages(root);
    await ensureClient(root);
    if (command.needsBuild) await ensureBuild(root);
  });
  if (!command.script) return 0;
  const { code, message } = await runScript(command.script, command.serves ? [name, ...args] : args);
  if (!message) return code;
  return supervise(root, { ...message, onReady: () => message.ready.forEach(tell) });
}

/** @typedef {{ environment: Record<string, string>, workers: number, host: string, port: number, ready: string[] }} Plan */

/**
 * Runs one of the TypeScript commands. serve.ts prepares, sends back how to run the server, and ends: this small
 * process, not that one, stays.
 * @param {string} script
 * @param {string[]} rest
 * @returns {Promise<{ code: number, message?: Plan }>}
 */
function runScript(script, rest) {
  const child = spawn(
    process.execPath,
    ['--conditions=react-server', '--import', 'tsx', path.join('scripts', script), ...rest],
    { stdio: ['inherit', 'inherit', 'inherit', 'ipc'] },
  );
  /** @type {Plan | undefined} */
  let message;
  child.once('message', (sent) => {
    message = /** @type {Plan} */ (sent);
  });
  const forward = (/** @type {NodeJS.Signals} */ signal) => child.kill(signal);
  process.on('SIGTERM', forward).on('SIGINT', forward);
  return new Promise((resolve) =>
    child.once('close', (code, signal) => {
      process.off('SIGTERM', forward).off('SIGINT', forward);
      resolve({ code: signal ? 1 : (code ?? 1), message: code === 0 ? message : undefined });
    }),
  );
}

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(`The portal needs Node 20.19 or newer; this is ${process.version}.\n`);
  process.exit(1);
}
main().then(
  (code) => process.exit(code),
  (error) => {
    process.stderr.write(error instanceof Stop ? `${error.message}\n` : `${error?.stack ?? error}\n`);
    process.exit(1);
  },
);
