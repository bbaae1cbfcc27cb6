import type { Permission, Reach } from '@/lib/access/permissions';
import type { MessageKey } from '@/messages/keys';
import type { Act, BatchKind, CreateBatchInput } from './schema';

/** What each kind of batch asks of who prepares and confirms it: the same as the single act. */
export const permissionOf: Record<BatchKind, Permission> = {
  deactivate: 'user.deactivate',
  'give-role': 'user.assign',
  'take-role': 'user.assign',
  'add-department': 'user.assign',
  import: 'user.invite',
};

/** Why somebody may not prepare or confirm such a batch, as a message key; null when they may. */
export function whyNotBatch(
  actor: { county: object | null; grants: ReadonlyMap<Permission, Reach> },
  kind: BatchKind,
): MessageKey | null {
  // A batch is one county's, so that its rows and its trail are too.
  if (!actor.county) return 'errors.batch.ofOneCounty';
  return actor.grants.has(permissionOf[kind]) ? null : 'errors.access.notAllowed';
}

/** The field that an act needs besides the people, and what to say when it is empty; null for an act that needs none. */
export function missingField(
  act: Act,
  given: Pick<CreateBatchInput, 'role' | 'department'>,
): { field: 'role' | 'department'; message: MessageKey } | null {
  if ((act === 'give-role' || act === 'take-role') && !given.role)
    return { field: 'role', message: 'errors.batch.chooseRole' };
  if (act === 'add-department' && !given.department)
    return { field: 'department', message: 'errors.batch.chooseDepartment' };
  return null;
}
