import 'server-only';
import { accounts } from './accounts/domain';
import { administration } from './administration/domain';
import { audit } from './audit/domain';
import type { Domain } from './kernel/domain';
import { notices } from './notices/domain';
import { reporting } from './reporting/domain';

/** The domains of the portal. What each offers, its `domain.ts` says. */
export const domains: readonly Domain[] = [accounts, administration, audit, notices, reporting];
