import type { MessageKey } from '@/messages/keys';

/** Pure rules of signing in elsewhere. Each `why…` answers a message key, or null when nothing is in the way. */

/** Seconds by which the clocks of portal and provider may differ. */
const CLOCK_SKEW = 30;

/**
 * Why an account whose address the provider has proven is not linked by that alone. One text for every reason: its
 * owner links it signed in. An address that the account itself has not confirmed may have been typed by somebody else,
 * who then would share it with its owner. Staff's is the way into everybody's data.
 */
export function whyNotLinkByAddress(facts: {
  confirmedAt: Date | null;
  isStaff: boolean;
  socialLinking: 'signed-in' | 'address';
  /** Whether the operator believes this provider in it. */
  isTrusted: boolean;
}): MessageKey | null {
  const mayLink = facts.isTrusted && facts.socialLinking === 'address' && !facts.isStaff;
  return facts.confirmedAt && mayLink ? null : 'errors.provider.linkFirst';
}

/** Why nobody new gets an account by a sign-in elsewhere. */
export function whyNotNewcomer(facts: {
  provenAddress: string | null;
  registration: 'open' | 'invitation' | null;
}): MessageKey | null {
  if (facts.provenAddress === null) return 'errors.provider.unverified';
  if (facts.registration === null) return 'errors.provider.chooseCounty';
  return facts.registration === 'open' ? null : 'errors.provider.invitationOnly';
}

/** Whether the person proved themselves to the provider after this moment (OpenID Connect Core 3.1.2.1, `max_age=0`). */
export function isFreshProof(authTime: number | null, since: Date): boolean {
  return authTime !== null && authTime * 1000 >= since.getTime() - CLOCK_SKEW * 1000;
}
