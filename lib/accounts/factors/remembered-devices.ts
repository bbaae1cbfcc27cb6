import 'server-only';
import { randomBytes, timingSafeEqual } from 'node:crypto';
import { hashToken } from '@/lib/identity';
import { REMEMBER_DAYS } from '@/lib/identity/cookies';
import type { Db, PortalRequest } from '@/lib/kernel';
import { worksForCounty } from '../works-for-county';
import type { Owner } from './factors';

type Stamped = Owner & { securityStamp: string };

/** `<id of the row>.<value>`; only the value's hash is kept. */
const parts = (cookie: string | undefined) => /^([\w-]{10,64})\.([\w-]{43})$/.exec(cookie ?? '');

/** Remembers this browser: answers the value of its cookie. */
export async function rememberDevice(
  db: Db,
  owner: Stamped,
  { request, now }: { request: PortalRequest; now: Date },
): Promise<string> {
  const value = randomBytes(32).toString('base64url');
  const { id } = await db.rememberedDevice.create({
    data: {
      countyId: owner.countyId,
      userId: owner.id,
      valueHash: hashToken(value),
      securityStamp: owner.securityStamp,
      userAgent: request.userAgent,
      createdAt: now,
      lastUsedAt: now,
      expiresAt: new Date(now.getTime() + REMEMBER_DAYS * 86_400_000),
    },
  });
  return `${id}.${value}`;
}

/**
 * Whether this browser is remembered for this person. Then its cookie gets a new value (the days go on from when it was
 * remembered). A value that was replaced already comes from a copy: whoever has it, nobody is remembered by it any more.
 */
export async function recallDevice(
  db: Db,
  owner: Stamped,
  { request, now }: { request: PortalRequest; now: Date },
): Promise<string | null> {
  const [, id, value] = parts(request.cookies.remember) ?? [];
  if (!id || !value) return null;
  const device = await db.rememberedDevice.findFirst({
    where: { id, userId: owner.id, securityStamp: owner.securityStamp, expiresAt: { gt: now } },
  });
  // Whoever works for the county by now gives their factor at every sign-in.
  if (!device || (await worksForCounty(db, owner.id))) return null;
  const isLast = timingSafeEqual(Buffer.from(hashToken(value)), Buffer.from(device.valueHash));
  const next = randomBytes(32).toString('base64url');
  const { count } = isLast
    ? await db.rememberedDevice.updateMany({
        where: { id, valueHash: device.valueHash },
        data: { valueHash: hashToken(next), lastUsedAt: now, userAgent: request.userAgent },
      })
    : { count: 0 };
  if (count === 1) return `${id}.${next}`;
  await db.rememberedDevice.deleteMany({ where: { id, userId: owner.id } });
  return null;
}
