-- CreateTable
CREATE TABLE "WallKey" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "inner" BYTEA NOT NULL,
    "outer" BYTEA NOT NULL,

    CONSTRAINT "WallKey_pkey" PRIMARY KEY ("id")
);

-- What schema.prisma cannot say: the seal of the wall, and the role that the portal's login is a member of. Written by
-- hand; docs/decisions/two-logins.md says what this keeps out, lib/kernel/hostile-sql.db.test.ts tries it.

-- 1. The seal. Text that only says which county it wants, or "*", opens nothing: `app.county_id` is `<county>.<HMAC>`, by a
-- key that the portal makes of AUTH_SECRET (lib/kernel/seal.ts) and that only the owner of the tables reads. It stands here
-- as RFC 2104 uses it, mixed with its two pads. Until the portal has said it, it is one that nobody knows.
ALTER TABLE "WallKey" ADD CONSTRAINT "WallKey_only_one" CHECK ("id" = 1);
INSERT INTO "WallKey" ("inner", "outer") VALUES (
  sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text, 'UTF8')),
  sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text, 'UTF8')));

CREATE FUNCTION wall_seal(about text, value text) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
  SET search_path = public, pg_temp AS $$
  SELECT encode(sha256(k."outer" || sha256(k."inner" || convert_to(about || ':' || value, 'UTF8'))), 'hex')
  FROM "WallKey" k WHERE k."id" = 1
$$;

-- The county that the wall is open for, "*" for every one, null for none.
CREATE FUNCTION wall_county() RETURNS text LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER
  SET search_path = public, pg_temp AS $$
DECLARE
  sealed text := current_setting('app.county_id', true);
  county text := left(sealed, -65);
BEGIN
  IF county <> '' AND sealed = county || '.' || wall_seal('county', county) THEN RETURN county; END IF;
  RETURN NULL;
END
$$;

-- Opens the wall for every county until the transaction ends, for the owner's functions and migrations alone. Answers
-- what it was open for.
CREATE FUNCTION open_wall() RETURNS text LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  before text := coalesce(current_setting('app.county_id', true), '');
BEGIN
  PERFORM set_config('app.county_id', '*.' || wall_seal('county', '*'), true);
  RETURN before;
END
$$;

CREATE OR REPLACE FUNCTION wall_opens(county text) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT wall.open = '*' OR county = wall.open FROM (SELECT wall_county() AS open) wall
$$;

-- Evaluated once a statement, not once a row.
DO $$
DECLARE
  county_table text;
BEGIN
  FOR county_table IN SELECT tablename FROM pg_policies WHERE schemaname = 'public' AND policyname = 'county_wall' LOOP
    EXECUTE format(
      'ALTER POLICY county_wall ON %1$I USING (%3$s = ''*'' OR %2$I = %3$s) WITH CHECK (%3$s = ''*'' OR %2$I = %3$s)',
      county_table, CASE county_table WHEN 'County' THEN 'id' ELSE 'countyId' END, '(SELECT wall_county())');
  END LOOP;
END
$$;

-- 2. Events: what is appended carries the portal's seal too. Who can only write SQL makes up none, in no name.
ALTER FUNCTION append_audit_event(jsonb) RENAME TO write_audit_event;
ALTER FUNCTION write_audit_event(jsonb) SECURITY INVOKER;
REVOKE EXECUTE ON FUNCTION write_audit_event FROM PUBLIC, portal_app;

CREATE FUNCTION append_audit_event(event text, seal text) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF seal IS DISTINCT FROM wall_seal('event', event) THEN
    RAISE insufficient_privilege USING MESSAGE = 'an audit event without the seal of the portal';
  END IF;
  PERFORM write_audit_event(event::jsonb);
END
$$;

-- 3. What looks over the wall is asked through one door, with the portal's seal on the question: no other SQL learns by an
-- address or an id what another county keeps, nor lets go of its trail.
CREATE OR REPLACE FUNCTION identity_by_session(session_id text) RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN (
  SELECT jsonb_build_object('person', identity_of_user(u), 'session', to_jsonb(s))
  FROM "Session" s JOIN "User" u ON u."id" = s."userId" WHERE s."id" = session_id
  );
END
$$;

CREATE OR REPLACE FUNCTION identity_by_token(token_hash text) RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN (
  SELECT jsonb_build_object(
    'person', CASE WHEN u."id" IS NOT NULL THEN identity_of_user(u) END,
    'county', (SELECT jsonb_build_object('id', c."id", 'code', c."code", 'name', c."name", 'active', c."active",
                                         'settings', c."settings")
               FROM "County" c WHERE c."id" = t."countyId"),
    'token', to_jsonb(t) - 'tokenHash')
  FROM "ApiToken" t LEFT JOIN "User" u ON u."id" = t."userId" WHERE t."tokenHash" = token_hash
  );
END
$$;

CREATE OR REPLACE FUNCTION credentials_by_email(wanted text) RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN (
  SELECT jsonb_build_object(
    'user', (SELECT to_jsonb(u) || jsonb_build_object('isCountyActive', coalesce(c."active", true))
             FROM "User" u LEFT JOIN "County" c ON c."id" = u."countyId" WHERE u."email" = wanted),
    'pending', (SELECT to_jsonb(p) FROM "PendingRegistration" p
                WHERE p."email" = wanted ORDER BY p."createdAt" DESC LIMIT 1))
  );
END
$$;

CREATE OR REPLACE FUNCTION link_by_token(token_hash text) RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN (
  SELECT jsonb_build_object('link', to_jsonb(l) - 'tokenHash',
    'user', (SELECT to_jsonb(u) - 'passwordHash' FROM "User" u WHERE u."id" = l."userId"),
    'pending', (SELECT to_jsonb(p) FROM "PendingRegistration" p WHERE p."id" = l."pendingRegistrationId"))
  FROM "SingleUseLink" l WHERE l."tokenHash" = token_hash
  );
END
$$;

CREATE OR REPLACE FUNCTION passkey_by_id(passkey_id text) RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN (
  SELECT jsonb_build_object(
    'passkey', to_jsonb(p) || jsonb_build_object('publicKey', encode(p."publicKey", 'base64'), 'counter', p."counter"::text),
    'user', to_jsonb(u) - 'passwordHash' || jsonb_build_object('isCountyActive', coalesce(c."active", true)))
  FROM "Passkey" p JOIN "User" u ON u."id" = p."userId" LEFT JOIN "County" c ON c."id" = u."countyId"
  WHERE p."id" = passkey_id
  );
END
$$;

CREATE OR REPLACE FUNCTION account_by_provider(issuer text, subject text) RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN (
  SELECT jsonb_build_object('id', a."userId", 'countyId', a."countyId") FROM "Account" a
  WHERE a."provider" = issuer AND a."providerAccountId" = subject
  );
END
$$;

CREATE OR REPLACE FUNCTION touch_session(session_id text, at timestamptz) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  UPDATE "Session" SET "lastSeenAt" = at WHERE "id" = session_id AND "lastSeenAt" < at;
END
$$;

CREATE OR REPLACE FUNCTION touch_token(token_id text, at timestamptz) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  UPDATE "ApiToken" SET "lastUsedAt" = at WHERE "id" = token_id AND ("lastUsedAt" IS NULL OR "lastUsedAt" < at);
END
$$;

-- Lets go of the oldest events of a county, up to the first one at or after `until`, `most` at a time. Answers how
-- many went; nothing goes, and null is answered, when they do not hold: evidence is not tidied away.
CREATE OR REPLACE FUNCTION retire_audit_events(county text, until timestamptz, most bigint, at timestamptz) RETURNS bigint
  LANGUAGE plpgsql SECURITY INVOKER SET search_path = public, pg_temp AS $$
DECLARE
  head "AuditChain";
  first_kept bigint;
  last_retired bigint;
  last_hash text;
  retired bigint := 0;
BEGIN
  SELECT * INTO head FROM "AuditChain" h WHERE h."chain" = county FOR UPDATE;
  IF head."sequence" > head."retired" THEN
    SELECT e."sequence" INTO first_kept FROM "AuditEvent" e
      WHERE e."countyId" = county AND e."sequence" > head."retired" AND e."sequence" <= head."retired" + most
        AND e."at" >= until
      ORDER BY e."sequence" LIMIT 1;
    last_retired := least(coalesce(first_kept - 1, head."retired" + most), head."sequence");
    retired := last_retired - head."retired";
  END IF;
  IF retired > 0 THEN
    SELECT e."hash" INTO last_hash FROM "AuditEvent" e WHERE e."countyId" = county AND e."sequence" = last_retired;
    IF last_hash IS NULL OR EXISTS (SELECT FROM first_broken_audit_event(county, head."retired", last_retired)) THEN
      retired := NULL;
    END IF;
  END IF;
  IF retired > 0 THEN
    PERFORM write_audit_event(jsonb_build_object(
      'id', gen_random_uuid()::text, 'countyId', county, 'at', at, 'event', 'audit.retireEvents', 'outcome', 'done',
      'actorId', 'system', 'actorEmail', 'system', 'entity', 'auditEvent',
      'after', jsonb_build_object('events', retired, 'upTo', last_retired, 'hash', last_hash, 'before', until)));
    UPDATE "AuditChain" h SET "retired" = last_retired, "retiredHash" = last_hash WHERE h."chain" = county;
    DELETE FROM "AuditEvent" e WHERE e."countyId" = county AND e."sequence" <= last_retired;
  END IF;
  RETURN retired;
END
$$;

CREATE FUNCTION over_the_wall(question text, about text[], seal text) RETURNS jsonb
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  wall text;
  answer jsonb;
BEGIN
  IF seal IS DISTINCT FROM wall_seal(question, array_to_string(about, E'\n')) THEN
    RAISE insufficient_privilege USING MESSAGE = 'a question over the wall without the seal of the portal';
  END IF;
  wall := open_wall();
  CASE question
    WHEN 'identity_by_session' THEN answer := identity_by_session(about[1]);
    WHEN 'identity_by_token' THEN answer := identity_by_token(about[1]);
    WHEN 'credentials_by_email' THEN answer := credentials_by_email(about[1]);
    WHEN 'link_by_token' THEN answer := link_by_token(about[1]);
    WHEN 'passkey_by_id' THEN answer := passkey_by_id(about[1]);
    WHEN 'account_by_provider' THEN answer := account_by_provider(about[1], about[2]);
    WHEN 'touch_session' THEN PERFORM touch_session(about[1], about[2]::timestamptz);
    WHEN 'touch_token' THEN PERFORM touch_token(about[1], about[2]::timestamptz);
    WHEN 'retire_audit_events' THEN
      answer := to_jsonb(
        retire_audit_events(about[1], about[2]::timestamptz, about[3]::bigint, about[4]::timestamptz));
  END CASE;
  PERFORM set_config('app.county_id', wall, true);
  RETURN answer;
END
$$;

-- 4. The role that the portal's login is a member of: it asks over the wall, counts limits, keeps the timers, sees which
-- migrations there are, and becomes portal_app for a transaction. It owns nothing and inherits nothing of portal_app.
DO $$
BEGIN
  CREATE ROLE portal_web NOLOGIN NOINHERIT NOBYPASSRLS;
EXCEPTION WHEN duplicate_object OR unique_violation THEN
  NULL; -- roles belong to the whole cluster; another database of it made this one
END
$$;

DO $$
BEGIN
  GRANT portal_app TO portal_web;
EXCEPTION WHEN OTHERS THEN
  IF NOT pg_has_role('portal_web', 'portal_app', 'MEMBER') THEN RAISE; END IF;
END
$$;

GRANT USAGE ON SCHEMA public TO portal_web;
GRANT SELECT, INSERT, UPDATE, DELETE ON rate_limit, "Timer" TO portal_web;

DO $$
BEGIN
  -- The engine makes it before the first migration; a diff of schemas has none.
  IF to_regclass('_prisma_migrations') IS NOT NULL THEN GRANT SELECT ON _prisma_migrations TO portal_web; END IF;
END
$$;

DO $$
BEGIN
  -- Or a table that one transaction leaves behind could stand in for a real one in the next of its connection.
  EXECUTE format('REVOKE TEMPORARY ON DATABASE %I FROM PUBLIC', current_database());
EXCEPTION WHEN insufficient_privilege THEN
  NULL; -- the database is somebody else's
END
$$;

REVOKE EXECUTE ON FUNCTION wall_seal, open_wall, over_the_wall, append_audit_event, identity_of_user FROM PUBLIC;
GRANT EXECUTE ON FUNCTION over_the_wall TO portal_web;
GRANT EXECUTE ON FUNCTION append_audit_event TO portal_app;
