import 'server-only';
import { askOverTheWall, database } from '@/lib/kernel/db';
import { log } from '@/lib/platform/log';
import { pendingMigrations } from '@/lib/platform/migration-history';
import { privateHeaders, type RouteHandler } from './api-route';
import { RETRY_AFTER } from './faults';
import { harmless } from './registry';

/** GET /healthz: the process lives. */
export const healthRoute: RouteHandler = async () =>
  Response.json({ status: 'ok' }, { headers: privateHeaders });

/** GET /readyz: the database answers, knows the portal and has every migration; 503 until then. */
export const readyRoute: RouteHandler = async () => {
  try {
    const pending = await pendingMigrations(await database());
    // Refused where the database was told another key of the wall.
    await askOverTheWall('identity_by_session', ['']);
    if (pending.length === 0) return Response.json({ status: 'ready' }, { headers: privateHeaders });
    log.warn({ pending }, 'migrations are missing');
  } catch (error) {
    log.warn({ err: error }, 'the database does not answer');
  }
  return Response.json(
    { status: 'not ready' },
    { status: 503, headers: { ...privateHeaders, 'retry-after': String(RETRY_AFTER) } },
  );
};

harmless.add(healthRoute);
harmless.add(readyRoute);
