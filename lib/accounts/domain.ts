import 'server-only';
import { defineDomain } from '@/lib/kernel';
import { paths } from '@/lib/shared/paths';
import { orderDueResets } from './account-reset/order-due';
import * as mails from './mails';
import { personPanel, sessionsPanel } from './panels';

/** What is over stays a while where its owner can still look back at it. */
export const accounts = defineDomain({
  name: 'accounts',
  mails: Object.values(mails),
  jobs: [{ everyMinutes: 60, useCase: orderDueResets }],
  panels: { person: personPanel, sessions: sessionsPanel },
  navigation: [
    { name: 'profile', href: paths.profile.show(), place: 80 },
    { name: 'security', href: paths.security.show(), place: 90 },
  ],
  tidies: [
    {
      what: 'registrations that nobody confirmed',
      keptDays: 1,
      remove: (db, before) => db.pendingRegistration.deleteMany({ where: { expiresAt: { lt: before } } }),
    },
    {
      what: 'links',
      keptDays: 7,
      remove: (db, before) => db.singleUseLink.deleteMany({ where: { expiresAt: { lt: before } } }),
    },
    {
      what: 'sessions',
      keptDays: 90,
      remove: (db, before) => db.session.deleteMany({ where: { expiresAt: { lt: before } } }),
    },
    {
      what: 'tokens',
      keptDays: 90,
      remove: (db, before) => db.apiToken.deleteMany({ where: { expiresAt: { lt: before } } }),
    },
    {
      what: 'challenges that no passkey answered',
      keptDays: 0,
      remove: (db, before) => db.passkeyChallenge.deleteMany({ where: { expiresAt: { lt: before } } }),
    },
    {
      what: 'sign-ins',
      keptDays: 365,
      remove: (db, before) => db.signInRecord.deleteMany({ where: { at: { lt: before } } }),
    },
    {
      what: 'remembered browsers that are asked again',
      keptDays: 0,
      remove: (db, before) => db.rememberedDevice.deleteMany({ where: { expiresAt: { lt: before } } }),
    },
  ],
});
