import 'server-only';
import {
  type Acting,
  type AuditNote,
  type Db,
  done,
  fail,
  failFields,
  type ReachFragments,
  type Result,
  useCase,
} from '@/lib/kernel';
import { countySettings } from '@/lib/shared/county-settings';
import { type ManagedPerson, personToManage } from '../people/managed-person';
import { changedDates, type Dates, datesOf } from './days';
import {
  inWords,
  type Joined,
  lastMembership,
  lockDepartments,
  placeInDepartment,
  refusalToPlace,
} from './placing';
import { givesTime, standingOf, whyNotJoin } from './policy';
import { AddMember, EndMember, MemberOnly, UpdateMember } from './schema';
import { type MemberView, memberView } from './view';

/** What a department's act needs to know of it. */
export type DepartmentToJoin = Joined & { timeZone: string };

/** A department within reach, kept from being deactivated or deleted until the act is over; null when out of reach. */
export async function departmentToJoin(
  db: Db,
  reach: ReachFragments,
  departmentId: string,
): Promise<DepartmentToJoin | null> {
  await lockDepartments(db, [departmentId]);
  const row = await db.department.findFirst({
    where: { AND: [{ id: departmentId }, reach.departments] },
    include: { county: { select: { settings: true } } },
  });
  return row && { ...row, timeZone: countySettings(row.county.settings).timeZone };
}

const memberColumns = {
  from: true,
  until: true,
  user: { select: { id: true, firstName: true, lastName: true, email: true, version: true } },
} as const;

/** One person of a department, with their dates. */
export const getDepartmentMember = useCase({
  name: 'administration.getDepartmentMember',
  input: MemberOnly,
  access: 'user.view',
  audit: 'none',
  reads: ({ userId }) => ({ entity: 'user', id: userId }),
  run: async ({ db, actor, reach, now, note }, { departmentId, userId }) => {
    const row = await db.userDepartment.findFirst({
      where: {
        department: { AND: [{ id: departmentId }, reach.departments] },
        userId,
        user: reach.users.where,
      },
      select: { ...memberColumns, department: { select: { county: true } } },
      orderBy: { from: 'desc' },
    });
    if (!row) return fail('not_found', 'errors.user.gone');
    const { county } = row.department;
    note({ county: county.id });
    return done<MemberView>(memberView(row, now, countySettings(county.settings).timeZone, actor));
  },
});

/**
 * Adds a person of the county to a department, from a day on and perhaps to one. Whoever worked there before comes
 * back, and the old dates stay.
 */
export const addDepartmentMember = useCase({
  name: 'administration.addDepartmentMember',
  input: AddMember,
  access: 'user.assign',
  audit: ({ departmentId }) => ({ entity: 'department', id: departmentId }),
  run: async (context, { departmentId, email, from, until }) => {
    const { db, reach, now, note } = context;
    const department = await departmentToJoin(db, reach, departmentId);
    if (!department) return fail('not_found', 'errors.department.gone');
    const { countyId, timeZone } = department;
    note({ county: countyId });
    const found = await db.user.findFirst({ where: { AND: [{ email, countyId }, reach.users.where] } });
    if (!found) return failFields({ email: ['errors.department.nobodyThere'] });
    const dates = datesOf({ from, until }, timeZone, now);
    if (dates.until && dates.until <= dates.from) return lastDayTooEarly();
    const act = await joinDepartment(context, department, found.id, dates);
    if (!act.ok)
      return aboutThePerson.includes(act.error.message) ? failFields({ email: [act.error.message] }) : act;
    note(act.value);
    return done({ userId: found.id });
  },
});

/**
 * Changes from when to when a person works in a department. A day that is sent as it was shown changes nothing, and
 * nobody comes back to a closed department or while they are deactivated.
 */
export const updateDepartmentMember = useCase({
  name: 'administration.updateDepartmentMember',
  input: UpdateMember,
  access: 'user.assign',
  audit: ({ userId }) => ({ entity: 'user', id: userId }),
  run: async (context, { departmentId, userId, version, from, until }) => {
    const member = await memberToChange(context, departmentId, userId, version);
    if (!member.ok) return member;
    const { department, person, before } = member.value;
    const { now } = context;
    const dates = changedDates({ from, until }, department.timeZone, before);
    if (dates.until && dates.until < dates.from) return lastDayTooEarly();
    const refusal = await refusalToPlace(
      context,
      person,
      givesTime(before, dates, now) ? [departmentId] : [],
    );
    if (refusal) return refusal;
    // A department that is closed keeps whom it has; it does not get anybody back.
    const comesBack = standingOf(before, now) === 'past' && standingOf(dates, now) !== 'past';
    const reason = comesBack ? whyNotJoin(department, person, null) : null;
    if (reason) return fail('conflict', reason);
    await context.db.userDepartment.update({
      where: { userId_departmentId_from: { userId, departmentId, from: before.from } },
      data: dates,
    });
    context.note({ before: inWords(department, before), after: inWords(department, dates) });
    return done({ userId });
  },
});

/** Ends a person's work in a department now; one who has not begun never does. */
export const endDepartmentMember = useCase({
  name: 'administration.endDepartmentMember',
  input: EndMember,
  access: 'user.assign',
  audit: ({ userId }) => ({ entity: 'user', id: userId }),
  run: async (context, { departmentId, userId, version }) => {
    const { db, now, note } = context;
    const member = await memberToChange(context, departmentId, userId, version);
    if (!member.ok) return member;
    const { department, person, before } = member.value;
    const refusal = await refusalToPlace(context, person, []);
    if (refusal) return refusal;
    const standing = standingOf(before, now);
    if (standing === 'past') return fail('conflict', 'errors.department.endedAlready');
    const where = { userId_departmentId_from: { userId, departmentId, from: before.from } };
    if (standing === 'coming') await db.userDepartment.delete({ where });
    else await db.userDepartment.update({ where, data: { until: now } });
    note({
      before: inWords(department, before),
      after: standing === 'coming' ? {} : inWords(department, { ...before, until: now }),
    });
    return done({ userId });
  },
});

/** Refusals of joining that lie with who is to join: for the field that names them. */
const aboutThePerson: readonly string[] = ['errors.user.inactive', 'errors.department.alreadyMember'];

const lastDayTooEarly = () => failFields({ until: ['errors.department.untilBeforeFrom'] });

/** Adds a person within reach to a department, with the rules of it. Answers the audit note of what it did. */
export async function joinDepartment(
  acting: Acting,
  department: Joined,
  userId: string,
  dates: Dates,
): Promise<Result<AuditNote>> {
  const person = await lockedPerson(acting, userId);
  return person.ok ? placeInDepartment(acting, department, person.value, dates) : person;
}

/**
 * A person whom the actor may manage, with the version moved on: what they do where is part of their file. The row is
 * locked before it is read: whoever is being deactivated at this moment is seen as deactivated.
 */
async function lockedPerson(
  acting: Acting,
  userId: string,
  version?: number,
): Promise<Result<ManagedPerson>> {
  await acting.db.$queryRaw`select "id" from "User" where "id" = ${userId} for no key update`;
  const person = await personToManage(acting, userId);
  if (!person.ok) return person;
  const { count } = await acting.db.user.updateMany({
    where: { id: userId, ...(version === undefined ? {} : { version }) },
    data: { version: { increment: 1 } },
  });
  return count === 0 ? fail('conflict', 'errors.form.changedMeanwhile') : person;
}

async function memberToChange(acting: Acting, departmentId: string, userId: string, version: number) {
  const department = await departmentToJoin(acting.db, acting.reach, departmentId);
  if (!department) return fail('not_found', 'errors.department.gone');
  const person = await lockedPerson(acting, userId, version);
  if (!person.ok) return person;
  const before = await lastMembership(acting.db, { userId, departmentId });
  return before ? done({ department, person: person.value, before }) : fail('not_found', 'errors.user.gone');
}
