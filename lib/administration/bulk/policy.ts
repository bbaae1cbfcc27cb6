import type { Permission } from '@/lib/access/permissions';
import type { MessageKey } from '@/messages/keys';
import type { Act, CreateBatchInput } from './schema';

/** What each act asks of who prepares and confirms it: the same as for one person. */
export const permissionOf = {
  deactivate: 'user.deactivate',
  'give-role': 'user.assign',
  'take-role': 'user.assign',
  'add-department': 'user.assign',
} as const satisfies Record<Act, Permission>;

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
