-- The end of an audit event: a county may let its oldest events go. What is left still proves that nothing else went.
-- Written by hand; docs/decisions/audit-retention.md says why, lib/kernel/audit-retention.db.test.ts tries it.

-- 1. Who deletes must first say so in the chain: an event `audit.retireEvents` with the last sequence and its hash, then
-- the mark in AuditChain, which takes only what the head of the chain says, then the rows up to the mark.
CREATE FUNCTION guard_audit_mark() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW."retired" <= OLD."retired" OR NOT EXISTS (
      SELECT FROM "AuditEvent" e
      WHERE (e."countyId" = OLD."chain" OR (OLD."chain" = '' AND e."countyId" IS NULL)) AND e."sequence" = OLD."sequence"
        AND e."event" = 'audit.retireEvents' AND e."after"->>'upTo' = NEW."retired"::text
        AND e."after"->>'hash' = NEW."retiredHash") THEN
    RAISE EXCEPTION 'audit events are append-only: the last event of the chain must say what is retired';
  END IF;
  RETURN NEW;
END
$$;

CREATE TRIGGER guard_audit_mark BEFORE UPDATE ON "AuditChain" FOR EACH ROW
  WHEN ((OLD."retired", OLD."retiredHash") IS DISTINCT FROM (NEW."retired", NEW."retiredHash"))
  EXECUTE FUNCTION guard_audit_mark();

CREATE FUNCTION refuse_audit_delete() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD."sequence" > coalesce(
      (SELECT h."retired" FROM "AuditChain" h WHERE h."chain" = coalesce(OLD."countyId", '')), 0) THEN
    RAISE EXCEPTION 'audit events are append-only';
  END IF;
  RETURN OLD;
END
$$;

DROP TRIGGER refuse_audit_change ON "AuditEvent";
CREATE TRIGGER refuse_audit_change BEFORE UPDATE OR TRUNCATE ON "AuditEvent"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change();
CREATE TRIGGER refuse_audit_delete BEFORE DELETE ON "AuditEvent"
  FOR EACH ROW EXECUTE FUNCTION refuse_audit_delete();

-- 2. The first altered, missing or reordered event of a chain, or nothing when the chain holds. A long chain is checked
-- in parts: those after `past`, as far as `up_to`; the last part (no `up_to`) compares with the head of the chain as well.
DROP FUNCTION first_broken_audit_event(text);
CREATE FUNCTION first_broken_audit_event(county text, past bigint DEFAULT 0, up_to bigint DEFAULT NULL)
  RETURNS TABLE ("sequence" bigint, "problem" text)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public AS $$
DECLARE
  head "AuditChain";
  start bigint;
  start_hash text;
  low bigint;
  high bigint;
BEGIN
  IF wall_opens(county) IS NOT TRUE THEN RETURN; END IF;
  SELECT * INTO head FROM "AuditChain" h WHERE h."chain" = coalesce(county, '');
  start := greatest(past, coalesce(head."retired", 0));
  start_hash := coalesce(head."retiredHash", '');
  IF start > coalesce(head."retired", 0) THEN
    SELECT e."hash" INTO start_hash FROM "AuditEvent" e WHERE e."countyId" = county AND e."sequence" = start
      UNION ALL
      SELECT e."hash" FROM "AuditEvent" e WHERE county IS NULL AND e."countyId" IS NULL AND e."sequence" = start;
    IF start_hash IS NULL THEN
      RETURN QUERY SELECT start, 'missing'::text;
      RETURN;
    END IF;
  END IF;
  -- The first part sees what stands before the mark, too: nothing may.
  low := CASE WHEN past = 0 THEN -9223372036854775808 ELSE start END;
  high := coalesce(up_to, 9223372036854775807);
  RETURN QUERY
  -- Two halves: `IS NOT DISTINCT FROM` finds no index.
  WITH event AS (
    SELECT e FROM "AuditEvent" e WHERE e."countyId" = county AND e."sequence" > low AND e."sequence" <= high
    UNION ALL
    SELECT e FROM "AuditEvent" e
      WHERE county IS NULL AND e."countyId" IS NULL AND e."sequence" > low AND e."sequence" <= high
  ), chain AS (
    SELECT (e)."sequence", (e)."hash", (e)."previousHash", audit_event_hash(e) AS computed,
           lag((e)."sequence", 1, start) OVER w AS before, lag((e)."hash", 1, start_hash) OVER w AS expected
    FROM event WHERE (e)."sequence" > start
    WINDOW w AS (ORDER BY (e)."sequence")
  ), last AS (
    SELECT c."sequence", c."hash" FROM chain c ORDER BY c."sequence" DESC LIMIT 1
  ), broken AS (
    SELECT CASE WHEN c."sequence" <> c.before + 1 THEN c.before + 1 ELSE c."sequence" END AS "sequence", CASE
      WHEN c."sequence" <> c.before + 1 THEN 'missing'
      WHEN c."hash" <> c.computed THEN 'altered'
      WHEN c."previousHash" <> c.expected THEN 'reordered' END AS problem
    FROM chain c
    UNION ALL
    -- What was retired is gone, and an event of the chain says so.
    SELECT (e)."sequence", 'reordered' FROM event WHERE (e)."sequence" <= start AND past = 0
    UNION ALL
    SELECT head."retired", 'missing' WHERE past = 0 AND head."retired" > 0 AND NOT EXISTS (
      SELECT FROM "AuditEvent" r WHERE (r."countyId" = county OR (county IS NULL AND r."countyId" IS NULL))
        AND r."event" = 'audit.retireEvents' AND r."sequence" > head."retired"
        AND r."after"->>'upTo' = head."retired"::text AND r."after"->>'hash' = head."retiredHash")
    UNION ALL
    -- The head knows how long the chain is, and how its last event ended.
    SELECT coalesce(last."sequence", start) + 1, 'missing' FROM (SELECT) one LEFT JOIN last ON true
    WHERE up_to IS NULL AND coalesce(head."sequence", 0) <> coalesce(last."sequence", start)
    UNION ALL
    SELECT last."sequence", 'altered' FROM last
    WHERE up_to IS NULL AND last."sequence" = head."sequence" AND head."hash" <> last."hash"
  )
  SELECT b."sequence", b.problem FROM broken b WHERE b.problem IS NOT NULL ORDER BY b."sequence" LIMIT 1;
END
$$;

-- 3. Lets go of the oldest events of a county, up to the first one at or after `until`, `most` at a time. Answers how
-- many went; nothing goes, and null is answered, when they do not hold: evidence is not tidied away. Not for portal_app.
CREATE FUNCTION retire_audit_events(county text, until timestamptz, most bigint, at timestamptz) RETURNS bigint
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
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
      'entity', 'auditEvent',
      'after', jsonb_build_object('events', retired, 'upTo', last_retired, 'hash', last_hash, 'before', until)));
    UPDATE "AuditChain" h SET "retired" = last_retired, "retiredHash" = last_hash WHERE h."chain" = county;
    DELETE FROM "AuditEvent" e WHERE e."countyId" = county AND e."sequence" <= last_retired;
  END IF;
  PERFORM set_config('app.county_id', coalesce(wall, ''), true);
  RETURN retired;
END
$$;

REVOKE EXECUTE ON FUNCTION retire_audit_events FROM PUBLIC;
