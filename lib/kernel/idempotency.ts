import 'server-only';
import { createHash, createHmac, hkdfSync } from 'node:crypto';
import { decrypt, encrypt } from '@/lib/platform/encryption';
import { env } from '@/lib/platform/env';
import type { Actor } from './actor';
import { wallOf } from './actor';
import { behindTheWall, type Db } from './db';
import type { PortalRequest } from './request';
import { done, failFields, type Result } from './result';

/** Hours that an answer is kept for repeats. */
const KEPT_HOURS = 24;

/**
 * Repeats of a creating request (`Idempotency-Key`): the first that commits decides, and a repeat within a day gets its
 * answer. The claim and the answer are in the use case's own transaction, so a kill -9 leaves both or neither.
 */
export type Repeat<T> = {
  /** What an earlier request with this key answered, before anything is spent; null when there was none. */
  find(now: Date): Promise<Result<T> | null>;
  /** The same inside the transaction: of two at the same time the second waits here for the first. */
  claim(db: Db, now: Date): Promise<Result<T> | null>;
  /** Keeps the answer. */
  keep(db: Db, value: T): Promise<void>;
  /** Gives the key back, after a failure whose writes are kept: the next try is judged anew. */
  release(db: Db): Promise<void>;
};

/** The repeat that a request names, or null for requests without a key and for who is no person. */
export function idempotentAnswer<T>(
  useCase: string,
  actor: Actor,
  request: PortalRequest,
  input: unknown,
): Repeat<T> | null {
  const key = request.idempotencyKey;
  if (key === undefined || actor.kind !== 'person') return null;
  const countyId = actor.county?.id ?? null;
  const id = sha256(JSON.stringify([actor.id, useCase, key]));
  const secret = secretOf(key);
  // Not a bare hash: from that a short text could be guessed.
  const bodyHash = createHmac('sha256', secret).update(JSON.stringify(input)).digest('hex');

  const read = async (db: Db, now: Date): Promise<Result<T> | null> => {
    const kept = await db.idempotentAnswer.findUnique({ where: { id } });
    if (!kept || kept.expiresAt <= now) return null;
    if (kept.bodyHash !== bodyHash) return failFields({ 'Idempotency-Key': ['errors.form.usedKey'] });
    return done(JSON.parse(decrypt(kept.answer, secret)) as T);
  };
  return {
    find: (now) => behindTheWall(wallOf(countyId), (db) => read(db, now)),
    async claim(db, now) {
      await db.idempotentAnswer.deleteMany({ where: { id, expiresAt: { lte: now } } });
      const expiresAt = new Date(now.getTime() + KEPT_HOURS * 3_600_000);
      const { count } = await db.idempotentAnswer.createMany({
        data: [{ id, countyId, bodyHash, answer: '', createdAt: now, expiresAt }],
        skipDuplicates: true,
      });
      return count === 1 ? null : read(db, now);
    },
    async keep(db, value) {
      await db.idempotentAnswer.updateMany({
        where: { id },
        data: { answer: encrypt(JSON.stringify(value ?? null), secret) },
      });
    },
    async release(db) {
      await db.idempotentAnswer.deleteMany({ where: { id } });
    },
  };
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** An answer may hold a token's value: only the caller's own key, which is not stored, opens it. */
function secretOf(key: string): Buffer {
  return Buffer.from(hkdfSync('sha256', key, env().AUTH_SECRET, 'idempotent answer', 32));
}
