import { describe, expect, it } from 'vitest';
import { asLogin, countyTables } from '@/lib/testing/world';

/** Tables whose rows belong to no county. A new one wants a reason here, or a `countyId`. */
const withoutCounty = [
  'AuditChain',
  'County',
  'PasskeyChallenge',
  'Timer',
  'WallKey',
  '_prisma_migrations',
  'rate_limit',
];
/** Of those, what a transaction reads and writes: counties, and challenges, which are random and nobody's. */
const written = ['County', 'PasskeyChallenge'];

const names = async (statement: string, values: unknown[] = []) =>
  (await asLogin<{ name: string }>(statement, values)).map(({ name }) => name);

describe('the live catalogue', () => {
  it('every table carries its county, or is listed here', async () => {
    const tables = await names(
      `select relname::text as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') order by 1`,
    );
    const carrying = await countyTables();
    expect(tables.filter((table) => !carrying.includes(table)).sort()).toEqual(withoutCounty);
    expect(carrying.length).toBeGreaterThan(12);
  });

  it('every county table, and County, has the wall: enabled, forced, one policy for reading and writing', async () => {
    const walled = await names(`
      select c.relname::text as name from pg_class c join pg_policy p on p.polrelid = c.oid
      where c.relnamespace = 'public'::regnamespace and c.relrowsecurity and c.relforcerowsecurity
        and p.polname = 'county_wall' and p.polcmd = '*' and p.polpermissive
        and pg_get_expr(p.polqual, p.polrelid) = pg_get_expr(p.polwithcheck, p.polrelid)
        and regexp_replace(pg_get_expr(p.polqual, p.polrelid), '\\s+|::text|AS wall_county', '', 'g')
          = replace('(((SELECTwall_county())=''*'')OR(COLUMN=(SELECTwall_county())))',
            'COLUMN', case c.relname when 'County' then 'id' else '"countyId"' end)
      order by 1`);
    expect(walled).toEqual([...(await countyTables()), 'County'].sort());
  });

  it('no policy loosens the wall but the four that were reviewed', async () => {
    const policies = await asLogin(`
      select tablename::text as table, policyname::text as policy, cmd, qual, with_check as check
      from pg_policies where schemaname = 'public' and policyname <> 'county_wall' order by 2`);
    expect(policies).toEqual([
      { table: 'County', policy: 'active_counties', cmd: 'SELECT', qual: 'active', check: null },
      {
        table: 'AuditEvent',
        policy: 'of_no_county',
        cmd: 'INSERT',
        qual: null,
        check: '("countyId" IS NULL)',
      },
      // Only the owner, as whom people_matching runs, and which checks the wall itself.
      { table: 'PersonSearch', policy: 'owner_searches', cmd: 'SELECT', qual: 'true', check: null },
      {
        table: 'OutboxMail',
        policy: 'strangers_mail',
        cmd: 'INSERT',
        qual: null,
        check: '("countyId" IS NULL)',
      },
    ]);
    const owners = await asLogin<{ roles: string }>(
      `select roles::text from pg_policies where policyname in ('of_no_county', 'owner_searches')`,
    );
    expect(owners).toHaveLength(2);
    for (const { roles } of owners) expect(roles).not.toMatch(/portal_app|public/);
  });

  it('the role of every transaction cannot look over the wall, log in, or become anyone', async () => {
    expect(
      await asLogin(
        `select rolsuper, rolbypassrls, rolcanlogin, rolcreaterole, rolcreatedb from pg_roles where rolname = 'portal_app'`,
      ),
    ).toEqual([
      { rolsuper: false, rolbypassrls: false, rolcanlogin: false, rolcreaterole: false, rolcreatedb: false },
    ]);
    expect(
      await names(
        `select r.rolname::text as name from pg_auth_members m join pg_roles r on r.oid = m.roleid where m.member = 'portal_app'::regrole`,
      ),
    ).toEqual([]);
    expect(
      await names(`select relname::text as name from pg_class where relowner = 'portal_app'::regrole`),
    ).toEqual([]);
  });

  it('it may read the audit trail and write none of it; the chain, the limits and the migrations are out of its sight', async () => {
    const rights = await asLogin<{ table: string; right: string }>(`
      select c.relname::text as table, r as right
      from pg_class c, unnest(array['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER']) r
      where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and has_table_privilege('portal_app', c.oid, r)`);
    const of = (table: string) =>
      rights
        .filter((right) => right.table === table)
        .map(({ right }) => right)
        .sort();
    expect(of('AuditEvent')).toEqual(['SELECT']);
    for (const table of withoutCounty)
      expect(of(table), table).toEqual(
        written.includes(table) ? ['DELETE', 'INSERT', 'SELECT', 'UPDATE'] : [],
      );
    expect(rights.filter(({ right }) => ['TRUNCATE', 'REFERENCES', 'TRIGGER'].includes(right))).toEqual([]);
    expect(await asLogin(`select has_schema_privilege('portal_app', 'public', 'CREATE') as create`)).toEqual([
      { create: false },
    ]);
  });

  it('it may call no function that sees every county', async () => {
    const own = `from pg_proc p where p.pronamespace = 'public'::regnamespace
      and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')`;
    expect(
      await names(
        `select p.proname::text as name ${own} and has_function_privilege('portal_app', p.oid, 'EXECUTE') order by 1`,
      ),
    ).toEqual([
      'append_audit_event', // the only way to write the trail
      'audit_event_hash',
      'chain_audit_event', // a trigger: cannot be called
      'first_broken_audit_event', // behind the wall like its caller
      'found_by', // pure
      'guard_audit_mark', // a trigger: cannot be called
      'people_came', // triggers
      'people_left',
      'people_matching', // answers within the caller's wall
      'person_changed',
      'person_search_text', // pure
      'refuse_audit_change',
      'refuse_audit_delete',
      'search_form', // pure
      'unicode_address', // pure
      'wall_county', // what the caller's own seal says
      'wall_opens',
    ]);
    expect(await names(`select p.proname::text as name ${own} and p.prosecdef order by 1`)).toEqual([
      'append_audit_event',
      'chain_audit_event',
      'first_broken_audit_event',
      'over_the_wall', // for the portal's login alone, and what it has sealed
      'people_came',
      'people_left',
      'people_matching',
      'person_changed',
      'wall_county',
    ]);
    // A SECURITY DEFINER function without a search path of its own could be made to call somebody else's, or to take a
    // temporary table for a real one.
    expect(
      await names(
        `select p.proname::text as name ${own} and p.prosecdef and p.proconfig is distinct from array['search_path=public, pg_temp']`,
      ),
    ).toEqual([]);
  });

  it.runIf(process.env.TEST_DATABASE === 'postgres')(
    "the portal's login owns nothing, may become portal_app alone, and reaches no table of a county",
    async () => {
      expect(
        await asLogin(`
          select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb,
            array(select r.rolname::text from pg_roles r
              where r.rolname <> current_user and pg_has_role(current_user, r.oid, 'MEMBER') order by 1) as may_become,
            array(select c.relname::text from pg_class c where pg_has_role(current_user, c.relowner, 'MEMBER')) as owns,
            array(select c.relname::text from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
              and has_table_privilege(c.oid, 'SELECT, INSERT, UPDATE, DELETE') order by 1) as reaches,
            array(select p.proname::text from pg_proc p where p.pronamespace = 'public'::regnamespace
              and has_function_privilege(p.oid, 'EXECUTE') and not has_function_privilege('portal_app', p.oid, 'EXECUTE')) as calls,
            has_database_privilege(current_database(), 'TEMP, CREATE') as makes_tables
          from pg_roles where rolname = current_user`),
      ).toEqual([
        {
          rolsuper: false,
          rolbypassrls: false,
          rolcreaterole: false,
          rolcreatedb: false,
          may_become: ['portal_app', 'portal_web'],
          owns: [],
          reaches: ['Timer', '_prisma_migrations', 'rate_limit'],
          calls: ['over_the_wall'],
          makes_tables: false,
        },
      ]);
    },
  );

  it('foreign keys between county tables carry the county: they look past row-level security', async () => {
    const keys = await asLogin<{ key: string; columns: string[]; targets: string[] }>(`
      select k.conname::text as key,
        array(select a.attname::text from unnest(k.conkey) with ordinality c(n, i) join pg_attribute a on a.attrelid = k.conrelid and a.attnum = c.n order by c.i) as columns,
        array(select a.attname::text from unnest(k.confkey) with ordinality c(n, i) join pg_attribute a on a.attrelid = k.confrelid and a.attnum = c.n order by c.i) as targets
      from pg_constraint k where k.contype = 'f' and k.connamespace = 'public'::regnamespace and k.confrelid <> '"County"'::regclass`);
    expect(keys.length).toBeGreaterThan(8);
    for (const { key, columns, targets } of keys) {
      const at = columns.indexOf('countyId');
      expect(at, key).toBeGreaterThanOrEqual(0);
      expect(targets[at], key).toBe('countyId');
    }
  });
});
