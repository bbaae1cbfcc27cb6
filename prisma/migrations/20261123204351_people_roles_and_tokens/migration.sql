-- Finding people by a part of their name or address (PersonSearch). The extension is trusted: whoever owns the
-- database may create it; it comes with PostgreSQL's contrib modules and with the embedded database.
CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- DropIndex
DROP INDEX "AuditEvent_countyId_actorId_at_idx";

-- DropIndex
DROP INDEX "AuditEvent_countyId_entity_entityId_at_idx";

-- DropIndex
DROP INDEX "User_countyId_createdAt_idx";

-- AlterTable
ALTER TABLE "ApiToken" ADD COLUMN     "createdById" TEXT,
ALTER COLUMN "userId" DROP NOT NULL;

-- AlterTable
ALTER TABLE "AuditChain" ADD COLUMN     "retired" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "retiredHash" TEXT NOT NULL DEFAULT '';

-- AlterTable
ALTER TABLE "User" ADD COLUMN     "invitedAt" TIMESTAMPTZ(3),
ADD COLUMN     "twoFactorSince" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "PersonSearch" (
    "userId" TEXT NOT NULL,
    "countyId" TEXT,
    "text" TEXT NOT NULL,

    CONSTRAINT "PersonSearch_pkey" PRIMARY KEY ("userId")
);

-- CreateTable
CREATE TABLE "PeopleFigures" (
    "countyId" TEXT NOT NULL,
    "total" INTEGER NOT NULL DEFAULT 0,
    "inactive" INTEGER NOT NULL DEFAULT 0,
    "unconfirmed" INTEGER NOT NULL DEFAULT 0,
    "invited" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "PeopleFigures_pkey" PRIMARY KEY ("countyId")
);

-- CreateTable
CREATE TABLE "IdempotentAnswer" (
    "id" TEXT NOT NULL,
    "countyId" TEXT,
    "bodyHash" TEXT NOT NULL,
    "answer" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "IdempotentAnswer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PeopleBatch" (
    "id" TEXT NOT NULL,
    "countyId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "input" JSONB NOT NULL,
    "results" JSONB,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "doneAt" TIMESTAMPTZ(3),
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "PeopleBatch_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "PersonSearch_countyId_userId_idx" ON "PersonSearch"("countyId", "userId");

-- CreateIndex
CREATE INDEX "PersonSearch_text_idx" ON "PersonSearch" USING GIN ("text" gin_trgm_ops);

-- CreateIndex
CREATE INDEX "IdempotentAnswer_countyId_idx" ON "IdempotentAnswer"("countyId");

-- CreateIndex
CREATE INDEX "IdempotentAnswer_expiresAt_idx" ON "IdempotentAnswer"("expiresAt");

-- CreateIndex
CREATE INDEX "PeopleBatch_countyId_userId_idx" ON "PeopleBatch"("countyId", "userId");

-- CreateIndex
CREATE INDEX "PeopleBatch_expiresAt_idx" ON "PeopleBatch"("expiresAt");

-- CreateIndex
CREATE UNIQUE INDEX "PeopleBatch_countyId_id_key" ON "PeopleBatch"("countyId", "id");

-- CreateIndex
CREATE INDEX "AuditEvent_countyId_entity_at_idx" ON "AuditEvent"("countyId", "entity", "at");

-- CreateIndex
CREATE INDEX "AuditEvent_countyId_outcome_at_idx" ON "AuditEvent"("countyId", "outcome", "at");

-- CreateIndex
CREATE INDEX "AuditEvent_at_idx" ON "AuditEvent"("at");

-- CreateIndex
CREATE INDEX "AuditEvent_event_at_idx" ON "AuditEvent"("event", "at");

-- CreateIndex
CREATE INDEX "AuditEvent_outcome_at_idx" ON "AuditEvent"("outcome", "at");

-- CreateIndex
CREATE INDEX "AuditEvent_actorId_at_idx" ON "AuditEvent"("actorId", "at");

-- CreateIndex
CREATE INDEX "AuditEvent_actorEmail_at_idx" ON "AuditEvent"("actorEmail", "at");

-- CreateIndex
CREATE INDEX "AuditEvent_entityId_at_idx" ON "AuditEvent"("entityId", "at");

-- CreateIndex
CREATE INDEX "User_countyId_createdAt_id_idx" ON "User"("countyId", "createdAt", "id");

-- CreateIndex
CREATE INDEX "User_countyId_email_idx" ON "User"("countyId", "email");

-- CreateIndex
CREATE INDEX "User_createdAt_id_idx" ON "User"("createdAt", "id");

-- CreateIndex
CREATE INDEX "User_lastName_firstName_id_idx" ON "User"("lastName", "firstName", "id");

-- CreateIndex
CREATE INDEX "User_countyId_currentLoginAt_idx" ON "User"("countyId", "currentLoginAt");

-- CreateIndex
CREATE INDEX "User_countyId_active_idx" ON "User"("countyId", "active");

-- CreateIndex
CREATE INDEX "User_countyId_confirmedAt_idx" ON "User"("countyId", "confirmedAt");

-- CreateIndex
CREATE INDEX "User_countyId_invitedAt_idx" ON "User"("countyId", "invitedAt");

-- CreateIndex
CREATE INDEX "User_countyId_twoFactorSince_idx" ON "User"("countyId", "twoFactorSince");

-- AddForeignKey
ALTER TABLE "PersonSearch" ADD CONSTRAINT "PersonSearch_countyId_userId_fkey" FOREIGN KEY ("countyId", "userId") REFERENCES "User"("countyId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ApiToken" ADD CONSTRAINT "ApiToken_countyId_fkey" FOREIGN KEY ("countyId") REFERENCES "County"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PeopleBatch" ADD CONSTRAINT "PeopleBatch_countyId_fkey" FOREIGN KEY ("countyId") REFERENCES "County"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
