-- AlterTable
ALTER TABLE "OutboxMail" ADD COLUMN     "kind" TEXT NOT NULL DEFAULT 'mail';

-- CreateTable
CREATE TABLE "Timer" (
    "job" TEXT NOT NULL,
    "dueAt" TIMESTAMPTZ(3) NOT NULL,
    "leasedBy" TEXT,
    "leasedUntil" TIMESTAMPTZ(3),

    CONSTRAINT "Timer_pkey" PRIMARY KEY ("job")
);
