import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseEnv } from 'node:util';
import { freePort } from '@/lib/testing/postgres-cluster';
import { type MailServer, startMailServer } from './mail-server';

/** The portal that is under test. */
export const root = path.dirname(import.meta.dirname);

/** Secrets that open nothing outside the tests. */
export const secrets = {
  AUTH_SECRET: 'browser-tests-sign-cookies-with-this-0123456789',
  PASSWORD_PEPPER: 'browser-tests-pepper-passwords-with-this-9876543210',
};

/** The cheapest hashes: what they cost is measured elsewhere. */
export const quickHashes = { PASSWORD_COST: '4' };

/** A command of the portal that is running, or ran. */
export type Running = {
  readonly process: ChildProcess;
  /** Everything it wrote so far. */
  output(): string;
  /** Resolves with its exit code when it has ended; a signal counts as 128. */
  readonly ended: Promise<number>;
};

/** A portal that answers. */
export type Portal = {
  readonly url: string;
  readonly port: number;
  readonly dataFolder: string;
  readonly mail: MailServer;
  output(): string;
  /** The number of the process that answers (not of its launcher). */
  serverPid(): number;
  /** Ends it by SIGTERM. Answers how many milliseconds that took. */
  stop(): Promise<number>;
  /** Starts it again on the same port and data. */
  startAgain(): Promise<void>;
  /** Ends it and deletes what it left behind. */
  dispose(): Promise<void>;
};

export type PortalOptions = {
  command?: 'demo' | 'start';
  /** Settings by name; they win over the defaults of the tests. */
  settings?: Record<string, string>;
  /** An empty data folder instead of a copy of the prepared demonstration. */
  empty?: boolean;
  /** So many made-up residents of Alder County are written before it starts. */
  residents?: number;
  /** Where the portal's files are, when they are not those under test but a changed copy: without-middleware.ts. */
  from?: string;
};

/** Only what programs need to run: no setting of the surroundings, and none of a `.env` beside the portal. */
function bareEnvironment(): Record<string, string> {
  const kept = ['PATH', 'HOME', 'TMPDIR', 'LANG', 'PLAYWRIGHT_CHROMIUM'];
  const file = path.join(root, '.env');
  const silenced = existsSync(file) ? Object.keys(parseEnv(readFileSync(file, 'utf8'))) : [];
  return {
    ...Object.fromEntries(silenced.map((name) => [name, ''])),
    ...Object.fromEntries(kept.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : []))),
    NEXT_TELEMETRY_DISABLED: '1',
  };
}

/** Runs a command of scripts/portal.mjs with exactly these settings. */
export function runCommand(args: string[], settings: Record<string, string>, from = root): Running {
  const child = spawn(process.execPath, [path.join(from, 'scripts', 'portal.mjs'), ...args], {
    cwd: from,
    env: { ...bareEnvironment(), ...settings } as unknown as NodeJS.ProcessEnv,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (output += data));
  const onExit = () => child.kill('SIGTERM');
  process.once('exit', onExit);
  const ended = new Promise<number>((resolve) =>
    child.once('close', (code) => {
      process.off('exit', onExit);
      resolve(code ?? 128);
    }),
  );
  return { process: child, output: () => output, ended };
}

/** Polls /readyz until it answers 200. Throws with what the command wrote when it ends before, or after `patience` ms. */
export async function untilReady(url: string, running: Running, patience = 60_000): Promise<void> {
  for (const limit = Date.now() + patience; ; await sleep(50)) {
    const hasEnded = running.process.exitCode !== null || running.process.signalCode !== null;
    if (hasEnded || Date.now() > limit)
      throw new Error(`The portal ${hasEnded ? 'ended' : 'is not ready'}:\n${running.output()}`);
    const answer = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(5000) }).catch(() => undefined);
    await answer?.body?.cancel();
    if (answer?.status === 200) return;
  }
}

const folders: string[] = [];
process.once('exit', () => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A new folder for the data of one portal, gone when this process ends. With the demonstration in it, unless it is to be empty. */
export function newDataFolder(empty = false): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'portal-e2e-'));
  folders.push(folder);
  const prepared = process.env.E2E_PREPARED;
  if (!empty && prepared) cpSync(prepared, folder, { recursive: true });
  return folder;
}

/** Starts a portal of the production build, with a mail server of its own. */
export async function startPortal({
  command = 'demo',
  settings = {},
  empty = false,
  residents = 0,
  from = root,
}: PortalOptions = {}): Promise<Portal> {
  const [port, mail] = await Promise.all([freePort(), startMailServer()]);
  const dataFolder = newDataFolder(empty);
  const url = `http://127.0.0.1:${port}`;
  const all = {
    ...secrets,
    PORT: String(port),
    DATA_DIR: dataFolder,
    LOG_LEVEL: 'warn',
    SMTP_URL: mail.url,
    ...settings,
  };
  let running: Running | undefined;
  let before = '';

  const startAgain = async () => {
    before += running?.output() ?? '';
    running = runCommand([command], all, from);
    await untilReady(url, running);
  };
  const stop = async () => {
    const began = Date.now();
    running?.process.kill('SIGTERM');
    await running?.ended;
    return Date.now() - began;
  };
  const dispose = async () => {
    await stop();
    await mail.close();
    rmSync(dataFolder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  };
  try {
    if (residents > 0) {
      const seeding = runCommand(['db:seed', '--users', String(residents)], all);
      if ((await seeding.ended) !== 0) throw new Error(seeding.output());
    }
    await startAgain();
  } catch (error) {
    await dispose();
    throw error;
  }
  return {
    url,
    port,
    dataFolder,
    mail,
    output: () => before + (running?.output() ?? ''),
    serverPid: () => childOf(running?.process.pid ?? 0),
    stop,
    startAgain,
    dispose,
  };
}

/** What a portal could not do, it logs as an error: the lines of its output that tell of one. */
export function loggedErrors(output: string): string[] {
  return output.split('\n').filter((line) => /^\{.*"level":\s*("error"|"fatal"|50|60)/.test(line));
}

/** The one child of the launcher: the process that answers. Linux only. */
function childOf(pid: number): number {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ');
  return Number(children[0]);
}
