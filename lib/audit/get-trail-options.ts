import 'server-only';
import { z } from 'zod';
import { done, useCase } from '@/lib/kernel';
import { eventList } from './schema';
import { eventNames, placeOf } from './trail-query';

const TrailOptions = z.object({
  /** The names of events that occur in the trail. */
  events: z.array(z.string()),
  /** For who sees several. */
  counties: z.array(z.object({ code: z.string(), name: z.string() })),
});
export type TrailOptions = z.output<typeof TrailOptions>;

/** What the trail can be filtered by, for the form that does it. */
export const getTrailOptions = useCase({
  name: 'audit.getTrailOptions',
  input: z.object({ county: eventList.filters.county.schema }),
  output: TrailOptions,
  access: 'audit.view',
  audit: 'none',
  run: async ({ db, actor, reach }, { county }) => {
    const place = await placeOf(db, { actor, reach }, county);
    const counties =
      reach.level === 'all'
        ? await db.county.findMany({ select: { code: true, name: true }, orderBy: { name: 'asc' } })
        : [];
    return done({ events: await eventNames(db, place), counties });
  },
});
