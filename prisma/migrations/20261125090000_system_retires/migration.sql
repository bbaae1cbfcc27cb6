-- What goes out of a trail goes by the system: its event says so (lib/kernel/actor.ts, SYSTEM).

-- Lets go of the oldest events of a county, up to the first one at or after `until`, `most` at a time. Answers how
-- many went; nothing goes, and null is answered, when they do not hold: evidence is not tidied away. Not for portal_app.
CREATE OR REPLACE FUNCTION retire_audit_events(county text, until timestamptz, most bigint, at timestamptz) RETURNS bigint
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  wall text := current_setting('app.county_id', true);
  head "AuditChain";
  first_kept bigint;
  last_retired bigint;
  last_hash text;
  retired bigint := 0;
BEGIN
  PERFORM set_config('app.county_id', '*', true);
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
    PERFORM append_audit_event(jsonb_build_object(
      'id', gen_random_uuid()::text, 'countyId', county, 'at', at, 'event', 'audit.retireEvents', 'outcome', 'done',
      'actorId', 'system', 'actorEmail', 'system', 'entity', 'auditEvent',
      'after', jsonb_build_object('events', retired, 'upTo', last_retired, 'hash', last_hash, 'before', until)));
    UPDATE "AuditChain" h SET "retired" = last_retired, "retiredHash" = last_hash WHERE h."chain" = county;
    DELETE FROM "AuditEvent" e WHERE e."countyId" = county AND e."sequence" <= last_retired;
  END IF;
  PERFORM set_config('app.county_id', coalesce(wall, ''), true);
  RETURN retired;
END
$$;
