import { execFile, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Client } from 'pg';

const run = promisify(execFile);

/** A throw-away PostgreSQL server for tests. */
export type PostgresCluster = {
  /** The address of one of its databases, as its superuser. */
  url(database: string): string;
  /** Creates a database, as a copy of `template` when one is named (which nobody may be connected to). Returns its address. */
  createDatabase(name: string, template?: string): Promise<string>;
  /** Runs a statement on one of its databases, as its superuser. */
  execute(database: string, statement: string): Promise<void>;
  /** Drops a database, ending whoever is connected. */
  dropDatabase(name: string): Promise<void>;
  /** Kills the server (as if the machine were gone) or starts it again on the same port: for tests of failing well. */
  interrupt(): Promise<void>;
  resume(): Promise<void>;
  /** Stops the server and deletes its folder. */
  stop(): Promise<void>;
};

const DEBIAN = '/usr/lib/postgresql';

/** The folder of PostgreSQL's programs: Debian's newest, else the one on PATH; undefined when there is none. */
export function findPostgres(): string | undefined {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [
    ...versions.map((version) => path.join(DEBIAN, version, 'bin')),
    ...(process.env.PATH ?? '').split(':'),
  ];
  return folders.find(
    (folder) => folder && ['initdb', 'postgres'].every((name) => existsSync(path.join(folder, name))),
  );
}

/**
 * Starts a PostgreSQL server on a free loopback port, its data in a new temporary folder. It is not durable, and is
 * gone when this process ends, by a signal too.
 * @throws Error when PostgreSQL is not installed or does not start; the message has the server's own words.
 */
export async function startPostgres(): Promise<PostgresCluster> {
  const bin = findPostgres();
  if (!bin) throw new Error('PostgreSQL is not installed (Debian: apt-get install postgresql).');
  const owner = serverUser();
  const folder = mkdtempSync(path.join(tmpdir(), 'portal-postgres-'));
  if (owner) chownSync(folder, owner.uid, owner.gid);
  const data = path.join(folder, 'data');
  const port = await freePort();
  const asOwner = {
    ...owner,
    cwd: folder,
    env: { PATH: process.env.PATH, LC_ALL: 'C', HOME: folder } as unknown as NodeJS.ProcessEnv,
  };
  await run(
    path.join(bin, 'initdb'),
    ['-D', data, '-U', 'postgres', '-E', 'UTF8', '--locale=C', '--auth=trust', '--no-sync'],
    asOwner,
  );
  const logFile = path.join(folder, 'server.log');

  let server: ReturnType<typeof spawn> | undefined;
  const url = (database: string) => `postgresql://postgres@127.0.0.1:${port}/${database}`;
  const start = async () => {
    const log = openSync(logFile, 'a', 0o666);
    // The server itself, not pg_ctl: it stays our child and ends with a signal to its number alone.
    server = spawn(path.join(bin, 'postgres'), ['-D', data, '-p', String(port), ...settings(folder)], {
      ...asOwner,
      stdio: ['ignore', log, log],
    });
    await untilReady(url('postgres'), server, logFile);
  };
  const end = async (signal: NodeJS.Signals) => {
    const running = server;
    server = undefined;
    if (!running || running.exitCode !== null || running.signalCode !== null) return;
    const gone = new Promise((resolve) => running.once('exit', resolve));
    running.kill(signal);
    await gone;
  };
  const onExit = () => {
    // SIGQUIT is PostgreSQL's immediate shutdown: its children end too.
    server?.kill('SIGQUIT');
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
  };
  const onSignal = (signal: NodeJS.Signals) => {
    onExit();
    process.exit(signal === 'SIGINT' ? 130 : 143);
  };
  process.once('exit', onExit);
  process.once('SIGINT', onSignal);
  process.once('SIGTERM', onSignal);
  const stop = async () => {
    process.off('exit', onExit);
    process.off('SIGINT', onSignal);
    process.off('SIGTERM', onSignal);
    await end('SIGINT');
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
  };

  try {
    await start();
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    url,
    createDatabase: async (name, template) => {
      await administer(
        url('postgres'),
        `create database ${quoted(name)}${template ? ` template ${quoted(template)}` : ''}`,
      );
      return url(name);
    },
    execute: (database, statement) => administer(url(database), statement),
    dropDatabase: (name) =>
      administer(url('postgres'), `drop database if exists ${quoted(name)} with (force)`),
    interrupt: () => end('SIGQUIT'),
    resume: start,
    stop,
  };
}

function settings(folder: string): string[] {
  const values = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: folder,
    // Nothing here outlives the test: speed counts, durability does not.
    fsync: 'off',
    synchronous_commit: 'off',
    full_page_writes: 'off',
    max_connections: '200',
    shared_buffers: '128MB',
  };
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

/** PostgreSQL refuses to run as root: as root, Debian's user `postgres` runs it (else `nobody`); otherwise we do. */
function serverUser(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const lines = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  const entry = lines.find(([name]) => name === 'postgres') ?? lines.find(([name]) => name === 'nobody');
  if (!entry)
    throw new Error('PostgreSQL does not run as root, and there is no user "postgres" to run it as.');
  return { uid: Number(entry[2]), gid: Number(entry[3]) };
}

/** A port of 127.0.0.1 that nobody listens on at this moment. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

const START_LIMIT = 20_000;

async function untilReady(url: string, server: ReturnType<typeof spawn>, logFile: string): Promise<void> {
  const limit = Date.now() + START_LIMIT;
  for (;;) {
    try {
      return await administer(url, 'select 1');
    } catch (error) {
      const ended = server.exitCode !== null || server.signalCode !== null;
      if (ended || Date.now() > limit)
        throw new Error(`PostgreSQL did not start:\n${readFileSync(logFile, 'utf8').slice(-2000)}`, {
          cause: error,
        });
      await sleep(100);
    }
  }
}

async function administer(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 2000 });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
