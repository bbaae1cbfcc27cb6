/// <reference types="vite/client" />
import { randomBytes } from 'node:crypto';
import type { Permission } from '@/lib/access/permissions';
import { behindTheWall } from '@/lib/kernel/db';
import type { PortalRequest } from '@/lib/kernel/request';
import { createPerson, requestOf, sha256, type TestCounty } from './world';

/** Everybody's stamp here: what is somebody's own must not be told by it. */
export const commonStamp = 'the same stamp';

/** What no other row has. */
export const random = () => randomBytes(4).toString('hex').toUpperCase();

/** Writes a token with these scopes, a person's or (owner null) its county's; answers it with a request that bears it. */
export async function createToken(
  owner: { id: string } | null,
  countyId: string | null,
  scopes: readonly Permission[],
): Promise<{ id: string; request: PortalRequest }> {
  const value = randomBytes(32).toString('base64url');
  const { id } = await behindTheWall('*', async (db) => {
    const user = owner && (await db.user.findUniqueOrThrow({ where: { id: owner.id } }));
    return db.apiToken.create({
      data: {
        countyId,
        userId: owner?.id ?? null,
        createdById: owner?.id ?? null,
        name: `Token ${random()}`,
        tokenHash: sha256(value),
        securityStamp: user?.securityStamp ?? '',
        scopes: [...scopes],
        expiresAt: new Date(Date.now() + 3_600_000),
      },
    });
  });
  return { id, request: requestOf({ bearerToken: value }) };
}

/** The people that the rows of every domain are there for. */
async function createPeople(county: TestCounty) {
  const admin = await createPerson({ county, role: 'County Admin', securityStamp: commonStamp });
  const person = await createPerson({ county, role: 'Citizen' });
  return { county: county.id, admin, person, user: person.id };
}

export type RowPeople = Awaited<ReturnType<typeof createPeople>>;

/**
 * One real row of each kind, by its kind. A domain adds those that it keeps in its `rows.ts`:
 * `declare module '@/lib/testing/rows' { interface Rows … }`, and `makeRows`, which writes them.
 */
export interface Rows extends RowPeople {}

type RowMaker = { makeRows(people: RowPeople, county: TestCounty): Promise<Partial<Rows>> };

const makers = Object.values(
  import.meta.glob<RowMaker>(['../*/**/rows.ts', '!../testing/rows.ts'], { eager: true }),
);

/**
 * The rows of a county, and the administrator whom all of them are there for. New ones at every call: what a use case
 * did to them must not spoil the next try.
 */
export async function createRows(county: TestCounty): Promise<Rows> {
  const people = await createPeople(county);
  const made: Partial<Rows> = { ...people };
  for (const { makeRows } of makers) Object.assign(made, await makeRows(people, county));
  return made as Rows;
}
