import 'server-only';
import { accounts } from './accounts/domain';
import { administration } from './administration/domain';
import { audit } from './audit/domain';
import { batches } from './batches/domain';
import type { Domain } from './kernel/domain';
import { notices } from './notices/domain';
import { reporting } from './reporting/domain';

const listed = [accounts, administration, audit, batches, notices, reporting] as const;

/** The domains of the portal. What each offers, its `domain.ts` says. */
export const domains: readonly Domain[] = listed;

/** One kind of what they offer, as those that have some declare it. */
export type Offered<K extends keyof Domain> = Extract<(typeof listed)[number], Record<K, unknown>>[K];
