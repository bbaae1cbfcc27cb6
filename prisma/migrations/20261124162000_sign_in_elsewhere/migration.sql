-- AlterTable
ALTER TABLE "Account" ADD COLUMN     "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN     "email" TEXT;

-- CreateIndex
CREATE INDEX "Account_userId_idx" ON "Account"("userId");

-- Who signs in elsewhere is found over the wall by what the provider calls them, as by an address.
CREATE FUNCTION account_by_provider(issuer text, subject text) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  wall text := current_setting('app.county_id', true);
  answer jsonb;
BEGIN
  PERFORM set_config('app.county_id', '*', true);
  answer := (
  SELECT jsonb_build_object('id', a."userId", 'countyId', a."countyId") FROM "Account" a
  WHERE a."provider" = issuer AND a."providerAccountId" = subject
  );
  PERFORM set_config('app.county_id', coalesce(wall, ''), true);
  RETURN answer;
END
$$;

REVOKE EXECUTE ON FUNCTION account_by_provider FROM PUBLIC;
