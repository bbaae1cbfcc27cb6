-- Nobody leaves a department before they came. A first day moved past the last one could write such a row: it never
-- counted, and does not count as a membership of no length either.
DO $$
DECLARE
  wall text := current_setting('app.county_id', true);
BEGIN
  PERFORM set_config('app.county_id', '*', true);
  UPDATE "UserDepartment" SET "until" = "from" WHERE "until" < "from";
  PERFORM set_config('app.county_id', coalesce(wall, ''), true);
END
$$;

ALTER TABLE "UserDepartment"
  ADD CONSTRAINT "UserDepartment_dates_in_order" CHECK ("until" IS NULL OR "until" >= "from");
