-- The head of a chain is guarded like its events. Without that the owner of the tables could cut a trail with every
-- trigger on: delete the row of AuditChain, insert it anew as if all were retired, delete the events.
-- Written by hand; docs/decisions/audit-retention.md says what this keeps out and what it cannot, and
-- lib/kernel/audit-retention.db.test.ts tries it.

-- 1. A row comes as nothing (the first event of its chain brings it), never goes, and changes in two ways alone: an
-- event that is being inserted moves the head on by one, and what the last event of the chain says is retired moves
-- the mark on, with the hash that the last of those has.
CREATE OR REPLACE FUNCTION guard_audit_mark() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW."chain" = OLD."chain" AND (NEW."retired", NEW."retiredHash") = (OLD."retired", OLD."retiredHash") THEN
    -- By the trigger chain_audit_event, not by hand.
    IF pg_trigger_depth() > 1 AND NEW."sequence" = OLD."sequence" + 1 THEN RETURN NEW; END IF;
  ELSIF NEW."chain" = OLD."chain" AND (NEW."sequence", NEW."hash") = (OLD."sequence", OLD."hash") THEN
    IF NEW."retired" > OLD."retired" AND EXISTS (
        SELECT FROM "AuditEvent" e
        WHERE e."countyId" = OLD."chain" AND e."sequence" = OLD."sequence" AND e."event" = 'audit.retireEvents'
          AND e."after"->>'upTo' = NEW."retired"::text AND e."after"->>'hash' = NEW."retiredHash") AND EXISTS (
        SELECT FROM "AuditEvent" e
        WHERE e."countyId" = OLD."chain" AND e."sequence" = NEW."retired" AND e."sequence" < OLD."sequence"
          AND e."hash" = NEW."retiredHash") THEN
      RETURN NEW;
    END IF;
  END IF;
  RAISE EXCEPTION 'audit events are append-only: the head of a chain moves with its events alone, its mark with the event that says what is retired';
END
$$;

DROP TRIGGER guard_audit_mark ON "AuditChain";
CREATE TRIGGER guard_audit_mark BEFORE UPDATE ON "AuditChain" FOR EACH ROW EXECUTE FUNCTION guard_audit_mark();

CREATE TRIGGER refuse_made_up_head BEFORE INSERT ON "AuditChain" FOR EACH ROW
  WHEN ((NEW."sequence", NEW."hash", NEW."retired", NEW."retiredHash") IS DISTINCT FROM (0::bigint, '', 0::bigint, ''))
  EXECUTE FUNCTION refuse_audit_change();

CREATE TRIGGER refuse_audit_change BEFORE DELETE OR TRUNCATE ON "AuditChain"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change();

-- 2. A temporary table called "AuditChain" or "AuditEvent" is found before the real one, unless pg_temp is named last.
ALTER FUNCTION refuse_audit_delete() SET search_path = public, pg_temp;
ALTER FUNCTION chain_audit_event() SET search_path = public, pg_temp;
ALTER FUNCTION append_audit_event(jsonb) SET search_path = public, pg_temp;
ALTER FUNCTION first_broken_audit_event(text, bigint, bigint) SET search_path = public, pg_temp;
ALTER FUNCTION retire_audit_events(text, timestamptz, bigint, timestamptz) SET search_path = public, pg_temp;

-- The same for the other functions that run as their owner: a temporary table must not stand in for a real one.
ALTER FUNCTION people_matching SET search_path = public, pg_temp;
ALTER FUNCTION people_came SET search_path = public, pg_temp;
ALTER FUNCTION people_left SET search_path = public, pg_temp;
ALTER FUNCTION person_changed SET search_path = public, pg_temp;
