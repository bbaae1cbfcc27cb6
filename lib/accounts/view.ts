import 'server-only';
import { z } from 'zod';
import { fullName, type Person } from '@/lib/kernel';
import { pageOf } from '@/lib/shared/paging';
import type { UserBody } from '@/lib/shared/user-body';
import type { Session, User } from '@/prisma/generated/client';

/** The lesson's shape of a person (`GET /auth/current-user`, `/auth/users`): docs/contract.md, section 4. */
export type LessonUser = {
  id: string;
  email: string;
  first_name: string;
  last_name: string;
  full_name: string;
  active: boolean;
  roles: string[];
  created_at: string;
};

type LessonSource = {
  id: string;
  email: string;
  firstName: string;
  lastName: string;
  active?: boolean;
  roles: string[];
  createdAt: Date;
};

/** What may leave of a person in the lesson's words. Whoever is signed in is active. */
export function lessonUser(person: LessonSource): LessonUser {
  return {
    id: person.id,
    email: person.email,
    first_name: person.firstName,
    last_name: person.lastName,
    full_name: fullName(person),
    active: person.active ?? true,
    roles: person.roles,
    created_at: person.createdAt.toISOString(),
  };
}

/** What a profile shows of a user's row, and its departments. */
export type ProfileRow = Pick<
  User,
  | 'id'
  | 'email'
  | 'firstName'
  | 'lastName'
  | 'phoneNumber'
  | 'address'
  | 'active'
  | 'confirmedAt'
  | 'locale'
  | 'loginCount'
  | 'lastLoginAt'
  | 'createdAt'
  | 'version'
> &
  Pick<UserBody, 'departments'>;

/** What may leave of that, and the roles that the kernel read. */
export function profileView(user: ProfileRow, actor: Pick<Person, 'county' | 'roles'>): UserBody {
  return {
    id: user.id,
    email: user.email,
    firstName: user.firstName,
    lastName: user.lastName,
    fullName: fullName(user),
    phoneNumber: user.phoneNumber,
    address: user.address,
    active: user.active,
    confirmedAt: user.confirmedAt?.toISOString() ?? null,
    locale: user.locale,
    county: actor.county && { id: actor.county.id, code: actor.county.code, name: actor.county.name },
    departments: user.departments,
    roles: actor.roles,
    loginCount: user.loginCount,
    lastLoginAt: user.lastLoginAt?.toISOString() ?? null,
    createdAt: user.createdAt.toISOString(),
    version: user.version,
  };
}

export const SessionBody = z
  .object({
    id: z.string(),
    current: z.boolean(),
    createdAt: z.iso.datetime(),
    lastSeenAt: z.iso.datetime(),
    ip: z.string(),
    userAgent: z.string(),
  })
  .meta({ id: 'Session' });
export type SessionView = z.output<typeof SessionBody>;
export const SessionPage = pageOf(SessionBody);

/** One sign-in, as its owner sees it. The id opens nothing: a cookie needs the portal's signature. */
export function sessionView(session: Session, currentId: string | null): SessionView {
  return {
    id: session.id,
    current: session.id === currentId,
    createdAt: session.createdAt.toISOString(),
    lastSeenAt: session.lastSeenAt.toISOString(),
    ip: session.ip,
    userAgent: session.userAgent,
  };
}
