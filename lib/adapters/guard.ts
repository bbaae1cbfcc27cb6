import 'server-only';
import { forbidden, redirect } from 'next/navigation';
import type { Person } from '@/lib/kernel/actor';
import { isFresh } from '@/lib/kernel/admit';
import { clock } from '@/lib/kernel/ports';
import type { UseCase } from '@/lib/kernel/use-case';
import { paths } from '@/lib/shared/paths';
import { currentPath, isUnknown, leadAway, pageActor, portalAway, signInPath } from './page';

/** What a page asks beyond its use case; a page cannot ask for less. */
type More = {
  /** A fresh sign-in, where the use case asks for one of some inputs alone: better before typing than after. */
  fresh?: true;
  /** A county of one's own: a System Administrator, who is in none, gets the 403 page. */
  ofOneCounty?: true;
};

/**
 * Guards a page by the use case that it leads to: whom the use case would refuse whatever they ask is led to the
 * sign-in page, its second step, the proof of who they are, or gets the 403 page. Call it in page.tsx, never in a
 * layout: Next does not render a layout again on every navigation. It is never the only guard: the use case checks for
 * itself.
 */
export async function guard(useCase: Pick<UseCase, 'fresh' | 'whyNot'>, more: More = {}): Promise<Person> {
  const actor = await pageActor();
  if (isUnknown(actor)) portalAway();
  if (actor.kind !== 'person') redirect(await signInPath());
  const now = clock().now();
  const refusal = useCase.whyNot(actor, now);
  // Wanting a proof comes last: nobody proves who they are for a page that is not theirs.
  if (refusal && !refusal.reauthRequired) await leadAway(refusal, await currentPath());
  if (more.ofOneCounty && !actor.county) forbidden();
  if ((useCase.fresh || more.fresh) && !isFresh(actor, now))
    redirect(paths.security.reauthenticate(await currentPath()));
  return actor;
}
