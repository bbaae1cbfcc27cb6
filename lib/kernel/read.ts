import 'server-only';
import { headers } from 'next/headers';
import { forbidden, notFound, redirect } from 'next/navigation';
import { cache } from 'react';
import type { z } from 'zod';
import { awayDigest } from '@/lib/shared/away';
import { ownPath, paths } from '@/lib/shared/paths';
import { type Actor, stranger } from './actor';
import { isDatabaseAway } from './db';
import { authenticate } from './identity';
import { clock } from './ports';
import { currentRequest } from './request';
import { setPageStatus } from './response-status';
import type { UseCase } from './use-case';

/** The request of the page that is being rendered; one for the page and its layouts, so that it is authenticated once. */
export const pageRequest = cache(() => currentRequest({ bearer: false }));

/** Who looks at the page that is being rendered. With the database away: a stranger, and the page says 503. */
export const pageActor = cache(async (): Promise<Actor> => {
  const request = await pageRequest();
  try {
    return await authenticate(request.credentials, clock().now());
  } catch (error) {
    if (!isDatabaseAway(error)) throw error;
    setPageStatus(503, 5);
    return stranger;
  }
});

/** The address of the page that is being rendered, with its query. */
export async function currentPath(): Promise<string> {
  return ownPath((await headers()).get('x-portal-path')) ?? paths.dashboard();
}

/** Says that the database is away; app/error.tsx shows it, with status 503. */
export class ServiceAway extends Error {
  override name = 'ServiceAway';
  /** Next hands a digest to the browser, and nothing else of an error. */
  readonly digest = awayDigest;
}

/**
 * Runs a reading use case for a page. A failure never returns: it becomes the sign-in page, the 403 or 404 page, or
 * the page that says that the portal is away.
 */
export async function read<S extends z.ZodType, T>(useCase: UseCase<S, T>, input: z.input<S>): Promise<T> {
  const result = await useCase.execute(await pageRequest(), input);
  if (result.ok) return result.value;
  const { code, reauthRequired } = result.error;
  if (reauthRequired) redirect(paths.reauthenticate(await currentPath()));
  if (code === 'unauthenticated') redirect(paths.login(await currentPath()));
  if (code === 'forbidden') forbidden();
  if (code === 'unavailable') {
    setPageStatus(503, 5);
    throw new ServiceAway('the portal is away');
  }
  notFound();
}
