import 'server-only';
import { db } from '../../db';
import { Prisma } from '../../generated/prisma/client';
import { type Transaction, transaction } from '../queue/store';
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
    return (await start(db(), id)) ?? (await startAfterOther(id));
  } catch (error) {
    // Another process started one of the same check in the same moment.
    if (violatesOneRunning(error)) return null;
    throw error;
  }
}

async function start(tx: Transaction, id: string): Promise<Claim | null> {
  const [claimed] = await tx.$queryRaw<Claim[]>`
    UPDATE executions e
    SET status = 'RUNNING', attempt = attempt + 1, started_at = now(), leased_until = now() + ${LEASE}
    WHERE id = ${id}::uuid AND status = 'QUEUED'
      AND NOT EXISTS (SELECT 1 FROM executions r WHERE r.check_id = e.check_id AND r.status = 'RUNNING')
      AND NOT EXISTS (
        SELECT 1 FROM executions q
        WHERE q.check_id = e.check_id AND q.status = 'QUEUED' AND (q.created_at, q.id) < (e.created_at, e.id))
    RETURNING id, check_id AS "checkId", attempt`;
  return claimed ?? null;
}

/**
 * Looks again once nobody is finishing another of the check. One that is about
 * to be finished still seems to run, and whoever finishes it found this one's
 * job still in the queue, so that nobody would come back to it.
 */
function startAfterOther(id: string): Promise<Claim | null> {
  return db().$transaction(async (tx) => {
    const waiting = await tx.$queryRaw<unknown[]>`
      SELECT 1 FROM executions e JOIN checks c ON c.id = e.check_id
      WHERE e.id = ${id}::uuid AND e.status = 'QUEUED' FOR NO KEY UPDATE OF c`;
    return waiting.length > 0 ? start(tx, id) : null;
  });
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

/** Keeps these for another while. Returns those that are still this process's. */
export async function extendLeases(claims: Claim[]): Promise<Claim[]> {
  const rows = await db().$queryRaw<{ id: string; attempt: number }[]>`
    UPDATE executions SET leased_until = now() + ${LEASE}
    WHERE ${Prisma.join(
      claims.map((one) => Prisma.sql`(${mine(one)})`),
      ' OR ',
    )}
    RETURNING id, attempt`;
  return claims.filter((one) => rows.some((row) => isSame(row, one)));
}

type Start = Pick<Claim, 'id' | 'attempt'>;

function isSame(a: Start, b: Start): boolean {
  return a.id === b.id && a.attempt === b.attempt;
}

/** Writes the result down and lets the check's next execution come. @returns whether it was still ours to write */
export function finish(one: Claim, result: Result): Promise<boolean> {
  return settle(one, result, mine(one));
}

function settle(
  { checkId }: Claim,
  { status, value, message, executedSql }: Result,
  condition: Prisma.Sql,
): Promise<boolean> {
  return transaction(async (tx, send) => {
    await lockCheck(tx, checkId);
    const written = await tx.$executeRaw`
      UPDATE executions
      SET status = ${status}::execution_status, value = ${value}::float8, message = ${storable(message)},
        executed_sql = ${executedSql && storable(executedSql)}, finished_at = now(), leased_until = NULL
      WHERE ${condition}`;
    if (written === 0) return false;
    await refreshLastExecution(tx, checkId);
    const [next] = await tx.$queryRaw<{ id: string }[]>`
      SELECT id FROM executions WHERE check_id = ${checkId}::uuid AND status = 'QUEUED'
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
export async function putBack(one: Claim, delaySeconds: number): Promise<void> {
  await letWait(one, mine(one), { delaySeconds, deaths: 0 });
}

function letWait(
  { id }: Claim,
  condition: Prisma.Sql,
  { delaySeconds, deaths }: { delaySeconds: number; deaths: number },
): Promise<boolean> {
  return transaction(async (tx, send) => {
    const changed = await tx.$executeRaw`
      UPDATE executions
      SET status = 'QUEUED', started_at = NULL, leased_until = NULL, deaths = deaths + ${deaths}::int
      WHERE ${condition}`;
    if (changed > 0) await send([id], delaySeconds);
    return changed > 0;
  });
}

/** An execution whose process died this often is the likely reason. */
const MAX_DEATHS = 3;

/**
 * Takes over executions whose process no longer extends its lease: they wait
 * again, or have failed for good. Those of this process are left to it: after an
 * outage of the database it has only not had the time.
 *
 * @returns how many they were
 */
export async function recoverLost(own: Claim[]): Promise<number> {
  const lost = await db().$queryRaw<(Claim & { deaths: number })[]>`
    SELECT id, check_id AS "checkId", attempt, deaths FROM executions
    WHERE status = 'RUNNING' AND leased_until < now() ORDER BY created_at LIMIT 100`;
  let recovered = 0;
  for (const one of lost) {
    if (own.some((held) => isSame(held, one))) continue;
    // Its process may have come back meanwhile and hold it again.
    const abandoned = Prisma.sql`${mine(one)} AND leased_until < now()`;
    const isRecovered =
      one.deaths + 1 < MAX_DEATHS
        ? await letWait(one, abandoned, { delaySeconds: 0, deaths: 1 })
        : await settle(one, POISON, abandoned);
    if (isRecovered) recovered += 1;
  }
  return recovered;
}

const POISON: Result = {
  status: 'ERROR',
  value: null,
  message: `The server stopped ${MAX_DEATHS} times while this ran, so it is not tried again. If its query takes very much memory, make it smaller; then run the check again.`,
  executedSql: null,
};

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
        AND NOT EXISTS (SELECT 1 FROM executions r WHERE r.check_id = e.check_id AND r.status = 'RUNNING')
        AND NOT EXISTS (
          SELECT 1 FROM executions q
          WHERE q.check_id = e.check_id AND q.status = 'QUEUED' AND (q.created_at, q.id) < (e.created_at, e.id))
      ORDER BY created_at, id LIMIT 100`;
    await send(rows.map(({ id }) => id));
    return rows.length;
  });
}
