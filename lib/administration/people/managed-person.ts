import 'server-only';
import { grantedRole, whyNotManage } from '@/lib/access/granting';
import { type Acting, done, fail } from '@/lib/kernel';

/** What acts need to know of a role. */
export const rolesOfActs = {
  id: true,
  name: true,
  builtIn: true,
  permissions: { select: { permission: true, reach: true } },
} as const;

const withRoles = {
  omit: { passwordHash: true },
  include: {
    roles: {
      select: {
        role: {
          select: rolesOfActs,
        },
      },
    },
  },
} as const;

export type RoleRow = {
  id: string;
  name: string;
  builtIn: boolean;
  permissions: { permission: string; reach: string }[];
};

/**
 * A person within reach whom the actor may manage, with roles. The use case's event and mails belong
 * to that person's county from here on.
 */
export async function personToManage(acting: Acting, userId: string) {
  const { db, actor, reach } = acting;
  const row = await db.user.findFirst({ where: { AND: [{ id: userId }, reach.users.where] }, ...withRoles });
  if (!row) return fail('not_found', 'errors.user.gone');
  acting.note({ county: row.countyId });
  const roles = row.roles.flatMap(({ role }) => (role ? [role] : []));
  const reason = whyNotManage(actor, { id: row.id, roles: roles.map(grantedRole) });
  if (reason) return fail('forbidden', reason);
  return done({ ...row, roles });
}

/** Whether an invitation of theirs is still open. */
export const isInvited = ({ invitedAt, confirmedAt }: Pick<ManagedPerson, 'invitedAt' | 'confirmedAt'>) =>
  invitedAt !== null && confirmedAt === null;

export type ManagedPerson = Extract<Awaited<ReturnType<typeof personToManage>>, { ok: true }>['value'];
