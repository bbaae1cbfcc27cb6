import 'server-only';
import { done, failFields, useCase } from '@/lib/kernel';
import { type CountySettings, countySettings } from '@/lib/shared/county-settings';
import { Nothing } from '@/lib/shared/text';
import { textOrder } from '@/lib/shared/text-order';
import { called } from '../called';
import { type CountyItem, CountyPage, countyList } from './schema';
import { countyColumns, countyView } from './view';

/**
 * The counties: for strangers and people of a county the active ones, by code and name alone; for who sets them up
 * every one, with how many people it has.
 */
export const listCounties = useCase({
  name: 'administration.listCounties',
  input: countyList.input,
  output: CountyPage,
  access: 'public',
  audit: 'none',
  run: async ({ db, actor }, { page, perPage, sort, cursor, q, active }) => {
    const seesAll = actor.kind === 'person' && actor.grants.has('county.view');
    const order = textOrder(['name', 'code'], sort, cursor);
    if (!order) return failFields({ cursor: ['errors.page.cursor'] });
    const where = {
      AND: [
        await called(db, 'County', q),
        seesAll ? {} : { active: true },
        active === undefined ? {} : { active },
      ],
    };
    const rows = await db.county.findMany({
      where: { AND: [where, order.after] },
      select: countyColumns,
      orderBy: order.orderBy,
      skip: cursor ? 0 : (page - 1) * perPage,
      take: perPage + 1,
    });
    const shown = rows.slice(0, perPage);
    const last = shown.at(-1);
    const ids = shown.map(({ id }) => id);
    const figures = seesAll ? await db.peopleFigures.findMany({ where: { countyId: { in: ids } } }) : [];
    const items = shown.map((row): CountyItem => {
      if (!seesAll) return { code: row.code, name: row.name };
      const found = figures.find(({ countyId }) => countyId === row.id);
      const { total = 0, inactive = 0, unconfirmed = 0, invited = 0 } = found ?? {};
      return { ...countyView(row), people: { total, inactive, unconfirmed, invited } };
    });
    return done({
      items,
      page: cursor ? null : page,
      perPage,
      total: cursor ? null : await db.county.count({ where }),
      nextCursor: last && rows.length > perPage ? order.cursorOf(last) : null,
    });
  },
});

/** A county that residents may register in. */
export type OpenCounty = { code: string; name: string; settings: CountySettings };

/** The counties where residents make accounts themselves, by name, for the register page. */
export const listOpenCounties = useCase({
  name: 'administration.listOpenCounties',
  input: Nothing,
  access: 'public',
  audit: 'none',
  run: async ({ db }) => {
    const rows = await db.county.findMany({
      where: { active: true },
      select: { code: true, name: true, settings: true },
      orderBy: { name: 'asc' },
    });
    const counties = rows.map((row): OpenCounty => ({ ...row, settings: countySettings(row.settings) }));
    return done(counties.filter(({ settings }) => settings.registration === 'open'));
  },
});
