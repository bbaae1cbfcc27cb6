import 'server-only';
import { done, fail, useCase } from '@/lib/kernel';
import { CountyBody, CountyOnly } from './schema';
import { countiesWithin, countyColumns, countyView } from './view';

/** A county with its settings: the own one, or any for who sets counties up. */
export const getCounty = useCase({
  name: 'administration.getCounty',
  input: CountyOnly,
  output: CountyBody,
  access: 'county.update',
  audit: 'none',
  run: async ({ db, reach }, { countyId }) => {
    const row = await db.county.findFirst({
      where: { AND: [{ id: countyId }, countiesWithin(reach)] },
      select: countyColumns,
    });
    return row ? done(countyView(row)) : fail('not_found', 'errors.county.gone');
  },
});
