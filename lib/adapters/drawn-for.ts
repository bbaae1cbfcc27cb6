import 'server-only';
import { createHmac } from 'node:crypto';
import type { Actor } from '@/lib/kernel/actor';
import { clock } from '@/lib/kernel/ports';
import type { PortalRequest } from '@/lib/kernel/request';
import { env } from '@/lib/platform/env';

// A form acts for whom it was drawn, and for nobody else: in a tab that stayed open while somebody else signed in, or while
// another mailed link was opened, it would act on their account. docs/security.md, "Requests".

const sealed = (whom: string) =>
  createHmac('sha256', env().AUTH_SECRET).update(`portal-form:${whom}`).digest('base64url').slice(0, 22);

/** The mark of forms that are drawn for an actor; strangers' forms have none. Not of the session: a proof renews its id. */
export function markOf(actor: Actor): string | undefined {
  return actor.kind === 'person' ? sealed(`person ${actor.id}`) : undefined;
}

/** The mark of forms that are drawn for a mailed link. */
export function markOfLink(token: string | undefined): string {
  return sealed(`link ${token}`);
}

/**
 * Whether a form with this mark may act for who asks. A stranger may try: the use case leads to the sign-in.
 * @param isPublic its use case is open to strangers, whose pages have no mark
 */
export async function isDrawnForAsker(
  mark: unknown,
  request: PortalRequest,
  isPublic: boolean,
): Promise<boolean> {
  // With the database away nobody is known: the use case meets that, and says so.
  const actor = await request.identify(clock().now()).catch(() => null);
  if (actor?.kind !== 'person') return true;
  return mark === undefined ? isPublic : mark === markOf(actor);
}
