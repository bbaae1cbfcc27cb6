import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { Permission } from '@/lib/access/permissions';
import { behindTheWall } from '@/lib/kernel/db';
import type { PortalRequest } from '@/lib/kernel/request';
import { createPerson, openTestSession, requestOf, sha256, type TestCounty } from './world';

/** Everybody's stamp here: what is somebody's own must not be told by it. */
export const commonStamp = 'the same stamp';

const random = () => randomBytes(4).toString('hex').toUpperCase();

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

/**
 * One real row of each kind in a county, and the administrator whom all of them are there for. New ones at every call:
 * what a use case did to them must not spoil the next try.
 */
export async function createRows(county: TestCounty) {
  const countyId = county.id;
  const admin = await createPerson({ county, role: 'County Admin', securityStamp: commonStamp });
  const user = await createPerson({ county, role: 'Citizen' });
  const newcomer = await createPerson({ county, role: 'Citizen' });
  const inactive = await createPerson({ county, role: 'Citizen', active: false });
  const { sessionId: ownSession } = await openTestSession(admin);
  const { id: token } = await createToken(admin, countyId, ['account.manage']);
  const { id: serviceToken } = await createToken(null, countyId, ['user.view']);
  return behindTheWall(countyId, async (db) => {
    const newDepartment = () =>
      db.department.create({ data: { countyId, code: random(), name: `Department ${random()}` } });
    const { id: department } = await newDepartment();
    const { id: emptyDepartment } = await newDepartment();
    const from = new Date(Date.now() - 3_600_000);
    await db.userDepartment.create({
      data: { countyId, userId: user.id, departmentId: department, from },
    });
    const { id: role } = await db.role.create({
      data: {
        countyId,
        name: `Role ${random()}`,
        permissions: { create: { permission: 'user.view', reach: 'county' } },
      },
    });
    const { id: batch } = await db.peopleBatch.create({
      data: {
        countyId,
        userId: admin.id,
        kind: 'deactivate',
        input: { ids: [user.id] },
        expiresAt: new Date(Date.now() + 3_600_000),
      },
    });
    const { id: device } = await db.rememberedDevice.create({
      data: {
        countyId,
        userId: admin.id,
        valueHash: sha256(random()),
        userAgent: 'Test',
        expiresAt: new Date(Date.now() + 3_600_000),
      },
    });
    const passkeyId = random();
    await db.passkey.create({
      data: { countyId, userId: admin.id, id: passkeyId, name: 'Test', publicKey: new Uint8Array([1]) },
    });
    const { id: account } = await db.account.create({
      data: {
        countyId,
        userId: admin.id,
        type: 'oidc',
        provider: 'https://login.example.org',
        providerAccountId: random(),
      },
    });
    await db.authenticatorApp.create({ data: { countyId, userId: user.id, secret: 'sealed', inUse: true } });
    const event = randomUUID();
    const written = { id: event, countyId, at: new Date(), event: 'test', outcome: 'done' };
    await db.$queryRaw`select append_audit_event(${JSON.stringify(written)}::jsonb)::text`;
    return {
      admin,
      /** Somebody who works in `department`, with a session and an authenticator app. */
      user: user.id,
      person: user,
      session: user.sessionId,
      /** Somebody who works nowhere. */
      newcomer,
      inactive: inactive.id,
      department,
      /** One that nobody ever worked in. */
      emptyDepartment,
      /** The county's own, which nobody holds. */
      role,
      county: countyId,
      /** The administrator's own: another session, a personal token, a remembered browser, a sign-in elsewhere, a batch. */
      ownSession,
      token,
      device,
      account,
      /** As pages name it: lib/accounts/passkeys/manage-passkeys.ts. */
      passkey: createHash('sha256').update(passkeyId).digest('base64url').slice(0, 22),
      batch,
      serviceToken,
      event,
    };
  });
}

export type Rows = Awaited<ReturnType<typeof createRows>>;
