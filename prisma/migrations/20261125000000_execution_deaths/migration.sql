-- AlterTable
ALTER TABLE "executions" ADD COLUMN "deaths" INTEGER NOT NULL DEFAULT 0;



-- What Prisma's schema cannot say.

-- What waits of a check, the longest waiting first: asked at every start and every end of one.
CREATE INDEX "executions_waiting" ON "executions"("check_id", "created_at", "id") WHERE "status" = 'QUEUED';

-- Those that may have killed their process run one at a time, of all there are: then the next death tells which.
CREATE UNIQUE INDEX "executions_one_suspect" ON "executions"((true)) WHERE "status" = 'RUNNING' AND "deaths" >= 2;
