import 'server-only';
import type { Reach } from '@/lib/access/permissions';
import type { Prisma } from '@/prisma/generated/client';
import type { Actor } from './actor';
import type { Access } from './use-case';

/** The same words for a list and a single read: which rows the actor's permission covers. */
export type ReachFragments = {
  level: Reach | 'none';
  users: Prisma.UserWhereInput;
  departments: Prisma.DepartmentWhereInput;
  /** For what belongs to one person: sessions, tokens. */
  owned: { userId?: string; countyId?: string };
};

const nobody = { id: { in: [] as string[] } };

/** The where-fragments of an actor for the permission a use case asks for; a stranger's cover nothing. */
export function reachFragments(actor: Actor, access: Access): ReachFragments {
  if (actor.kind === 'stranger' || access === 'public')
    return { level: 'none', users: nobody, departments: nobody, owned: { userId: '' } };
  const level = actor.grants.get(access);
  const countyId = actor.county?.id;
  switch (level) {
    case 'all':
      return { level, users: {}, departments: {}, owned: {} };
    case 'county':
      if (countyId) return { level, users: { countyId }, departments: { countyId }, owned: { countyId } };
      break;
    case 'department': {
      const departmentId = { in: actor.departmentIds };
      return {
        level,
        users: { countyId: countyId ?? '', departments: { some: { departmentId } } },
        departments: { countyId: countyId ?? '', id: departmentId },
        owned: { userId: actor.id },
      };
    }
    case 'own':
      return { level, users: { id: actor.id }, departments: nobody, owned: { userId: actor.id } };
  }
  return { level: 'none', users: nobody, departments: nobody, owned: { userId: '' } };
}
