-- One folding for what is looked for and what is stored: search_form says in SQL what lib/shared/fold.ts says in
-- TypeScript, from the same tables; lib/administration/people/folding.db.test.ts compares both over all of Unicode.
CREATE OR REPLACE FUNCTION search_form(written text) RETURNS text LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
  dropped CONSTANT text := '[\u0021-\u0023\u0025-\u002a\u002d-\u002e\u003a\u003f\u005b-\u0060\u007b\u007d\u00a1\u00a7-\u00a8\u00ab\u00ad\u00af\u00b4\u00b6-\u00b8\u00bb\u00bf\u02b9-\u02bf\u02c2-\u02c5\u02c8\u02ca-\u02cb\u02d2-\u02df\u02e5-\u02eb\u02ed\u02ef-\u036f\u0375\u037e\u0384-\u0385\u0387\u0483-\u0487\u055a-\u055f\u0589-\u058a\u0591-\u05c7\u05f3-\u05f4\u0609-\u060a\u060d\u0610-\u061a\u061c-\u061f\u0640\u064b-\u065f\u066a-\u066d\u0670\u06d4\u06d6-\u06dc\u06df-\u06e4\u06e7-\u06e8\u06ea-\u06ed\u0700-\u070d\u0711\u0730-\u074a\u07f7-\u07f9\u0830-\u083e\u085e\u0888\u0897-\u089f\u08ca-\u08e1\u08e3-\u08ff\u0951-\u0954\u0964-\u0965\u0970\u09fd\u0a76\u0af0\u0c77\u0c84\u0df4\u0e4f\u0e5a-\u0e5b\u0f04-\u0f12\u0f14\u0f3a-\u0f3d\u0f85\u0fd0-\u0fd4\u0fd9-\u0fda\u104a-\u104f\u10fb\u115f-\u1160\u1360-\u1368\u1400\u166e\u169b-\u169c\u16eb-\u16ed\u1735-\u1736\u17b4-\u17b5\u17d4-\u17d6\u17d8-\u17da\u1800-\u180f\u1944-\u1945\u1a1e-\u1a1f\u1aa0-\u1aa6\u1aa8-\u1aad\u1ab0-\u1abd\u1abf-\u1add\u1ae0-\u1aeb\u1b4e-\u1b4f\u1b5a-\u1b60\u1b7d-\u1b7f\u1bfc-\u1bff\u1c3b-\u1c3f\u1c7e-\u1c7f\u1cc0-\u1cc7\u1cd0-\u1ce0\u1ce2-\u1ce8\u1ced\u1cf4\u1cf8-\u1cf9\u1dc0-\u1dff\u1fbd\u1fbf-\u1fc1\u1fcd-\u1fcf\u1fdd-\u1fdf\u1fed-\u1fef\u1ffd-\u1ffe\u200b-\u2027\u202a-\u202e\u2030-\u2051\u2053-\u205e\u2060-\u206f\u207d-\u207e\u208d-\u208e\u20d0-\u20dc\u20e1\u20e5-\u20f0\u2212\u2308-\u230b\u2329-\u232a\u2768-\u2775\u27c5-\u27c6\u27e6-\u27ef\u2983-\u2998\u29d8-\u29db\u29fc-\u29fd\u2cf9-\u2cfc\u2cfe-\u2cff\u2d70\u2de0-\u2e2e\u2e30-\u2e4f\u2e52-\u2e5d\u3002-\u3003\u3008-\u3011\u3014-\u301f\u302a-\u302d\u3030\u303d\u309b-\u309c\u30a0\u30fb\u3164\ua4fe-\ua4ff\ua60d-\ua60f\ua66f\ua673-\ua67e\ua69e-\ua69f\ua6f2-\ua6f7\ua700-\ua716\ua720-\ua721\ua789-\ua78c\ua874-\ua877\ua8ce-\ua8cf\ua8f8-\ua8fa\ua8fc\ua92e-\ua92f\ua95f\ua9c1-\ua9cd\ua9de-\ua9df\uaa5c-\uaa5f\uaade-\uaadf\uaaf0-\uaaf1\uab5b\uab6a-\uab6b\uabeb\ufb1e\ufbb2-\ufbc2\ufd3e-\ufd3f\ufe00-\ufe19\ufe20-\ufe4f\ufe52\ufe55-\ufe61\ufe63\ufe68\ufe6a\ufeff\uff01-\uff03\uff05-\uff0a\uff0d-\uff0e\uff1a\uff1f\uff3b-\uff40\uff5b\uff5d\uff5f-\uff65\uffa0\uffe3\ufff0-\ufff8\U00010100-\U00010102\U000101fd\U000102e0\U0001039f\U000103d0\U0001056f\U00010857\U0001091f\U0001093f\U00010a50-\U00010a58\U00010a7f\U00010af0-\U00010af6\U00010b39-\U00010b3f\U00010b99-\U00010b9c\U00010d6e\U00010ead\U00010ed0\U00010efa-\U00010eff\U00010f55-\U00010f59\U00010f86-\U00010f89\U00011047-\U0001104d\U000110bb-\U000110bc\U000110be-\U000110c1\U00011140-\U00011143\U00011174-\U00011175\U000111c5-\U000111c8\U000111cd\U000111db\U000111dd-\U000111df\U00011238-\U0001123d\U000112a9\U0001133b\U000113d4-\U000113d5\U000113d7-\U000113d8\U0001144b-\U0001144f\U0001145a-\U0001145b\U0001145d\U000114c6\U000115c1-\U000115d7\U00011641-\U00011643\U00011660-\U0001166c\U000116b9\U0001173c-\U0001173e\U0001183b\U00011944-\U00011946\U000119e2\U00011a3f-\U00011a46\U00011a9a-\U00011a9c\U00011a9e-\U00011aa2\U00011b00-\U00011b09\U00011be1\U00011c41-\U00011c45\U00011c70-\U00011c71\U00011ef7-\U00011ef8\U00011f43-\U00011f4f\U00011fff\U00012470-\U00012474\U00012ff1-\U00012ff2\U00016a6e-\U00016a6f\U00016af5\U00016b37-\U00016b3b\U00016b44\U00016d6d-\U00016d6f\U00016e97-\U00016e9a\U00016fe2\U0001bc9f-\U0001bca3\U0001cf00-\U0001cf2d\U0001cf30-\U0001cf46\U0001d167-\U0001d169\U0001d173-\U0001d182\U0001d185-\U0001d18b\U0001d1aa-\U0001d1ad\U0001d242-\U0001d244\U0001da87-\U0001da8b\U0001e08f\U0001e5ff\U0001e95e-\U0001e95f\U0001f3fb-\U0001f3ff\U000e0000-\U000e0fff]';
  plain text;
BEGIN
  -- Most names are of plain letters, and this is asked at every change of a person: expressions over all of Unicode take them
  -- a hundred times as long.
  IF octet_length(written) = length(written) THEN
    RETURN btrim(regexp_replace(lower(translate(written, '!"#%&''()*-.:?[\]^_`{}', '') COLLATE "C"), '[\u0009-\u000d ,/;]+', ' ', 'g'));
  END IF;
  plain := lower(regexp_replace(normalize(regexp_replace(written COLLATE "C", dropped, '', 'g'), NFKD), dropped, '', 'g') COLLATE "und-x-icu");
  plain := translate(plain, 'łđøħŧıðŋƀɓƈɗɖƒɠɨɩƙƚɫɲɵɔəǝɛƥɍʈƭʉʋƴƶʒςیکى', 'ldohtidnbbcddfgiikllnooeeeprttuvyzzσيكي');
  plain := replace(replace(replace(replace(plain, 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th');
  RETURN btrim(regexp_replace(plain COLLATE "C", '[\u0009-\u000d\u0020\u002c\u002f\u003b\u0085\u060c\u061b\u1680\u2028-\u2029\u3001]+', ' ', 'g'));
END
$$;

-- An address with its domain as people write it: "xn--bcher-kva.example" is "bücher.example" (RFC 3492). What is no such
-- form stays as it is.
CREATE FUNCTION unicode_address(address text) RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  label text;
  labels text[] := '{}';
  points integer[];
  delta integer; digits text; digit integer; place integer; weight integer; before integer; k integer; t integer;
  point integer; bias integer; span integer;
BEGIN
  IF address NOT LIKE '%xn--%' THEN RETURN address; END IF;
  FOREACH label IN ARRAY string_to_array(split_part(address, '@', 2), '.') LOOP
    IF label LIKE 'xn--%' THEN
      digits := substring(label FROM 5);
      points := '{}';
      IF digits LIKE '%-%' THEN
        points := ARRAY(SELECT ascii(sign) FROM regexp_split_to_table(regexp_replace(digits, '-[^-]*$', ''), '') sign WHERE sign <> '');
        digits := regexp_replace(digits, '^.*-', '');
      END IF;
      point := 128; place := 0; bias := 72;
      WHILE digits <> '' LOOP
        before := place; weight := 1; k := 36;
        LOOP
          digit := position(left(digits, 1) IN 'abcdefghijklmnopqrstuvwxyz0123456789') - 1;
          digits := substring(digits FROM 2);
          place := place + digit * weight;
          t := least(greatest(k - bias, 1), 26);
          EXIT WHEN digit < t;
          weight := weight * (36 - t);
          k := k + 36;
        END LOOP;
        span := coalesce(array_length(points, 1), 0) + 1;
        delta := (place - before) / CASE WHEN before = 0 THEN 700 ELSE 2 END;
        delta := delta + delta / span;
        bias := 0;
        WHILE delta > 455 LOOP
          delta := delta / 35;
          bias := bias + 36;
        END LOOP;
        bias := bias + 36 * delta / (delta + 38);
        point := point + place / span;
        place := place % span;
        points := points[1:place] || point || points[place + 1:];
        place := place + 1;
      END LOOP;
      label := (SELECT string_agg(chr(sign), '' ORDER BY nth) FROM unnest(points) WITH ORDINALITY AS all_points(sign, nth));
    END IF;
    labels := labels || label;
  END LOOP;
  RETURN split_part(address, '@', 1) || '@' || array_to_string(labels, '.');
EXCEPTION WHEN OTHERS THEN
  RETURN address;
END
$$;

-- The spelling, and where it has spaces the one without: "de la Cruz" is found by "delacruz" too. A space comes first, so
-- that every word follows one.
CREATE FUNCTION found_by(written text) RETURNS text LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
  form text := search_form(written);
BEGIN
  RETURN ' ' || form || CASE WHEN form LIKE '% %' THEN ' ' || replace(form, ' ', '') ELSE '' END;
END
$$;

-- The first name stands on both sides of the last. Where no letter is Latin, nothing may stand between last and first.
CREATE OR REPLACE FUNCTION person_search_text("firstName" text, "lastName" text, "email" text, "phoneNumber" text)
  RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  first text := found_by("firstName");
  last text := found_by("lastName");
BEGIN
  RETURN first || last || first
    || CASE WHEN first || last ~ '[a-z]' THEN '' ELSE replace(last || first, ' ', '') END
    || ' ' || search_form("email")
    || CASE WHEN "email" LIKE '%xn--%' THEN ' ' || search_form(unicode_address("email")) ELSE '' END
    || coalesce(' ' || search_form("phoneNumber") || ' ' || regexp_replace("phoneNumber", '\D', '', 'g'), '');
END
$$;

-- Names stand in the order of letters, not of code points, wherever they are sorted, and the same on every engine: the
-- root collation of Unicode. Walks by cursor and the indexes follow the column.
DROP TRIGGER person_changed ON "User";
ALTER TABLE "User" ALTER COLUMN "firstName" TYPE text COLLATE "und-x-icu", ALTER COLUMN "lastName" TYPE text COLLATE "und-x-icu",
  ALTER COLUMN "email" TYPE text COLLATE "und-x-icu";
CREATE TRIGGER person_changed
  AFTER UPDATE OF "firstName", "lastName", "email", "phoneNumber", "active", "confirmedAt", "invitedAt" ON "User"
  FOR EACH ROW EXECUTE FUNCTION person_changed();
ALTER TABLE "Department" ALTER COLUMN "name" TYPE text COLLATE "und-x-icu", ALTER COLUMN "code" TYPE text COLLATE "und-x-icu";
ALTER TABLE "County" ALTER COLUMN "name" TYPE text COLLATE "und-x-icu", ALTER COLUMN "code" TYPE text COLLATE "und-x-icu";
ALTER TABLE "Role" ALTER COLUMN "name" TYPE text COLLATE "und-x-icu";

-- Who is there already is folded anew. The owner sees behind the wall for this statement alone.
ALTER TABLE "User" NO FORCE ROW LEVEL SECURITY;
ALTER TABLE "PersonSearch" NO FORCE ROW LEVEL SECURITY;
UPDATE "PersonSearch" s SET "text" = person_search_text(u."firstName", u."lastName", u."email", u."phoneNumber")
  FROM "User" u WHERE u."id" = s."userId";
ALTER TABLE "User" FORCE ROW LEVEL SECURITY;
ALTER TABLE "PersonSearch" FORCE ROW LEVEL SECURITY;
