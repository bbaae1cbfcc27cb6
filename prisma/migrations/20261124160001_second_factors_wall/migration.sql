-- What schema.prisma cannot say of second_factors: the wall of the new tables, and the look-ups that identity.ts makes.

GRANT SELECT, INSERT, UPDATE, DELETE ON
  "AuthenticatorApp", "Passkey", "RecoveryCode", "RememberedDevice", "SignInRecord", "PasskeyChallenge" TO portal_app;

DO $$
DECLARE
  county_table text;
BEGIN
  FOREACH county_table IN ARRAY ARRAY[
    'AuthenticatorApp', 'Passkey', 'RecoveryCode', 'RememberedDevice', 'SignInRecord'
  ] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', county_table);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', county_table);
    EXECUTE format(
      'CREATE POLICY county_wall ON %1$I USING (%3$s = ''*'' OR %2$I = %3$s) WITH CHECK (%3$s = ''*'' OR %2$I = %3$s)',
      county_table, 'countyId', '(SELECT current_setting(''app.county_id'', true))');
  END LOOP;
END
$$;

-- Who is it? The same as before, and since when a second factor is asked of them.
CREATE OR REPLACE FUNCTION identity_of_user(person "User") RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object(
    'id', person."id", 'email', person."email", 'firstName', person."firstName", 'lastName', person."lastName",
    'active', person."active", 'confirmedAt', person."confirmedAt", 'locale', person."locale",
    'securityStamp', person."securityStamp", 'createdAt', person."createdAt", 'twoFactorSince', person."twoFactorSince",
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

-- A passkey proves by itself who signs in: its owner is found over the wall, as by an address.
CREATE FUNCTION passkey_by_id(passkey_id text) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  wall text := current_setting('app.county_id', true);
  answer jsonb;
BEGIN
  PERFORM set_config('app.county_id', '*', true);
  answer := (
  SELECT jsonb_build_object(
    'passkey', to_jsonb(p) || jsonb_build_object('publicKey', encode(p."publicKey", 'base64'), 'counter', p."counter"::text),
    'user', to_jsonb(u) - 'passwordHash' || jsonb_build_object('isCountyActive', coalesce(c."active", true)))
  FROM "Passkey" p JOIN "User" u ON u."id" = p."userId" LEFT JOIN "County" c ON c."id" = u."countyId"
  WHERE p."id" = passkey_id
  );
  PERFORM set_config('app.county_id', coalesce(wall, ''), true);
  RETURN answer;
END
$$;

REVOKE EXECUTE ON FUNCTION passkey_by_id FROM PUBLIC;
