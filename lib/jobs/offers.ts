import 'server-only';
import type { Domain } from '@/lib/kernel/domain';

let domains: readonly Domain[] = [];

/** Tells the jobs of this process which domains there are: they know none by name. */
export function takeOffers(offered: readonly Domain[]): void {
  domains = offered;
}

/** One kind of what the domains of this process offer. */
export function offers<K extends 'mails' | 'tidies' | 'jobs'>(kind: K): NonNullable<Domain[K]>[number][] {
  return domains.flatMap((domain) => [...(domain[kind] ?? [])] as NonNullable<Domain[K]>[number][]);
}
