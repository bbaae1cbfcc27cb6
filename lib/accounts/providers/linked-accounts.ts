import 'server-only';
import { PrismaAdapter } from '@auth/prisma-adapter';
import type { Db } from '@/lib/kernel';
import type { Owner } from '../factors/factors';
import type { ProvenSubject } from './proof';

/**
 * The table Account through @auth/prisma-adapter, behind the wall: the adapter is given the use case's own transaction,
 * so it sees one county and all of its work is rolled back with the rest. No token of the provider is kept: the portal
 * asks it for nothing but who it is. See docs/decisions/social-sign-in.md.
 */
const adapterOf = (db: Db) => {
  const { linkAccount, unlinkAccount, getUserByAccount } = PrismaAdapter(
    // The generated client is not the one of @prisma/client that the adapter names; the tables are the same.
    db as unknown as Parameters<typeof PrismaAdapter>[0],
  );
  if (!linkAccount || !unlinkAccount || !getUserByAccount) throw new Error('the adapter links no accounts');
  return { linkAccount, unlinkAccount, getUserByAccount };
};

/** Links who it is there to an account here. @throws Prisma's P2002 when it is linked already, to whomever. */
export async function link(db: Db, owner: Owner, { facts }: ProvenSubject): Promise<void> {
  const account = {
    countyId: owner.countyId,
    userId: owner.id,
    type: 'oidc' as const,
    provider: facts.key,
    providerAccountId: facts.subject,
    email: facts.email,
  };
  await adapterOf(db).linkAccount(account);
}

/** Ends a link. */
export async function unlink(db: Db, key: string, subject: string): Promise<void> {
  await adapterOf(db).unlinkAccount({ provider: key, providerAccountId: subject });
}

/** Whose account it is, as far as the wall lets see; null for nobody's. */
export async function ownerOf(db: Db, { facts }: ProvenSubject): Promise<string | null> {
  const user = await adapterOf(db).getUserByAccount({
    provider: facts.key,
    providerAccountId: facts.subject,
  });
  return user?.id ?? null;
}
