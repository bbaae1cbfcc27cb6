import 'server-only';
import { headers } from 'next/headers';
import { forbidden, notFound, redirect, unauthorized } from 'next/navigation';
import { cache } from 'react';
import type { z } from 'zod';
import { attemptOf } from '@/lib/identity/who-asks';
import type { Actor, Stranger } from '@/lib/kernel/actor';
import { databaseFault } from '@/lib/kernel/database-faults';
import { clock } from '@/lib/kernel/ports';
import type { PortalRequest } from '@/lib/kernel/request';
import type { Fault } from '@/lib/kernel/result';
import type { UseCase } from '@/lib/kernel/use-case';
import { ownPath, paths } from '@/lib/shared/paths';
import { currentRequest } from './current-request';
import { setPageStatus } from './response-status';

/** The request of the page that is being rendered; one for the page and its layouts, so that it is authenticated once. */
export const pageRequest = cache(async (): Promise<PortalRequest> => {
  const request = await currentRequest({ bearer: false });
  let actor: Promise<Actor> | undefined;
  return {
    ...request,
    identify: (now) => {
      actor ??= request.identify(now);
      return actor;
    },
  };
});

const unknown: Stranger = { kind: 'stranger' };

/** Who looks at the page that is being rendered. With the database away: a stranger, and the page says 503. */
export const pageActor = cache(async (): Promise<Actor> => {
  const request = await pageRequest();
  try {
    return await request.identify(clock().now());
  } catch (error) {
    if (databaseFault(error) !== 'away') throw error;
    setPageStatus(503, 5);
    return unknown;
  }
});

/** The address of the page that is being rendered, with its query. */
export async function currentPath(): Promise<string> {
  return ownPath((await headers()).get('x-portal-path')) ?? paths.dashboard();
}

/**
 * Where a stranger goes to get on here: the sign-in page, or its second step when the first is done. From the second
 * step itself the way leads to where that was to lead, and the sign-in page says when an attempt is over.
 */
export async function signInPath(next?: string): Promise<string> {
  const here = new URL(next ?? (await currentPath()), 'http://portal.invalid');
  const isSecondStep = here.pathname === paths.twoFactor();
  const back = isSecondStep
    ? (ownPath(here.searchParams.get('next')) ?? undefined)
    : here.pathname + here.search;
  const attemptCookie = (await pageRequest()).cookies.attempt;
  const attempt = await attemptOf(attemptCookie, clock().now());
  return attempt
    ? paths.twoFactor(back)
    : paths.login(back, { again: isSecondStep && attemptCookie !== undefined });
}

/** Whether the portal could not find out who looks at the page, because the database is away. */
export function isUnknown(actor: Actor): boolean {
  return actor === unknown;
}

/**
 * Ends the page with the one that says that the portal is away, status 503. It takes Next's way out for 401
 * (app/unauthorized.tsx), which no page of ours needs: an error that is thrown is drawn by scripts alone.
 */
export function portalAway(): never {
  setPageStatus(503, 5);
  unauthorized();
}

/**
 * Leads whoever looks at a page, or sent a form, to what a failure asks of them: a proof, the sign-in page, a second
 * factor, the 403 or 404 page. Returns for a failure that is to be shown where they are.
 */
export async function leadAway(fault: Fault, here: string): Promise<void> {
  if (fault.reauthRequired) redirect(paths.reauthenticate(here));
  if (fault.code === 'unauthenticated') redirect(await signInPath(here));
  if (fault.factorRequired) redirect(paths.twoFactorSettings());
  if (fault.code === 'forbidden') forbidden();
  if (fault.code === 'not_found') notFound();
}

/**
 * Runs a reading use case for a page. A failure never returns: it becomes the sign-in page, the 403 or 404 page, or
 * the page that says that the portal is away.
 */
export async function read<S extends z.ZodType, T>(useCase: UseCase<S, T>, input: z.input<S>): Promise<T> {
  const result = await useCase.execute(await pageRequest(), input);
  if (result.ok) return result.value;
  await leadAway(result.error, await currentPath());
  const { code, retryAfter } = result.error;
  if (code === 'unavailable') portalAway();
  if (code === 'too_many') {
    setPageStatus(429, retryAfter);
    unauthorized();
  }
  notFound();
}
