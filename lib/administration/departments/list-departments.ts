import 'server-only';
import {
  currentMembership,
  type Db,
  done,
  fail,
  failFields,
  type ReachFragments,
  useCase,
} from '@/lib/kernel';
import { textOrder } from '@/lib/shared/text-order';
import { called } from '../called';
import {
  DepartmentBody,
  DepartmentOnly,
  DepartmentPage,
  departmentList,
  type ListDepartmentsInput,
} from './schema';
import { departmentColumns } from './view';
import { mayAsk, visibleTo } from './visible';

/** The departments that somebody may see: staff those within reach, residents the active ones of their county. */
export const listDepartments = useCase({
  name: 'administration.listDepartments',
  input: departmentList.input,
  output: DepartmentPage,
  access: mayAsk,
  audit: 'none',
  run: async ({ db, actor, now }, input) => {
    const page = await pageOfDepartments(db, visibleTo(actor, now), input, actor.county?.id);
    return page ? done(page) : failFields({ cursor: ['errors.page.cursor'] });
  },
});

/** One department that the caller may see. */
export const getDepartment = useCase({
  name: 'administration.getDepartment',
  input: DepartmentOnly,
  output: DepartmentBody,
  access: mayAsk,
  audit: 'none',
  run: async ({ db, actor, now }, { departmentId }) => {
    const row = await db.department.findFirst({
      where: { AND: [{ id: departmentId }, visibleTo(actor, now)] },
      select: departmentColumns,
    });
    return row ? done(row) : fail('not_found', 'errors.department.gone');
  },
});

/** The list of the administration's page: departments within reach, and how many work in each today. */
export const listDepartmentsWithOfficers = useCase({
  name: 'administration.listDepartmentsWithOfficers',
  input: departmentList.input,
  access: 'department.view',
  audit: 'none',
  run: async ({ db, actor, reach, now }, input) => {
    const page = await pageOfDepartments(db, reach.departments, input, actor.county?.id);
    if (!page) return failFields({ cursor: ['errors.page.cursor'] });
    const counted = await db.userDepartment.groupBy({
      by: ['departmentId'],
      where: {
        departmentId: { in: page.items.map(({ id }) => id) },
        ...currentMembership(now),
        user: { active: true },
      },
      _count: true,
    });
    const officers = new Map(counted.map(({ departmentId, _count }) => [departmentId, _count]));
    const items = page.items.map((each) => ({ ...each, officers: officers.get(each.id) ?? 0 }));
    return done({ ...page, items });
  },
});

async function pageOfDepartments(
  db: Db,
  visible: ReachFragments['departments'],
  { page, perPage, sort, cursor, q, active, county }: ListDepartmentsInput,
  countyId: string | undefined,
) {
  const order = textOrder(['name', 'code'], sort, cursor);
  if (!order) return null;
  const where = {
    AND: [
      visible,
      await called(db, 'Department', q, countyId),
      ...(active === undefined ? [] : [{ active }]),
      ...(county ? [{ county: { code: county.toUpperCase() } }] : []),
    ],
  };
  const rows = await db.department.findMany({
    where: { AND: [where, order.after] },
    select: departmentColumns,
    orderBy: order.orderBy,
    skip: cursor ? 0 : (page - 1) * perPage,
    take: perPage + 1,
  });
  const items = rows.slice(0, perPage);
  const last = items.at(-1);
  return {
    items,
    page: cursor ? null : page,
    perPage,
    total: cursor ? null : await db.department.count({ where }),
    nextCursor: last && rows.length > perPage ? order.cursorOf(last) : null,
  };
}
