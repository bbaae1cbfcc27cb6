-- The county wall (row-level security), the append-only audit chain, and the reviewed look-ups of lib/kernel/identity.ts.
-- Written by hand: none of this can be said in schema.prisma. lib/kernel/wall.test.ts checks the live catalogue.

-- 1. The role that every use case's transaction runs as. It cannot log in and has no BYPASSRLS.
DO $$
BEGIN
  CREATE ROLE portal_app NOLOGIN NOINHERIT NOBYPASSRLS;
EXCEPTION WHEN duplicate_object OR unique_violation THEN
  NULL; -- roles belong to the whole cluster; another database of it made this one
END
$$;

DO $$
BEGIN
  EXECUTE format('GRANT portal_app TO %I', current_user);
EXCEPTION WHEN OTHERS THEN
  IF NOT pg_has_role(current_user, 'portal_app', 'MEMBER') THEN RAISE; END IF;
END
$$;

GRANT USAGE ON SCHEMA public TO portal_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON
  "County", "Department", "User", "Role", "RolePermission", "UserRole", "UserDepartment", "Session", "ApiToken",
  "PendingRegistration", "SingleUseLink", "Account", "OutboxMail" TO portal_app;
GRANT SELECT ON "AuditEvent" TO portal_app;

-- 2. The wall. `app.county_id` is a county's id, '*' (reviewed code only), or unset: then no county's row is seen.
CREATE FUNCTION wall_opens(county text) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT current_setting('app.county_id', true) = '*' OR county = current_setting('app.county_id', true)
$$;

DO $$
DECLARE
  county_table text;
BEGIN
  FOREACH county_table IN ARRAY ARRAY[
    'Department', 'User', 'Role', 'RolePermission', 'UserRole', 'UserDepartment', 'Session', 'ApiToken',
    'PendingRegistration', 'SingleUseLink', 'Account', 'OutboxMail', 'AuditEvent', 'County'
  ] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', county_table);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', county_table);
    EXECUTE format(
      'CREATE POLICY county_wall ON %1$I USING (wall_opens(%2$I)) WITH CHECK (wall_opens(%2$I))',
      county_table, CASE county_table WHEN 'County' THEN 'id' ELSE 'countyId' END);
  END LOOP;
END
$$;

-- The register page and GET /counties name the active counties to strangers.
CREATE POLICY active_counties ON "County" FOR SELECT USING (active);

-- Mail that a stranger caused belongs to no county. Such a row can be written, and not read back.
CREATE POLICY strangers_mail ON "OutboxMail" FOR INSERT WITH CHECK ("countyId" IS NULL);

-- 3. The audit trail: one hash chain a county, appended through one function, changed by nobody.
CREATE FUNCTION audit_event_hash(e "AuditEvent") RETURNS text LANGUAGE sql STABLE AS $$
  SELECT encode(sha256(convert_to(jsonb_build_array(
    e."previousHash", e."sequence", e."id", e."countyId",
    to_char(e."at" AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    e."actorId", e."actorEmail", e."event", e."entity", e."entityId", e."outcome", e."ip", e."requestId",
    e."before", e."after")::text, 'UTF8')), 'hex')
$$;

CREATE FUNCTION chain_audit_event() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE
  head "AuditChain";
BEGIN
  INSERT INTO "AuditChain" ("chain") VALUES (coalesce(NEW."countyId", '')) ON CONFLICT DO NOTHING;
  SELECT * INTO head FROM "AuditChain" WHERE "chain" = coalesce(NEW."countyId", '') FOR UPDATE;
  NEW."sequence" := head."sequence" + 1;
  NEW."previousHash" := head."hash";
  NEW."hash" := audit_event_hash(NEW);
  UPDATE "AuditChain" SET "sequence" = NEW."sequence", "hash" = NEW."hash" WHERE "chain" = head."chain";
  RETURN NEW;
END
$$;

CREATE TRIGGER chain_audit_event BEFORE INSERT ON "AuditEvent" FOR EACH ROW EXECUTE FUNCTION chain_audit_event();

CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'audit events are append-only';
END
$$;

CREATE TRIGGER refuse_audit_change BEFORE UPDATE OR DELETE OR TRUNCATE ON "AuditEvent"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change();

-- The only way to append: portal_app may not INSERT, and cannot choose sequence or hashes. The function runs as its
-- owner, whom the wall binds too; events of no county (a stranger's) are written in its own right.
CREATE POLICY of_no_county ON "AuditEvent" FOR INSERT TO CURRENT_USER WITH CHECK ("countyId" IS NULL);

CREATE FUNCTION append_audit_event(event jsonb) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  IF NOT coalesce(event->>'countyId' IS NULL OR wall_opens(event->>'countyId'), false) THEN
    RAISE EXCEPTION 'an audit event of another county';
  END IF;
  INSERT INTO "AuditEvent" ("id", "countyId", "at", "actorId", "actorEmail", "event", "entity", "entityId", "outcome",
                            "ip", "requestId", "before", "after", "sequence", "previousHash", "hash")
  VALUES (event->>'id', event->>'countyId', (event->>'at')::timestamptz, event->>'actorId', event->>'actorEmail',
          event->>'event', event->>'entity', event->>'entityId', event->>'outcome', event->>'ip', event->>'requestId',
          nullif(event->'before', 'null'), nullif(event->'after', 'null'), 0, '', '');
END
$$;

-- The first altered, missing or reordered event of a chain, or nothing when the chain holds.
CREATE FUNCTION first_broken_audit_event(county text) RETURNS TABLE ("sequence" bigint, "problem" text)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  WITH chain AS (
    SELECT e."sequence", e."hash", e."previousHash", audit_event_hash(e) AS computed,
           lag(e."sequence", 1, 0::bigint) OVER w AS before, lag(e."hash", 1, '') OVER w AS expected
    FROM "AuditEvent" e WHERE e."countyId" IS NOT DISTINCT FROM county
    WINDOW w AS (ORDER BY e."sequence")
  ), last AS (
    SELECT c."sequence", c."hash" FROM chain c ORDER BY c."sequence" DESC LIMIT 1
  ), broken AS (
    SELECT CASE WHEN c."sequence" <> c.before + 1 THEN c.before + 1 ELSE c."sequence" END AS "sequence", CASE
      WHEN c."sequence" <> c.before + 1 THEN 'missing'
      WHEN c."hash" <> c.computed THEN 'altered'
      WHEN c."previousHash" <> c.expected THEN 'reordered' END AS problem
    FROM chain c
    UNION ALL
    -- The head knows how long the chain is, and how its last event ended.
    SELECT coalesce(last."sequence", 0) + 1, 'missing'
    FROM "AuditChain" h LEFT JOIN last ON true
    WHERE h."chain" = coalesce(county, '') AND h."sequence" <> coalesce(last."sequence", 0)
    UNION ALL
    SELECT h."sequence", 'altered' FROM "AuditChain" h JOIN last ON last."sequence" = h."sequence"
    WHERE h."chain" = coalesce(county, '') AND h."hash" <> last."hash"
  )
  SELECT b."sequence", b.problem FROM broken b WHERE b.problem IS NOT NULL AND wall_opens(county) ORDER BY b."sequence" LIMIT 1
$$;

-- 4. Who is it? One statement each; they look over the wall and close it again, so only lib/kernel/identity.ts calls
-- them. (A function's SET clause would say it shorter, but only a superuser may write one for our own setting.)
CREATE FUNCTION identity_of_user(person "User") RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object(
    'id', person."id", 'email', person."email", 'firstName', person."firstName", 'lastName', person."lastName",
    'active', person."active", 'confirmedAt', person."confirmedAt", 'locale', person."locale",
    'securityStamp', person."securityStamp", 'createdAt', person."createdAt",
    'county', (SELECT jsonb_build_object('id', c."id", 'code', c."code", 'name', c."name", 'active', c."active",
                                         'settings', c."settings")
               FROM "County" c WHERE c."id" = person."countyId"),
    'roles', (SELECT coalesce(jsonb_agg(jsonb_build_object('name', r."name", 'builtIn', r."builtIn", 'permissions',
                CASE WHEN r."builtIn" THEN '[]'::jsonb ELSE (
                  SELECT coalesce(jsonb_agg(jsonb_build_array(p."permission", p."reach")), '[]'::jsonb)
                  FROM "RolePermission" p WHERE p."roleId" = r."id") END) ORDER BY r."name"), '[]'::jsonb)
              FROM "UserRole" ur JOIN "Role" r ON r."id" = ur."roleId" WHERE ur."userId" = person."id"),
    'departmentIds', (SELECT coalesce(jsonb_agg(d."departmentId"), '[]'::jsonb) FROM "UserDepartment" d
                      WHERE d."userId" = person."id" AND d."from" <= now() AND (d."until" IS NULL OR d."until" > now())))
$$;

CREATE FUNCTION identity_by_session(session_id text) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  wall text := current_setting('app.county_id', true);
  answer jsonb;
BEGIN
  PERFORM set_config('app.county_id', '*', true);
  answer := (
  SELECT jsonb_build_object('person', identity_of_user(u), 'session', to_jsonb(s))
  FROM "Session" s JOIN "User" u ON u."id" = s."userId" WHERE s."id" = session_id
  );
  PERFORM set_config('app.county_id', coalesce(wall, ''), true);
  RETURN answer;
END
$$;

CREATE FUNCTION identity_by_token(token_hash text) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  wall text := current_setting('app.county_id', true);
  answer jsonb;
BEGIN
  PERFORM set_config('app.county_id', '*', true);
  answer := (
  SELECT jsonb_build_object('person', identity_of_user(u), 'token', to_jsonb(t) - 'tokenHash')
  FROM "ApiToken" t JOIN "User" u ON u."id" = t."userId" WHERE t."tokenHash" = token_hash
  );
  PERFORM set_config('app.county_id', coalesce(wall, ''), true);
  RETURN answer;
END
$$;

CREATE FUNCTION credentials_by_email(wanted text) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  wall text := current_setting('app.county_id', true);
  answer jsonb;
BEGIN
  PERFORM set_config('app.county_id', '*', true);
  answer := (
  SELECT jsonb_build_object(
    'user', (SELECT to_jsonb(u) || jsonb_build_object('isCountyActive', coalesce(c."active", true))
             FROM "User" u LEFT JOIN "County" c ON c."id" = u."countyId" WHERE u."email" = wanted),
    'pending', (SELECT to_jsonb(p) FROM "PendingRegistration" p
                WHERE p."email" = wanted ORDER BY p."createdAt" DESC LIMIT 1))
  );
  PERFORM set_config('app.county_id', coalesce(wall, ''), true);
  RETURN answer;
END
$$;

CREATE FUNCTION link_by_token(token_hash text) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  wall text := current_setting('app.county_id', true);
  answer jsonb;
BEGIN
  PERFORM set_config('app.county_id', '*', true);
  answer := (
  SELECT jsonb_build_object('link', to_jsonb(l) - 'tokenHash',
    'user', (SELECT to_jsonb(u) - 'passwordHash' FROM "User" u WHERE u."id" = l."userId"),
    'pending', (SELECT to_jsonb(p) FROM "PendingRegistration" p WHERE p."id" = l."pendingRegistrationId"))
  FROM "SingleUseLink" l WHERE l."tokenHash" = token_hash
  );
  PERFORM set_config('app.county_id', coalesce(wall, ''), true);
  RETURN answer;
END
$$;

CREATE FUNCTION touch_session(session_id text, at timestamptz) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  wall text := current_setting('app.county_id', true);
BEGIN
  PERFORM set_config('app.county_id', '*', true);
  UPDATE "Session" SET "lastSeenAt" = at WHERE "id" = session_id AND "lastSeenAt" < at;
  PERFORM set_config('app.county_id', coalesce(wall, ''), true);
END
$$;

CREATE FUNCTION touch_token(token_id text, at timestamptz) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  wall text := current_setting('app.county_id', true);
BEGIN
  PERFORM set_config('app.county_id', '*', true);
  UPDATE "ApiToken" SET "lastUsedAt" = at WHERE "id" = token_id AND ("lastUsedAt" IS NULL OR "lastUsedAt" < at);
  PERFORM set_config('app.county_id', coalesce(wall, ''), true);
END
$$;

REVOKE EXECUTE ON FUNCTION identity_by_session, identity_by_token, credentials_by_email, link_by_token, touch_session,
  touch_token, append_audit_event FROM PUBLIC;
GRANT EXECUTE ON FUNCTION append_audit_event TO portal_app;
