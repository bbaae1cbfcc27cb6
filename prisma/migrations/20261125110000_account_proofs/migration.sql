-- AlterTable
ALTER TABLE "User" ADD COLUMN     "passwordSetAt" TIMESTAMPTZ(3),
ADD COLUMN     "passwordSetBy" TEXT,
ADD COLUMN     "wrongCodes" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "Session" ADD COLUMN     "freshByFactor" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "ApiToken" ADD COLUMN     "sessionId" TEXT;

-- AlterTable
ALTER TABLE "PendingRegistration" ADD COLUMN     "browserHash" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "ip" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "userAgent" TEXT NOT NULL DEFAULT '';

-- AlterTable: a link of before carries nobody's stamp, and counts no more.
ALTER TABLE "SingleUseLink" ADD COLUMN     "securityStamp" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "sessionId" TEXT;

-- AlterTable
ALTER TABLE "RecoveryCode" ADD COLUMN     "salt" TEXT NOT NULL DEFAULT '';

-- AlterTable: a browser of before carries nobody's stamp, and is asked again.
ALTER TABLE "RememberedDevice" ADD COLUMN     "securityStamp" TEXT NOT NULL DEFAULT '';
ALTER TABLE "RememberedDevice" ALTER COLUMN "securityStamp" DROP DEFAULT;

-- CreateIndex
CREATE INDEX "ApiToken_sessionId_idx" ON "ApiToken"("sessionId");
