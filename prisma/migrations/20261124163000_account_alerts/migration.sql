-- AlterTable
ALTER TABLE "Passkey" ADD COLUMN     "signsIn" BOOLEAN NOT NULL DEFAULT true;

-- CreateTable
CREATE TABLE "AccountReset" (
    "id" TEXT NOT NULL,
    "countyId" TEXT,
    "userId" TEXT NOT NULL,
    "isOpen" BOOLEAN DEFAULT true,
    "askedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "dueAt" TIMESTAMPTZ(3) NOT NULL,
    "toldAt" TIMESTAMPTZ(3),
    "cancelledAt" TIMESTAMPTZ(3),
    "doneAt" TIMESTAMPTZ(3),

    CONSTRAINT "AccountReset_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "AccountReset_countyId_userId_idx" ON "AccountReset"("countyId", "userId");

-- CreateIndex
CREATE INDEX "AccountReset_isOpen_dueAt_idx" ON "AccountReset"("isOpen", "dueAt");

-- CreateIndex
CREATE UNIQUE INDEX "AccountReset_userId_isOpen_key" ON "AccountReset"("userId", "isOpen");

-- AddForeignKey
ALTER TABLE "AccountReset" ADD CONSTRAINT "AccountReset_countyId_userId_fkey" FOREIGN KEY ("countyId", "userId") REFERENCES "User"("countyId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What schema.prisma cannot say: the wall of the new table.
GRANT SELECT, INSERT, UPDATE, DELETE ON "AccountReset" TO portal_app;
ALTER TABLE "AccountReset" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "AccountReset" FORCE ROW LEVEL SECURITY;
CREATE POLICY county_wall ON "AccountReset"
  USING ((SELECT current_setting('app.county_id', true)) = '*' OR "countyId" = (SELECT current_setting('app.county_id', true)))
  WITH CHECK ((SELECT current_setting('app.county_id', true)) = '*' OR "countyId" = (SELECT current_setting('app.county_id', true)));
