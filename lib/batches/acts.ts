import 'server-only';
import { domains, type Offered } from '@/lib/domains';

/** An act that some domain offers, as it declares it. */
export type OfferedAct = Offered<'batchActs'>[number];

const acts = new Map(
  domains.flatMap(({ batchActs }) => batchActs ?? []).map((act) => [act.name, act] as const),
);

/** The act of a kept batch; undefined once no domain offers it any more. */
export const actCalled = (name: string) => acts.get(name);
