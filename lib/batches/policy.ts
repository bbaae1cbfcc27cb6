import type { Permission, Reach } from '@/lib/access/permissions';
import type { MessageKey } from '@/messages/keys';

/** Why somebody may not prepare, see or confirm a batch of such acts, as a message key; null when they may. */
export function whyNotBatch(
  actor: { county: object | null; grants: ReadonlyMap<Permission, Reach> },
  permission: Permission,
): MessageKey | null {
  // A batch is one county's, so that its rows and its trail are too.
  if (!actor.county) return 'errors.batch.ofOneCounty';
  return actor.grants.has(permission) ? null : 'errors.access.notAllowed';
}
