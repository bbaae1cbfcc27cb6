import 'server-only';
import { dayIn } from '@/lib/shared/dates';
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
};

type MemberRow = {
  from: Date;
  until: Date | null;
  user: { id: string; firstName: string; lastName: string; email: string; version: number };
};

/** What may leave of a membership. */
export function memberView({ user, from, until }: MemberRow, now: Date, timeZone: string): MemberView {
  return {
    userId: user.id,
    fullName: `${user.firstName} ${user.lastName}`.trim() || user.email,
    email: user.email,
    version: user.version,
    from: dayIn(from, timeZone),
    // Over at midnight is: to the end of the day before.
    until: until && dayIn(new Date(until.getTime() - 1), timeZone),
    standing: standingOf({ from, until }, now),
  };
}
