-- CreateEnum
CREATE TYPE "source_kind" AS ENUM ('postgres', 'files');

-- CreateEnum
CREATE TYPE "check_type" AS ENUM ('sql_metric', 'sql_condition', 'row_count', 'freshness', 'null_check', 'uniqueness', 'range_check', 'pattern_check', 'custom');

-- CreateEnum
CREATE TYPE "severity" AS ENUM ('low', 'medium', 'high', 'critical');

-- CreateEnum
CREATE TYPE "execution_status" AS ENUM ('QUEUED', 'RUNNING', 'PASS', 'WARNING', 'FAIL', 'ERROR');

-- CreateEnum
CREATE TYPE "execution_via" AS ENUM ('session', 'api_key', 'schedule', 'push');

-- CreateTable
CREATE TABLE "sources" (
    "id" UUID NOT NULL,
    "space_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "kind" "source_kind" NOT NULL,
    "location" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "sources_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "checks" (
    "id" UUID NOT NULL,
    "space_id" UUID NOT NULL,
    "source_id" UUID,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "check_type" "check_type" NOT NULL,
    "query" TEXT,
    "configuration" JSONB NOT NULL DEFAULT '{}',
    "thresholds" JSONB NOT NULL DEFAULT '{}',
    "severity" "severity" NOT NULL DEFAULT 'medium',
    "schedule_cron" TEXT,
    "schedule_timezone" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "archived_at" TIMESTAMPTZ(3),
    "last_execution_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "checks_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "check_versions" (
    "check_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "definition" JSONB NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "changed_by_id" UUID,
    "api_key_id" UUID,

    CONSTRAINT "check_versions_pkey" PRIMARY KEY ("check_id","version")
);

-- CreateTable
CREATE TABLE "executions" (
    "id" UUID NOT NULL,
    "check_id" UUID NOT NULL,
    "space_id" UUID NOT NULL,
    "status" "execution_status" NOT NULL DEFAULT 'QUEUED',
    "value" DOUBLE PRECISION,
    "message" TEXT NOT NULL DEFAULT '',
    "executed_sql" TEXT,
    "via" "execution_via" NOT NULL,
    "user_id" UUID,
    "api_key_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),
    "ignored_at" TIMESTAMPTZ(3),
    "ignored_by_id" UUID,
    "scheduled_for" TIMESTAMPTZ(3),
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "leased_until" TIMESTAMPTZ(3),

    CONSTRAINT "executions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "idempotency_keys" (
    "user_id" UUID NOT NULL,
    "key" VARCHAR(255) NOT NULL,
    "request_hash" BYTEA NOT NULL,
    "execution_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "idempotency_keys_pkey" PRIMARY KEY ("user_id","key")
);

-- CreateIndex
CREATE UNIQUE INDEX "sources_space_id_name_key" ON "sources"("space_id", "name");

-- CreateIndex
CREATE UNIQUE INDEX "checks_last_execution_id_key" ON "checks"("last_execution_id");

-- CreateIndex
CREATE INDEX "checks_source_id_idx" ON "checks"("source_id");

-- CreateIndex
CREATE UNIQUE INDEX "checks_space_id_slug_key" ON "checks"("space_id", "slug");

-- CreateIndex
CREATE INDEX "check_versions_changed_by_id_idx" ON "check_versions"("changed_by_id");

-- CreateIndex
CREATE INDEX "check_versions_api_key_id_idx" ON "check_versions"("api_key_id");

-- CreateIndex
CREATE INDEX "executions_check_id_created_at_id_idx" ON "executions"("check_id", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "executions_space_id_created_at_id_idx" ON "executions"("space_id", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "executions_user_id_idx" ON "executions"("user_id");

-- CreateIndex
CREATE INDEX "executions_api_key_id_idx" ON "executions"("api_key_id");

-- CreateIndex
CREATE INDEX "executions_ignored_by_id_idx" ON "executions"("ignored_by_id");

-- CreateIndex
CREATE UNIQUE INDEX "executions_check_id_scheduled_for_key" ON "executions"("check_id", "scheduled_for");

-- CreateIndex
CREATE INDEX "idempotency_keys_execution_id_idx" ON "idempotency_keys"("execution_id");

-- CreateIndex
CREATE INDEX "idempotency_keys_created_at_idx" ON "idempotency_keys"("created_at");

-- AddForeignKey
ALTER TABLE "sources" ADD CONSTRAINT "sources_space_id_fkey" FOREIGN KEY ("space_id") REFERENCES "spaces"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "checks" ADD CONSTRAINT "checks_space_id_fkey" FOREIGN KEY ("space_id") REFERENCES "spaces"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "checks" ADD CONSTRAINT "checks_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "sources"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "checks" ADD CONSTRAINT "checks_last_execution_id_fkey" FOREIGN KEY ("last_execution_id") REFERENCES "executions"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "check_versions" ADD CONSTRAINT "check_versions_check_id_fkey" FOREIGN KEY ("check_id") REFERENCES "checks"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "check_versions" ADD CONSTRAINT "check_versions_changed_by_id_fkey" FOREIGN KEY ("changed_by_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "check_versions" ADD CONSTRAINT "check_versions_api_key_id_fkey" FOREIGN KEY ("api_key_id") REFERENCES "api_keys"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "executions" ADD CONSTRAINT "executions_check_id_fkey" FOREIGN KEY ("check_id") REFERENCES "checks"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "executions" ADD CONSTRAINT "executions_space_id_fkey" FOREIGN KEY ("space_id") REFERENCES "spaces"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "executions" ADD CONSTRAINT "executions_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "executions" ADD CONSTRAINT "executions_ignored_by_id_fkey" FOREIGN KEY ("ignored_by_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "executions" ADD CONSTRAINT "executions_api_key_id_fkey" FOREIGN KEY ("api_key_id") REFERENCES "api_keys"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "idempotency_keys" ADD CONSTRAINT "idempotency_keys_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "idempotency_keys" ADD CONSTRAINT "idempotency_keys_execution_id_fkey" FOREIGN KEY ("execution_id") REFERENCES "executions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;



-- What Prisma's schema cannot say.

-- One execution of a check at a time, whichever process runs it.
CREATE UNIQUE INDEX "executions_one_running" ON "executions"("check_id") WHERE "status" = 'RUNNING';

-- What waits or runs, out of all that ever ran.
CREATE INDEX "executions_unfinished" ON "executions"("status", "created_at") WHERE "status" IN ('QUEUED', 'RUNNING');

-- The list of a space's checks, by name.
CREATE INDEX "checks_by_name" ON "checks"("space_id", lower("name"), "slug") WHERE "archived_at" IS NULL;

-- The checks that run by themselves, looked through once a minute.
CREATE INDEX "checks_scheduled" ON "checks"("id") WHERE "schedule_cron" IS NOT NULL AND "archived_at" IS NULL;

-- A finished execution keeps its result: only whether it is ignored may change.
CREATE FUNCTION "executions_finished_is_final"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW."check_id", NEW."space_id", NEW."status", NEW."value", NEW."message", NEW."executed_sql", NEW."via",
      NEW."user_id", NEW."api_key_id", NEW."created_at", NEW."started_at", NEW."finished_at", NEW."attempt")
    IS DISTINCT FROM
     (OLD."check_id", OLD."space_id", OLD."status", OLD."value", OLD."message", OLD."executed_sql", OLD."via",
      OLD."user_id", OLD."api_key_id", OLD."created_at", OLD."started_at", OLD."finished_at", OLD."attempt")
  THEN
    RAISE EXCEPTION 'a finished execution does not change' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END;
$$;

CREATE TRIGGER "executions_finished_is_final" BEFORE UPDATE ON "executions"
  FOR EACH ROW WHEN (OLD."finished_at" IS NOT NULL) EXECUTE FUNCTION "executions_finished_is_final"();
