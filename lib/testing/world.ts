import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { inject } from 'vitest';
import type { z } from 'zod';
import type { RoleName } from '@/lib/access/roles';
import { sealSessionCookie } from '@/lib/identity/session-cookie';
import { authenticate, type Credentials } from '@/lib/identity/who-asks';
import { systemRequest } from '@/lib/jobs/jobs';
import { behindTheWall, type Db, database } from '@/lib/kernel/db';
import { clock, hasher, usePorts } from '@/lib/kernel/ports';
import type { PortalRequest } from '@/lib/kernel/request';
import type { Fault, Result } from '@/lib/kernel/result';
import { seal } from '@/lib/kernel/seal';
import type { UseCase } from '@/lib/kernel/use-case';
import { env } from '@/lib/platform/env';
import type { Mail } from '@/lib/platform/mailer';
import { createCounty, createDepartments, createSystemRole } from '@/prisma/seed/county';
import { residentTables } from '@/prisma/seed/residents';

export type TestPerson = { id: string; email: string; countyId: string | null };
export type TestCounty = { id: string; code: string; departments: Record<string, string> };

/** The password of every person of the world. */
export const worldPassword = 'correct horse battery';

/** A clock that stands still until it is moved. */
export function fakeClock(start = new Date()) {
  let now = start.getTime();
  const clock = { now: () => new Date(now) };
  usePorts({ clock });
  return {
    ...clock,
    /** Moves on by so many milliseconds. */
    advance: (milliseconds: number) => {
      now += milliseconds;
    },
  };
}

/** A mailer that keeps what it is given. */
export function fakeMailer() {
  const sent: Mail[] = [];
  usePorts({ mailer: { send: async (mail) => void sent.push(mail) } });
  return {
    sent,
    /** The token of the last link in mails to an address. */
    tokenFor: (to: string) =>
      sent
        .filter((mail) => mail.to === to)
        .map((mail) => /\/(?:reset|confirm)\/([\w-]{43})/.exec(mail.text)?.[1])
        .filter(Boolean)
        .at(-1) ?? '',
    /** The token of the last link of this kind in mails to an address. */
    tokenOf: (kind: string, to: string) =>
      sent
        .filter((mail) => mail.to === to)
        .map((mail) => new RegExp(`/${kind}/([\\w-]{43})`).exec(mail.text)?.[1])
        .filter(Boolean)
        .at(-1) ?? '',
    to: (to: string) => sent.filter((mail) => mail.to === to),
  };
}

/** A request of a stranger, or of whoever holds the session cookie or token. */
export function requestOf(
  credentials: Credentials = {},
  { deviceCookie, attemptCookie, rememberCookie, ...more }: RequestFacts = {},
): PortalRequest {
  const { sessionCookie } = credentials;
  return {
    identify: (now) => authenticate(credentials, now),
    ip: '192.0.2.1',
    userAgent: 'Test',
    requestId: randomUUID(),
    locale: 'en',
    cookies: {
      session: sessionCookie,
      attempt: attemptCookie,
      device: deviceCookie,
      remember: rememberCookie,
    },
    ...more,
  };
}

/** What else a test says of a request. */
export type RequestFacts = Partial<PortalRequest> & {
  deviceCookie?: string | undefined;
  attemptCookie?: string | undefined;
  rememberCookie?: string | undefined;
};

/** The value of a result that must be a success. */
export function successOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`expected a success, got ${JSON.stringify(result.error)}`);
  return result.value;
}

let passwordHash: Promise<string> | undefined;

/** Writes a person with a role and an open, fresh session; answers them with a request of theirs. */
export async function createPerson(options: {
  county: TestCounty | null;
  role: RoleName;
  department?: string;
  email?: string;
  confirmed?: boolean;
  active?: boolean;
  /** Of several people the same, where a test must not pass because stamps differ. */
  securityStamp?: string;
}): Promise<TestPerson & { request: PortalRequest; sessionId: string }> {
  passwordHash ??= hasher().hash(worldPassword);
  const hash = await passwordHash;
  const countyId = options.county?.id ?? null;
  const email = options.email ?? `${randomBytes(6).toString('hex')}@example.org`;
  const user = await behindTheWall('*', async (db) => {
    const role = await db.role.findFirstOrThrow({ where: { countyId, name: options.role, builtIn: true } });
    const made = await db.user.create({
      data: {
        countyId,
        email,
        passwordHash: hash,
        firstName: 'Test',
        lastName: options.role,
        active: options.active ?? true,
        confirmedAt: options.confirmed === false ? null : new Date(),
        ...(options.securityStamp ? { securityStamp: options.securityStamp } : {}),
      },
    });
    await db.userRole.create({ data: { countyId, userId: made.id, roleId: role.id } });
    const departmentId = options.department && options.county?.departments[options.department];
    if (departmentId && countyId)
      await db.userDepartment.create({ data: { countyId, userId: made.id, departmentId } });
    return made;
  });
  const session = await openTestSession(user);
  return { id: user.id, email, countyId, ...session };
}

/** Opens another session of a person, fresh and just used. */
export async function openTestSession(user: {
  id: string;
  countyId: string | null;
}): Promise<{ request: PortalRequest; sessionId: string }> {
  const sessionId = randomBytes(24).toString('base64url');
  const now = Date.now();
  const expiresAt = new Date(now + 12 * 3_600_000);
  await behindTheWall('*', async (db) => {
    const { securityStamp } = await db.user.findUniqueOrThrow({ where: { id: user.id } });
    await db.session.create({
      data: {
        id: sessionId,
        countyId: user.countyId,
        userId: user.id,
        securityStamp,
        provenBy: 'password',
        freshUntil: new Date(now + 600_000),
        expiresAt,
        ip: '192.0.2.1',
        userAgent: 'Test',
      },
    });
  });
  const sessionCookie = await sealSessionCookie(sessionId, expiresAt, env().AUTH_SECRET);
  return { sessionId, request: requestOf({ sessionCookie }) };
}

async function createTestCounty(db: Db, code: string, name: string): Promise<TestCounty> {
  const id = await createCounty(db, { code, name });
  return { id, code, departments: await createDepartments(db, id) };
}

/** Two counties with the same people in each, and a System Administrator: enough to try every wall from both sides. */
export async function createWorld() {
  const [alder, birch] = await behindTheWall('*', async (db) => {
    await createSystemRole(db);
    return [
      await createTestCounty(db, 'ALD', 'Alder County'),
      await createTestCounty(db, 'BIR', 'Birch County'),
    ] as const;
  });
  const peopleOf = async (county: TestCounty) => ({
    county,
    admin: await createPerson({ county, role: 'County Admin' }),
    officer: await createPerson({ county, role: 'Department Officer', department: 'BLD' }),
    citizen: await createPerson({ county, role: 'Citizen' }),
  });
  return {
    alder: await peopleOf(alder),
    birch: await peopleOf(birch),
    system: await createPerson({ county: null, role: 'System Administrator' }),
  };
}

export type World = Awaited<ReturnType<typeof createWorld>>;

/** Audit events by name, oldest first, over every county. */
export async function auditEvents(event: string) {
  return behindTheWall('*', (db) =>
    db.auditEvent.findMany({ where: { event }, orderBy: [{ at: 'asc' }, { sequence: 'asc' }] }),
  );
}

/** What no other row has. */
export const random = () => randomBytes(4).toString('hex').toUpperCase();

/** A token's stored form. */
export const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

let addresses = 0;

/** A client address that nothing else in this test file uses: limits count by address. */
export function anotherIp(): string {
  addresses += 1;
  return `10.${(addresses >> 16) & 255}.${(addresses >> 8) & 255}.${addresses & 255}`;
}

/** An e-mail address that nobody has yet. */
export function anotherEmail(): string {
  return `${randomBytes(6).toString('hex')}@example.org`;
}

/** A request of a stranger at an address of their own. */
export function strangerRequest(more: RequestFacts = {}): PortalRequest {
  return requestOf({}, { ip: anotherIp(), ...more });
}

/** A request of the browser that got the cookie of this session. */
export async function requestWith(session: { sessionId: string; expiresAt: Date }): Promise<PortalRequest> {
  const sessionCookie = await sealSessionCookie(session.sessionId, session.expiresAt, env().AUTH_SECRET);
  return requestOf({ sessionCookie }, { ip: anotherIp() });
}

/** Runs a job as the system does, at this moment or another; answers how many rows it changed. */
export async function runJob(job: UseCase<z.ZodType, number>, at?: Date): Promise<number> {
  const usual = clock();
  if (at) usePorts({ clock: { now: () => at } });
  try {
    return successOf(await job.execute(systemRequest(job.name), {}));
  } finally {
    if (at) usePorts({ clock: usual });
  }
}

/** One statement on the portal's own login, outside every transaction and wall. */
export async function asLogin<T = Record<string, unknown>>(
  text: string,
  values: unknown[] = [],
): Promise<T[]> {
  const { query } = await database();
  return (await query<T>({ text, values })).rows;
}

/** The address of this file's database for its owner; none for the embedded one, which has no logins. */
export async function ownerUrl(): Promise<string | undefined> {
  const { target } = await database();
  if (target.kind === 'embedded') return undefined;
  return inject('postgres')?.owner.replace('DATABASE', new URL(target.url).pathname.slice(1));
}

/** One statement as the owner of the tables, who looks at every row: what an operator with psql can do. */
export async function asOwner<T = Record<string, unknown>>(
  text: string,
  values: unknown[] = [],
): Promise<T[]> {
  const connectionString = await ownerUrl();
  if (connectionString === undefined) return asLogin<T>(text, values);
  const client = new Client({ connectionString });
  await client.connect();
  try {
    return (await client.query(text, values)).rows as T[];
  } finally {
    await client.end();
  }
}

/** Appends an event as the portal does. */
export async function appendEvent(db: Db, row: object): Promise<void> {
  const text = JSON.stringify(row);
  await db.$queryRaw`select append_audit_event(${text}, ${seal('event', text)})::text`;
}

/** Tells the planner of `seedResidents` how many rows there are, which is the owner's to do. */
export async function analyseResidents(): Promise<void> {
  for (const table of residentTables) await asOwner(`vacuum (analyze) "${table}"`);
}

/** The tables whose rows belong to a county. */
export async function countyTables(): Promise<string[]> {
  const rows = await asLogin<{ name: string }>(
    `select c.relname::text as name from pg_attribute a join pg_class c on c.oid = a.attrelid
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and a.attname = 'countyId' order by 1`,
  );
  return rows.map(({ name }) => name);
}

/** What a query says of each table, in one statement. */
async function ofEach(tables: string[], query: (table: string) => string, values: unknown[] = []) {
  const parts = tables.map((table) => `select '${table}' as name, (${query(table)}) as text`);
  const found = await behindTheWall('*', (db) =>
    db.$queryRawUnsafe<{ name: string; text: string | null }[]>(parts.join(' union all '), ...values),
  );
  return new Map(found.map(({ name, text }) => [name, text ?? '']));
}

/** Every row that belongs to a county, as text: equal before and after means that not a byte of it changed. */
export async function rowsOf(county: TestCounty, leaveOut: string[] = []): Promise<Record<string, string>> {
  const tables = [...(await countyTables()), 'County'].filter((table) => !leaveOut.includes(table));
  const rows = (table: string) =>
    `select string_agg(t::text, E'\n' order by t::text) from "${table}" t
     where t."${table === 'County' ? 'id' : 'countyId'}" = $1`;
  return Object.fromEntries(await ofEach(tables, rows, [county.id]));
}

/** How many rows each table holds, whoever they belong to. */
export async function rowCounts(): Promise<Record<string, number>> {
  const counts = await ofEach(await countyTables(), (table) => `select count(*)::text from "${table}"`);
  return Object.fromEntries([...counts].map(([table, count]) => [table, Number(count)]));
}

/** The fault of a result that must be a failure. */
export function faultOf<T>(result: Result<T>): Fault {
  if (result.ok) throw new Error(`expected a failure, got ${JSON.stringify(result.value)}`);
  return result.error;
}
