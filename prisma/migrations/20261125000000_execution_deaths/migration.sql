-- AlterTable
ALTER TABLE "executions" ADD COLUMN "deaths" INTEGER NOT NULL DEFAULT 0;



-- What Prisma's schema cannot say.

-- What waits of a check, the longest waiting first: asked at every start and every end of one.
CREATE INDEX "executions_waiting" ON "executions"("check_id", "created_at", "id") WHERE "status" = 'QUEUED';
