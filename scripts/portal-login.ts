import 'server-only';
import { keptSecrets } from './settings';

// The portal has a login of its own on PostgreSQL, which owns nothing: docs/decisions/two-logins.md.

type Asked = { query<T>(statement: { text: string; values?: unknown[] }): Promise<{ rows: T[] }> };

/** What a login may do that the portal's may not. */
export async function powersOf(login: Asked): Promise<{ name: string; powers: string[] }> {
  const { rows } = await login.query<{ name: string; powers: string[] }>({
    text: `select rolname::text as name, array_remove(array[
        case when rolsuper then 'is a superuser' end,
        case when rolcreaterole then 'may create roles' end,
        case when rolbypassrls then 'looks over every wall (BYPASSRLS)' end,
        case when exists (select from pg_database where datname = current_database() and pg_has_role(datdba, 'MEMBER'))
          or exists (select from pg_class where relnamespace = 'public'::regnamespace and pg_has_role(relowner, 'MEMBER'))
          then 'owns the database or its tables' end,
        case when exists (select from pg_roles powerful where powerful.rolname in
          ('pg_execute_server_program', 'pg_read_server_files', 'pg_write_server_files') and pg_has_role(powerful.oid, 'MEMBER'))
          then 'reaches files and programs of its host' end
      ], null) as powers from pg_roles where rolname = current_user`,
  });
  return rows[0] ?? { name: '', powers: [] };
}

const HOW =
  "CREATE ROLE portal LOGIN PASSWORD '…' IN ROLE portal_web;\n" +
  'docs/operations.md, "Database", says more.';

/** Why production does not start with a login, in words that say what to do. */
export function tooStrong({ name, powers }: { name: string; powers: string[] }): string {
  return (
    `DATABASE_URL signs in as "${name}", which ${powers.join(', ')}. A hole in one statement would open all of it.\n` +
    'Name this login in MIGRATE_DATABASE_URL, run "npm run db:migrate", and give DATABASE_URL one of the portal\'s own:\n' +
    `  ${HOW}`
  );
}

/** The name and the password of the login that a data folder keeps for its demonstration. */
function kept(dataDir: string): { name: string; password: string } {
  const { DATABASE_LOGIN, DATABASE_PASSWORD } = keptSecrets(dataDir);
  return { name: `portal_${DATABASE_LOGIN.slice(0, 12)}`, password: DATABASE_PASSWORD };
}

/** A database's address for that login. */
export function portalLoginUrl(ownerUrl: string, dataDir: string): string {
  const { name, password } = kept(dataDir);
  const url = new URL(ownerUrl);
  for (const parameter of ['user', 'password']) url.searchParams.delete(parameter);
  // Where the address names no host (a socket), it has no room for a login before it.
  if (url.hostname) Object.assign(url, { username: name, password });
  else {
    url.searchParams.set('user', name);
    url.searchParams.set('password', password);
  }
  return url.href;
}

/** Makes that login, as the owner of the database. */
export async function makePortalLogin(owner: Asked, dataDir: string): Promise<void> {
  // Both are base64url: nothing in them ends a quoted text.
  const { name, password } = kept(dataDir);
  try {
    const { rows } = await owner.query({ text: 'select from pg_roles where rolname = $1', values: [name] });
    // Its rights are those of a new role: only a superuser may name some of them later.
    const words =
      rows.length > 0 ? `alter role "${name}"` : `create role "${name}" nosuperuser nocreaterole nocreatedb`;
    await owner.query({ text: `${words} login password '${password}'` });
    await owner.query({ text: `grant portal_web to "${name}"` });
  } catch (error) {
    throw new Error(
      `The portal's own login could not be made (${error instanceof Error ? error.message : error}). Make one, and name the owner's in MIGRATE_DATABASE_URL:\n  ${HOW}`,
      { cause: error },
    );
  }
}
