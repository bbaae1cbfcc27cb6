import 'server-only';
import type { RunContext } from '@/lib/kernel';
import { languageOr } from '@/lib/shared/languages';
import { closeReset } from '../account-reset/close-reset';
import { recordSignIn } from '../factors/factors';
import { newDeviceMail } from '../mails';
import { type OpenedSession, openSession, trackSignIn } from '../sessions/open-session';
import { deviceCookieFor, knownDevice } from './known-device';

type Owner = {
  id: string;
  countyId: string | null;
  email: string;
  locale: string;
  securityStamp: string;
};

/**
 * What every sign-in ends with, whichever door it came by: a session, the count, the history, the end of an account reset
 * that waits, and word to the owner of a new device. The first sign-in of all is none.
 */
export async function completeSignIn(
  { db, request, now, mail }: Pick<RunContext<'public', unknown>, 'db' | 'request' | 'now' | 'mail'>,
  owner: Owner,
  provenBy: string,
  { fresh = true }: { fresh?: boolean } = {},
): Promise<OpenedSession & { deviceCookie: string }> {
  const session = await openSession(db, owner, { provenBy, request, now, fresh });
  const loginCount = await trackSignIn(db, owner.id, request, now);
  // Whoever gets in has lost nothing: an account reset that waits is over.
  await closeReset(db, owner.id, now);
  await recordSignIn(db, owner, { outcome: 'signed-in', method: provenBy, request, now });
  if (!knownDevice(request.cookies.device, owner.email) && loginCount > 1)
    await mail(newDeviceMail, {
      to: owner.email,
      locale: languageOr(owner.locale),
      data: { userAgent: request.userAgent, ip: request.ip, at: now.toISOString() },
    });
  return { ...session, deviceCookie: deviceCookieFor(owner.email, request.cookies.device) };
}
