import 'server-only';
import { closeDatabase } from '@/lib/kernel/db';
import type { Domain } from '@/lib/kernel/domain';
import { places } from '@/lib/kernel/ports';
import { env } from '@/lib/platform/env';
import { configureLog, log } from '@/lib/platform/log';
import { startOutbox } from './deliver';
import { startJobs } from './jobs';
import { takeOffers } from './offers';

const shared = globalThis as typeof globalThis & { portalShutdown?: (() => Promise<void>)[] };

/**
 * Starts what works in the background of a server process, for what these domains offer, and registers how it ends
 * (server.mjs calls that).
 */
export function start(domains: readonly Domain[]): void {
  configureLog(env().LOG_LEVEL);
  // Read into memory now: no request waits for it, and a file that has gone since is said at once.
  places();
  takeOffers(domains);
  const outbox = startOutbox();
  const jobs = startJobs();
  shared.portalShutdown ??= [];
  shared.portalShutdown.push(async () => {
    await Promise.all([jobs.stop(), outbox.stop()]);
    await closeDatabase();
    log.info({}, 'the portal has stopped');
  });
}
