-- What nearly everybody has is not counted to its end: 5,001 says "more than 5,000" (COUNT_LIMIT of people-query.ts).
CREATE OR REPLACE FUNCTION people_matching(county text, pattern text, most integer, OUT total bigint, OUT ids text[])
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  total := 0;
  ids := '{}';
  IF wall_opens(county) IS NOT TRUE THEN RETURN; END IF;
  -- EXECUTE: planned for this very pattern.
  EXECUTE 'SELECT count(*) FROM (SELECT FROM "PersonSearch" WHERE ($1 IS NULL OR "countyId" = $1) AND "text" LIKE $2 LIMIT 5001) f'
    INTO total USING county, pattern;
  IF total BETWEEN 1 AND most THEN
    EXECUTE 'SELECT array_agg("userId") FROM "PersonSearch" WHERE ($1 IS NULL OR "countyId" = $1) AND "text" LIKE $2'
      INTO ids USING county, pattern;
  END IF;
END
$$;
