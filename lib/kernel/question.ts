import 'server-only';
import type { z } from 'zod';
import type { Access } from '@/lib/access/access';
import { admit, parse } from './admit';
import type { ActorFor, Entrance } from './definition';
import type { Result } from './result';
import { enrol, type UseCase } from './use-case';

type Question<A extends Access, S extends z.ZodType, T> = Omit<Entrance<A, S>, 'ofOneCounty' | 'fresh'> & {
  output?: z.ZodType<T>;
  answer: (context: { actor: ActorFor<A>; now: Date }, input: z.output<S>) => Result<T>;
};

/**
 * Makes a use case that the identity alone answers (who am I): admit → parse → answer. No transaction, no write,
 * nothing to audit but a refusal.
 */
export function question<const A extends Access, S extends z.ZodType, T>(
  definition: Question<A, S, T>,
): UseCase<S, T> {
  return enrol(definition, async (request, raw) => {
    const admitted = await admit(definition, request);
    if (!admitted.ok) return admitted;
    const parsed = parse(definition, admitted.value, raw);
    if (!parsed.ok) return parsed;
    const { actor, now } = admitted.value;
    return definition.answer({ actor, now }, parsed.value);
  });
}
