import 'server-only';
import { db } from '../../db';
import { Prisma } from '../../generated/prisma/client';
import { transaction } from '../queue/store';
import { lockCheck, refreshLastExecution } from '../store';

/**
 * The states of an execution, as the worker changes them. All times are the
 * database's. Whoever starts an execution raises its `attempt` and holds it for
 * `LEASE` at a time; every later change names that attempt, so that one who lost
 * the lease changes nothing.
 */

const LEASE = Prisma.sql`interval '15 seconds'`;

/** An execution that this process has started. */
export type Claim = { id: string; checkId: string; attempt: number };

/** What it came to. */
export type Result = {
  status: 'PASS' | 'WARNING' | 'FAIL' | 'ERROR';
  value: number | null;
  message: string;
  executedSql: string | null;
};

/**
 * Starts an execution, unless it is no longer waiting, or another of its check
 * runs or waits longer: that one queues the next when it is finished.
 */
export async function claim(id: string): Promise<Claim | null> {
  try {
    const [claimed] = await db().$queryRaw<Claim[]>`
      UPDATE executions e
      SET status = 'RUNNING', attempt = attempt + 1, started_at = now(), leased_until = now() + ${LEASE}
      WHERE id = ${id}::uuid AND status = 'QUEUED'
        AND NOT EXISTS (SELECT 1 FROM executions r WHERE r.check_id = e.check_id AND r.status = 'RUNNING')
        AND NOT EXISTS (
          SELECT 1 FROM executions q
          WHERE q.check_id = e.check_id AND q.status = 'QUEUED' AND (q.created_at, q.id) < (e.created_at, e.id))
      RETURNING id, check_id AS "checkId", attempt`;
    return claimed ?? null;
  } catch (error) {
    // Another process started one of the same check in the same moment.
    if (violatesOneRunning(error)) return null;
    throw error;
  }
}

function violatesOneRunning(error: unknown): boolean {
  return (
    error instanceof Prisma.PrismaClientKnownRequestError &&
    (error.code === 'P2002' || JSON.stringify(error.meta ?? {}).includes('23505'))
  );
}

/** What a check measures and on what, as its row says now. */
export async function findMeasurement(checkId: string) {
  const check = await db().check.findUniqueOrThrow({
    where: { id: checkId },
    select: {
      checkType: true,
      query: true,
      configuration: true,
      thresholds: true,
      source: { select: { name: true, kind: true, location: true } },
    },
  });
  const { source, ...definition } = check;
  return { definition: { ...definition, source: source?.name ?? null }, target: source };
}

const mine = ({ id, attempt }: Claim) =>
  Prisma.sql`id = ${id}::uuid AND status = 'RUNNING' AND attempt = ${attempt}`;

/** Keeps these for another while. Returns the ids of those that are still this process's. */
export async function extendLeases(claims: Claim[]): Promise<Set<string>> {
  const rows = await db().$queryRaw<{ id: string }[]>`
    UPDATE executions SET leased_until = now() + ${LEASE}
    WHERE ${Prisma.join(
      claims.map((one) => Prisma.sql`(${mine(one)})`),
      ' OR ',
    )}
    RETURNING id`;
  return new Set(rows.map(({ id }) => id));
}

/** Writes the result down and lets the check's next execution come. @returns whether it was still ours to write */
export function finish(one: Claim, { status, value, message, executedSql }: Result): Promise<boolean> {
  return transaction(async (tx, send) => {
    await lockCheck(tx, one.checkId);
    const written = await tx.$executeRaw`
      UPDATE executions
      SET status = ${status}::execution_status, value = ${value}::float8, message = ${storable(message)},
        executed_sql = ${executedSql && storable(executedSql)}, finished_at = now(), leased_until = NULL
      WHERE ${mine(one)}`;
    if (written === 0) return false;
    await refreshLastExecution(tx, one.checkId);
    const [next] = await tx.$queryRaw<{ id: string }[]>`
      SELECT id FROM executions WHERE check_id = ${one.checkId}::uuid AND status = 'QUEUED'
      ORDER BY created_at, id LIMIT 1`;
    if (next) await send([next.id]);
    return true;
  });
}

/** PostgreSQL's texts hold no NUL. */
function storable(text: string): string {
  return text.replaceAll('\0', '');
}

/** Lets an execution of ours wait again, and start anew after a delay. */
export function putBack(one: Claim, delaySeconds: number): Promise<void> {
  return transaction(async (tx, send) => {
    const changed = await tx.$executeRaw`
      UPDATE executions SET status = 'QUEUED', started_at = NULL, leased_until = NULL WHERE ${mine(one)}`;
    if (changed > 0) await send([one.id], delaySeconds);
  });
}

/** An execution whose process died this often is the likely reason. */
const MAX_DEATHS = 3;

/**
 * Takes over executions whose process no longer extends its lease: they wait
 * again, or have failed for good. Those of this process are left to it: after an
 * outage of the database it has only not had the time.
 */
export async function recoverLost(own: Claim[]): Promise<number> {
  const lost = await db().$queryRaw<Claim[]>`
    SELECT id, check_id AS "checkId", attempt FROM executions
    WHERE status = 'RUNNING' AND leased_until < now() ORDER BY created_at LIMIT 100`;
  const owned = new Set(own.map(({ id, attempt }) => `${id} ${attempt}`));
  const others = lost.filter(({ id, attempt }) => !owned.has(`${id} ${attempt}`));
  for (const one of others) {
    if (one.attempt < MAX_DEATHS) await putBack(one, 0);
    else await finish(one, { status: 'ERROR', value: null, message: POISON, executedSql: null });
  }
  return others.length;
}

const POISON = `The server stopped ${MAX_DEATHS} times while this ran, so it is not tried again. If its query takes very much memory, make it smaller; then run the check again.`;

/**
 * Queues executions again that wait without a job and not for another of their
 * check: their job was taken by a process that died before it started them.
 */
export function queueForgotten(): Promise<number> {
  return transaction(async (tx, send) => {
    const rows = await tx.$queryRaw<{ id: string }[]>`
      SELECT id FROM executions e
      WHERE status = 'QUEUED' AND created_at < now() - interval '5 seconds'
        AND NOT EXISTS (SELECT 1 FROM pgboss.job j WHERE j.name = 'executions' AND j.id = e.id)
        AND NOT EXISTS (
          SELECT 1 FROM executions o
          WHERE o.check_id = e.check_id AND (o.status = 'RUNNING'
            OR (o.status = 'QUEUED' AND (o.created_at, o.id) < (e.created_at, e.id))))
      ORDER BY created_at LIMIT 100`;
    await send(rows.map(({ id }) => id));
    return rows.length;
  });
}
