import 'server-only';
import { z } from 'zod';
import { done, fail, type PortalRequest, type Result, type UseCase, useCase } from '@/lib/kernel';
import { checkAll, checkPart, everyTrail, type Part } from './check-trail';
import { TrailCheck, Verification, VerifyTrail } from './schema';

const standing = z.object({ trail: z.int().min(0), past: z.int().min(0) });

/** One part of the check: a transaction holds the trail's newest events back for no longer than that. */
const verifyPart = useCase({
  name: 'audit.verifyTrail',
  input: VerifyTrail.extend({ from: standing.default({ trail: 0, past: 0 }) }),
  output: z.object({ trails: z.array(TrailCheck), next: standing.nullable() }),
  access: 'audit.view',
  audit: 'none',
  run: async ({ db, actor, reach }, { county, from }) => {
    const every = await everyTrail(db);
    const own =
      reach.level === 'all' ? every : every.filter((trail) => trail && trail.id === actor.county?.id);
    const asked = county ? own.filter((trail) => trail?.code === county.toUpperCase()) : own;
    if (asked.length === 0) return fail('not_found', 'errors.county.choose');
    return done<Part>(await checkPart(db, asked, from));
  },
});

/** Carries a part's failure out of the walk. */
class Stopped extends Error {
  constructor(readonly result: Result<never>) {
    super('stopped');
  }
}

/**
 * Checks the chains of hashes within reach, each to its end, and names the first altered, missing or reordered event.
 * It runs part after part, each in a transaction of its own and each asking anew who may.
 */
export const verifyTrail: UseCase<typeof VerifyTrail, Verification> = {
  ...verifyPart,
  input: VerifyTrail,
  output: Verification,
  execute: async (request: PortalRequest, input: unknown) => {
    try {
      const asked = typeof input === 'object' ? input : {};
      return done(
        await checkAll(async (from) => {
          const part = await verifyPart.execute(request, { ...asked, from });
          if (!part.ok) throw new Stopped(part);
          return part.value;
        }),
      );
    } catch (error) {
      if (error instanceof Stopped) return error.result;
      throw error;
    }
  },
};
