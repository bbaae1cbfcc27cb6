import 'server-only';
import { createHash } from 'node:crypto';
import { mustHaveFactor } from '@/lib/identity';
import { type Db, done, fail, useCase } from '@/lib/kernel';
import { languageOr } from '@/lib/shared/languages';
import { Nothing } from '@/lib/shared/text';
import { factorRemoved } from '../factors/change-factors';
import { factorsOf } from '../factors/factors';
import { whyNotTake } from '../last-way-in';
import { passkeyRemovedMail } from '../mails';
import { lockOwnAccount } from '../sessions/lock-own-account';
import { MAX_PASSKEYS } from './policy';
import { PasskeyOnly, RenamePasskey } from './schema';

/** A passkey as its owner sees it. */
export type PasskeyView = {
  id: string;
  name: string;
  createdAt: string;
  lastUsedAt: string | null;
  /** Kept in several devices of its owner; else in one alone. */
  isSynced: boolean;
  /** Opens the account by itself; else it is a second step alone. */
  signsIn: boolean;
};

/** What pages and addresses call a passkey: its own id is as long as its maker likes, and nobody's business. */
const publicId = (id: string) => createHash('sha256').update(id).digest('base64url').slice(0, 22);

const ownOf = (db: Db, userId: string) =>
  db.passkey.findMany({ where: { userId }, orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] });

type Row = Awaited<ReturnType<typeof ownOf>>[number];

const viewOf = (row: Row): PasskeyView => ({
  id: publicId(row.id),
  name: row.name,
  createdAt: row.createdAt.toISOString(),
  lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
  isSynced: row.backedUp,
  signsIn: row.signsIn,
});

async function ownPasskey(db: Db, userId: string, passkeyId: string): Promise<Row | undefined> {
  return (await ownOf(db, userId)).find(({ id }) => publicId(id) === passkeyId);
}

const gone = () => fail('not_found', 'errors.passkey.gone');

/** The own passkeys, the oldest first, and whether there is room for another. */
export const listPasskeys = useCase({
  name: 'accounts.listPasskeys',
  input: Nothing,
  access: 'account.manage',
  beforeFactor: true,
  audit: 'none',
  run: async ({ db, actor }) => {
    const items = (await ownOf(db, actor.id)).map(viewOf);
    return done({ items, hasRoom: items.length < MAX_PASSKEYS });
  },
});

/** One of the own passkeys, for the pages that rename and remove it. */
export const getPasskey = useCase({
  name: 'accounts.getPasskey',
  input: PasskeyOnly,
  access: 'account.manage',
  audit: 'none',
  run: async ({ db, actor }, { passkeyId }) => {
    const row = await ownPasskey(db, actor.id, passkeyId);
    return row ? done(viewOf(row)) : gone();
  },
});

/** Gives one of the own passkeys another name. */
export const renamePasskey = useCase({
  name: 'accounts.renamePasskey',
  input: RenamePasskey,
  access: 'account.manage',
  audit: ({ passkeyId }) => ({ entity: 'passkey', id: passkeyId }),
  run: async ({ db, actor, note }, { passkeyId, name }) => {
    const row = await ownPasskey(db, actor.id, passkeyId);
    if (!row) return gone();
    await db.passkey.updateMany({ where: { id: row.id, userId: actor.id }, data: { name } });
    note({ before: { name: row.name }, after: { name } });
    return done({});
  },
});

/** Takes one of the own passkeys away. Where a second factor must be, another one has to be there first. */
export const removePasskey = useCase({
  name: 'accounts.removePasskey',
  input: PasskeyOnly,
  access: 'account.manage',
  fresh: true,
  audit: ({ passkeyId }) => ({ entity: 'passkey', id: passkeyId }),
  run: async ({ db, actor, now, note, mail }, { passkeyId }) => {
    if ((await lockOwnAccount(db, actor)) === null) return fail('unauthenticated', 'errors.access.signIn');
    const row = await ownPasskey(db, actor.id, passkeyId);
    if (!row) return gone();
    const { app, passkeys } = await factorsOf(db, actor.id);
    const isLast = !app && passkeys === 1;
    if (isLast && mustHaveFactor(actor.isStaff, actor.county?.settings))
      return fail('conflict', 'errors.twoFactor.mustKeep');
    const reason = await whyNotTake(db, actor.id, { passkeyId: row.id });
    if (reason) return fail('conflict', reason);
    await db.passkey.deleteMany({ where: { id: row.id, userId: actor.id } });
    await factorRemoved(db, actor, now);
    note({ before: { name: row.name } });
    const locale = languageOr(actor.locale);
    await mail(passkeyRemovedMail, {
      to: actor.email,
      locale,
      data: { name: row.name, at: now.toISOString() },
    });
    return done({});
  },
});
