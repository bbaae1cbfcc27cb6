import 'server-only';
import { randomUUID } from 'node:crypto';
import { OPERATOR, type System } from '@/lib/kernel/actor';
import { database } from '@/lib/kernel/db';
import type { Job } from '@/lib/kernel/domain';
import { clock } from '@/lib/kernel/ports';
import type { PortalRequest } from '@/lib/kernel/request';
import { env } from '@/lib/platform/env';
import { log } from '@/lib/platform/log';
import { tidyUp } from './housekeeping';
import { offers } from './offers';

const MINUTE = 60_000;

/** The job of this room. */
const tidying: Job = { everyMinutes: 60, useCase: tidyUp };

/** How long a job is its process's own without another word of it. A process that was killed says none. */
const LEASE = 5 * MINUTE;

/** Takes a job that is due and that no living process has. Of any number that try at once, one gets a lease. */
async function take(job: string, now: Date): Promise<string | null> {
  const { query } = await database();
  const { rows } = await query<{ leasedBy: string }>({
    text: `insert into "Timer" ("job", "dueAt", "leasedBy", "leasedUntil") values ($1, $2, $3, $4)
      on conflict ("job") do update set "leasedBy" = excluded."leasedBy", "leasedUntil" = excluded."leasedUntil"
      where "Timer"."dueAt" <= $2 and ("Timer"."leasedUntil" is null or "Timer"."leasedUntil" <= $2)
      returning "leasedBy"`,
    values: [job, now, randomUUID(), new Date(now.getTime() + LEASE)],
  });
  return rows[0]?.leasedBy ?? null;
}

async function renew(lease: string): Promise<void> {
  const { query } = await database();
  const until = new Date(clock().now().getTime() + LEASE);
  await query({
    text: `update "Timer" set "leasedUntil" = $2 where "leasedBy" = $1`,
    values: [lease, until],
  });
}

/** Gives a job back, due again after its interval. Whoever lost the lease has nothing to say of it any more. */
async function finish(lease: string, dueAt: Date): Promise<void> {
  const { query } = await database();
  await query({
    text: `update "Timer" set "dueAt" = $2, "leasedBy" = null, "leasedUntil" = null where "leasedBy" = $1`,
    values: [lease, dueAt],
  });
}

/** The call by which the system runs a job: from nowhere, with nothing that a browser could have sent. */
export function systemRequest(job: string): PortalRequest {
  return requestOf({ kind: 'system', job });
}

/** The call by which a command of whoever runs the portal does what the system alone may. */
export function operatorRequest(job: string): PortalRequest {
  return requestOf({ kind: 'system', job, by: OPERATOR });
}

function requestOf(actor: System): PortalRequest {
  return {
    identify: async () => actor,
    ip: '',
    userAgent: '',
    requestId: randomUUID(),
    locale: 'en',
    cookies: {},
  };
}

/** Runs a job if it is due. What fails keeps its lease, and is tried again when that runs out. */
async function runIfDue({ everyMinutes, useCase }: Job, now: Date): Promise<boolean> {
  const { name } = useCase;
  const lease = await take(name, now);
  if (!lease) return false;
  const renewal = setInterval(
    () =>
      renew(lease).catch((error: unknown) => log.warn({ err: error, job: name }, 'a lease was not renewed')),
    LEASE / 5,
  );
  try {
    const result = await useCase.execute(systemRequest(name), {});
    if (!result.ok) throw new Error(result.error.message);
    if (result.value > 0) log.info({ job: name, rows: result.value }, 'a job has run');
    await finish(lease, new Date(now.getTime() + everyMinutes * MINUTE));
  } catch (error) {
    log.error({ err: error, job: name }, 'a job failed');
  } finally {
    clearInterval(renewal);
  }
  return true;
}

/**
 * Runs every job that is due, each by one process at a time over all of them. What fails in one keeps no other
 * waiting. Answers which have run.
 */
export async function runDueJobs(now = clock().now()): Promise<string[]> {
  const ran: string[] = [];
  for (const job of [tidying, ...offers('jobs')]) if (await runIfDue(job, now)) ran.push(job.useCase.name);
  return ran;
}

/** Looks every minute for jobs that are due, in every process. */
export function startJobs(): { stop: () => Promise<void> } {
  let running: Promise<void> | null = null;
  const look = () => {
    running ??= runDueJobs()
      .then(
        () => undefined,
        (error: unknown) => log.warn({ err: error }, 'no job could be looked for'),
      )
      .finally(() => {
        running = null;
      });
  };
  const timer = setInterval(look, MINUTE);
  timer.unref();
  // Not at once: a start has better things to do.
  const first = setTimeout(look, env().TIDY_AFTER_SECONDS * 1000);
  first.unref();
  return {
    stop: async () => {
      clearInterval(timer);
      clearTimeout(first);
      await running;
    },
  };
}
