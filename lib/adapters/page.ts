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
import type { Fault, FaultCode } from '@/lib/kernel/result';
import type { UseCase } from '@/lib/kernel/use-case';
import { ownPath, paths } from '@/lib/shared/paths';
import { currentRequest } from './current-request';
import { consequenceOf, faults, RETRY_AFTER } from './faults';
import { setPageStatus } from './response-status';

/** The request of the page that is being rendered; one for the page and its layouts, so that it is authenticated once. */
export const pageRequest = cache((): Promise<PortalRequest> => currentRequest({ bearer: false }));

const unknown: Stranger = { kind: 'stranger' };

/** Who looks at the page that is being rendered. With the database away: a stranger, and the page says 503. */
export const pageActor = cache(async (): Promise<Actor> => {
  const request = await pageRequest();
  try {
    return await request.identify(clock().now());
  } catch (error) {
    if (databaseFault(error) !== 'away') throw error;
    setPageStatus(faults.unavailable.status, RETRY_AFTER);
    return unknown;
  }
});

/** The address of the page that is being rendered, with its query. */
export async function currentPath(): Promise<string> {
  return ownPath((await headers()).get('x-portal-path')) ?? paths.dashboard.show();
}

/**
 * Where a stranger goes to get on here: the sign-in page, or its second step when the first is done. From the second
 * step itself the way leads to where that was to lead, and the sign-in page says when an attempt is over.
 */
export async function signInPath(next?: string): Promise<string> {
  const here = new URL(next ?? (await currentPath()), 'http://portal.invalid');
  const isSecondStep = here.pathname === paths.signIn.secondFactor();
  const back = isSecondStep
    ? (ownPath(here.searchParams.get('next')) ?? undefined)
    : here.pathname + here.search;
  const attemptCookie = (await pageRequest()).cookies.attempt;
  const attempt = await attemptOf(attemptCookie, clock().now()).catch(awayOrThrown);
  return attempt
    ? paths.signIn.secondFactor(back)
    : paths.signIn.start(back, { again: isSecondStep && attemptCookie !== undefined });
}

/** Ends the page where the database is away; throws on what is a bug. */
function awayOrThrown(error: unknown): never {
  if (databaseFault(error) === 'away') portalAway();
  throw error;
}

/** Whether the portal could not find out who looks at the page, because the database is away. */
export function isUnknown(actor: Actor): boolean {
  return actor === unknown;
}

/** Ends the page with the one that says that the portal is away, status 503. */
export function portalAway(): never {
  waitPage('unavailable', RETRY_AFTER);
}

/**
 * Ends the page with the one that asks to wait. It takes Next's way out for 401 (app/unauthorized.tsx), which no page of
 * ours needs: an error that is thrown is drawn by scripts alone.
 */
function waitPage(name: FaultCode, retryAfter?: number): never {
  setPageStatus(faults[name].status, retryAfter);
  unauthorized();
}

/**
 * Leads whoever looks at a page, or sent a form, to what a failure comes to: the sign-in page, a proof, a second factor,
 * the 403 or 404 page. Returns for what they can wait for or correct where they are.
 */
export async function leadAway(fault: Fault, here: string): Promise<void> {
  switch (consequenceOf(fault)) {
    case 'prove-again':
      return redirect(paths.security.reauthenticate(here));
    case 'sign-in':
      return redirect(await signInPath(here));
    case 'set-up-factor':
      return redirect(paths.factors.show());
    case 'forbidden':
      return forbidden();
    case 'not-found':
      return notFound();
  }
}

/**
 * Runs a reading use case for a page. A failure never returns: it becomes the page that it leads to. What somebody could
 * correct is nothing that a page offers: 404.
 */
export async function read<S extends z.ZodType, T>(useCase: UseCase<S, T>, input: z.input<S>): Promise<T> {
  const result = await useCase.execute(await pageRequest(), input);
  if (result.ok) return result.value;
  await leadAway(result.error, await currentPath());
  if (consequenceOf(result.error) === 'wait') waitPage(result.error.code, result.error.retryAfter);
  notFound();
}
