-- CreateEnum
CREATE TYPE "device_login_state" AS ENUM ('pending', 'approved', 'denied', 'used');

-- CreateTable
CREATE TABLE "device_logins" (
    "id" UUID NOT NULL,
    "device_code_hash" BYTEA NOT NULL,
    "user_code" TEXT NOT NULL,
    "state" "device_login_state" NOT NULL DEFAULT 'pending',
    "device_name" TEXT,
    "address" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "interval_seconds" INTEGER NOT NULL,
    "polled_at" TIMESTAMPTZ(3),
    "user_id" UUID,
    "key_name" TEXT,
    "key_expires_in_days" INTEGER,

    CONSTRAINT "device_logins_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "device_logins_device_code_hash_key" ON "device_logins"("device_code_hash");

-- CreateIndex
CREATE INDEX "device_logins_expires_at_idx" ON "device_logins"("expires_at");

-- CreateIndex
CREATE INDEX "device_logins_user_id_idx" ON "device_logins"("user_id");

-- AddForeignKey
ALTER TABLE "device_logins" ADD CONSTRAINT "device_logins_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma's schema cannot say.

-- What a person types stands for one login that waits; once decided, the code is free again.
CREATE UNIQUE INDEX "device_logins_code_in_use" ON "device_logins"("user_code") WHERE "state" = 'pending';

-- Whoever decided is known from then on, and nobody before.
ALTER TABLE "device_logins" ADD CONSTRAINT "device_logins_decided_by"
  CHECK (("state" = 'pending') = ("user_id" IS NULL));

-- A decision is made once: it is never taken back, and never becomes another's.
CREATE FUNCTION device_logins_decision_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW."user_id" IS DISTINCT FROM OLD."user_id"
    OR NOT (NEW."state" = OLD."state" OR (OLD."state" = 'approved' AND NEW."state" = 'used'))
  THEN
    RAISE EXCEPTION 'device login % was decided', OLD."id" USING ERRCODE = 'QK003';
  END IF;
  RETURN NEW;
END;
$$;

CREATE TRIGGER "device_logins_decision_is_final" BEFORE UPDATE ON "device_logins"
  FOR EACH ROW WHEN (OLD."state" <> 'pending')
  EXECUTE FUNCTION device_logins_decision_is_final();
