import 'server-only';
import { whyNotOwnDepartments } from '@/lib/access/granting';
import type { Person } from '@/lib/kernel';
import { daysOf } from './days';
import { type Standing, standingOf } from './policy';
import type { DepartmentBody } from './schema';

/** The columns that a department's body needs. */
export const departmentColumns = {
  id: true,
  code: true,
  name: true,
  active: true,
  version: true,
} as const satisfies Record<keyof DepartmentBody, true>;

/** A person of a department, with the first and the last day, in the county's time. */
export type MemberView = {
  userId: string;
  fullName: string;
  email: string;
  /** The person's. */
  version: number;
  from: string;
  until: string | null;
  standing: Standing;
  /** Whether the reader may change the dates of this very person. */
  mayChange: boolean;
};

type MemberRow = {
  from: Date;
  until: Date | null;
  user: { id: string; firstName: string; lastName: string; email: string; version: number };
};

/** What may leave of a membership. */
export function memberView(
  { user, from, until }: MemberRow,
  now: Date,
  timeZone: string,
  actor: Person,
): MemberView {
  return {
    userId: user.id,
    fullName: `${user.firstName} ${user.lastName}`.trim() || user.email,
    email: user.email,
    version: user.version,
    ...daysOf({ from, until }, timeZone),
    standing: standingOf({ from, until }, now),
    mayChange: actor.grants.has('user.assign') && whyNotOwnDepartments(actor, user.id) === null,
  };
}
