-- AlterTable
ALTER TABLE "Session" ADD COLUMN     "wrongCodes" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "AuthenticatorApp" (
    "id" TEXT NOT NULL,
    "countyId" TEXT,
    "userId" TEXT NOT NULL,
    "secret" TEXT NOT NULL,
    "inUse" BOOLEAN NOT NULL DEFAULT false,
    "lastStep" INTEGER NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "AuthenticatorApp_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Passkey" (
    "id" TEXT NOT NULL,
    "countyId" TEXT,
    "userId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "publicKey" BYTEA NOT NULL,
    "counter" BIGINT NOT NULL DEFAULT 0,
    "transports" TEXT[],
    "backedUp" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastUsedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Passkey_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PasskeyChallenge" (
    "id" TEXT NOT NULL,
    "userId" TEXT,
    "purpose" TEXT NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "PasskeyChallenge_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RecoveryCode" (
    "id" TEXT NOT NULL,
    "countyId" TEXT,
    "userId" TEXT NOT NULL,
    "codeHash" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "usedAt" TIMESTAMPTZ(3),

    CONSTRAINT "RecoveryCode_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RememberedDevice" (
    "id" TEXT NOT NULL,
    "countyId" TEXT,
    "userId" TEXT NOT NULL,
    "valueHash" TEXT NOT NULL,
    "userAgent" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastUsedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "RememberedDevice_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SignInRecord" (
    "id" TEXT NOT NULL,
    "countyId" TEXT,
    "userId" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "outcome" TEXT NOT NULL,
    "method" TEXT NOT NULL,
    "ip" TEXT NOT NULL,
    "userAgent" TEXT NOT NULL,
    "device" TEXT,

    CONSTRAINT "SignInRecord_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "AuthenticatorApp_countyId_userId_idx" ON "AuthenticatorApp"("countyId", "userId");

-- CreateIndex
CREATE UNIQUE INDEX "AuthenticatorApp_userId_inUse_key" ON "AuthenticatorApp"("userId", "inUse");

-- CreateIndex
CREATE INDEX "Passkey_countyId_userId_idx" ON "Passkey"("countyId", "userId");

-- CreateIndex
CREATE INDEX "Passkey_userId_idx" ON "Passkey"("userId");

-- CreateIndex
CREATE INDEX "PasskeyChallenge_expiresAt_idx" ON "PasskeyChallenge"("expiresAt");

-- CreateIndex
CREATE INDEX "RecoveryCode_countyId_userId_idx" ON "RecoveryCode"("countyId", "userId");

-- CreateIndex
CREATE UNIQUE INDEX "RecoveryCode_userId_codeHash_key" ON "RecoveryCode"("userId", "codeHash");

-- CreateIndex
CREATE INDEX "RememberedDevice_countyId_userId_idx" ON "RememberedDevice"("countyId", "userId");

-- CreateIndex
CREATE INDEX "RememberedDevice_userId_idx" ON "RememberedDevice"("userId");

-- CreateIndex
CREATE INDEX "RememberedDevice_expiresAt_idx" ON "RememberedDevice"("expiresAt");

-- CreateIndex
CREATE INDEX "SignInRecord_countyId_userId_idx" ON "SignInRecord"("countyId", "userId");

-- CreateIndex
CREATE INDEX "SignInRecord_userId_at_idx" ON "SignInRecord"("userId", "at");

-- CreateIndex
CREATE INDEX "SignInRecord_at_idx" ON "SignInRecord"("at");

-- AddForeignKey
ALTER TABLE "AuthenticatorApp" ADD CONSTRAINT "AuthenticatorApp_countyId_userId_fkey" FOREIGN KEY ("countyId", "userId") REFERENCES "User"("countyId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Passkey" ADD CONSTRAINT "Passkey_countyId_userId_fkey" FOREIGN KEY ("countyId", "userId") REFERENCES "User"("countyId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RecoveryCode" ADD CONSTRAINT "RecoveryCode_countyId_userId_fkey" FOREIGN KEY ("countyId", "userId") REFERENCES "User"("countyId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RememberedDevice" ADD CONSTRAINT "RememberedDevice_countyId_userId_fkey" FOREIGN KEY ("countyId", "userId") REFERENCES "User"("countyId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SignInRecord" ADD CONSTRAINT "SignInRecord_countyId_userId_fkey" FOREIGN KEY ("countyId", "userId") REFERENCES "User"("countyId", "id") ON DELETE CASCADE ON UPDATE CASCADE;
