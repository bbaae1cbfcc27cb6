import 'server-only';
import { type Access, reachOf } from '@/lib/access/access';
import type { Reach } from '@/lib/access/permissions';
import type { Prisma } from '@/prisma/generated/client';
import type { Actor } from './actor';

/** The same words for a list and a single read: which rows the actor's permission covers. */
export type ReachFragments = {
  level: Reach | 'none';
  users: Prisma.UserWhereInput;
  departments: Prisma.DepartmentWhereInput;
  /** Rows that carry a county and nothing nearer: roles, audit events, service tokens. */
  county: { countyId?: string };
  /** For what belongs to one person: sessions, tokens. */
  owned: { userId?: string; countyId?: string };
};

/** A membership of a department that counts at a moment: begun and not over. The same words as identity_of_user. */
export function currentMembership(now: Date) {
  return {
    from: { lte: now },
    OR: [{ until: null }, { until: { gt: now } }],
  } satisfies Prisma.UserDepartmentWhereInput;
}

const nobody = { id: { in: [] as string[] } };
/** No row has this county. */
const nowhere = { countyId: '' };

/**
 * The where-fragments of an actor for what a use case asks for; a stranger's cover nothing, nor do the system's: what a
 * job is about, it says itself. Of several permissions the
 * farthest counts: where they are about different rows, ask for the one that is about these. "The own
 * departments" reach who works in them at that moment: not who did, and not yet who will.
 */
export function reachFragments(actor: Actor, access: Access, now: Date): ReachFragments {
  if (actor.kind !== 'person')
    return { level: 'none', users: nobody, departments: nobody, county: nowhere, owned: { userId: '' } };
  const level = reachOf(actor.grants, access);
  const countyId = actor.county?.id;
  switch (level) {
    case 'all':
      return { level, users: {}, departments: {}, county: {}, owned: {} };
    case 'county':
      if (countyId)
        return {
          level,
          users: { countyId },
          departments: { countyId },
          county: { countyId },
          owned: { countyId },
        };
      break;
    case 'department': {
      const departmentId = { in: actor.departmentIds };
      return {
        level,
        users: {
          countyId: countyId ?? '',
          departments: { some: { departmentId, ...currentMembership(now) } },
        },
        departments: { countyId: countyId ?? '', id: departmentId },
        county: nowhere,
        owned: { userId: actor.id },
      };
    }
    case 'own':
      return {
        level,
        users: { id: actor.id },
        departments: nobody,
        county: nowhere,
        owned: { userId: actor.id },
      };
  }
  return { level: 'none', users: nobody, departments: nobody, county: nowhere, owned: { userId: '' } };
}
