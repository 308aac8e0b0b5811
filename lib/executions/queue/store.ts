import 'server-only';
import { setTimeout as sleep } from 'node:timers/promises';
import { DatabaseError } from 'pg';
import PgBoss from 'pg-boss';
import { db, pool } from '../../db';
import type { Prisma } from '../../generated/prisma/client';
import { logger } from '../../logger';

/**
 * The queue of executions that wait: pg-boss, in the schema `pgboss` of our own
 * database and over our own connections. A job says which execution to look at
 * next and nothing more: its id is the execution's, so there is one at most. What
 * state an execution is in, only its own row says.
 */

/** The transaction that something is queued in. */
export type Transaction = Prisma.TransactionClient;

const EXECUTIONS = 'executions';
/** One job a minute, for whichever process gets it. */
const MINUTES = 'minutes';
// The framework may load this module more than once in a process; the queue is one.
const holder = globalThis as typeof globalThis & { qarionQueue?: Promise<PgBoss> };

/** The opened queue. A failure is not remembered: the next call tries again. */
function queue(): Promise<PgBoss> {
  holder.qarionQueue ??= openInTurn().catch((error: unknown) => {
    delete holder.qarionQueue;
    throw error;
  });
  return holder.qarionQueue;
}

/**
 * What PostgreSQL says to those who make the same tables at the same moment:
 * already there (a row of its catalogue, a relation, a schema, a constraint, a
 * function), or in a deadlock. The library handles some of these itself.
 */
const LOST_RACE_CODES = new Set(['23505', '42P07', '42P06', '42710', '42723', '40P01']);
const MAX_TRIES = 5;
const PAUSE_MS = 100;

/** The first process ever makes the tables. Several may try at once; whoever loses finds them made a moment later. */
async function openInTurn(): Promise<PgBoss> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await open();
    } catch (error) {
      const hasLostRace = error instanceof DatabaseError && LOST_RACE_CODES.has(error.code ?? '');
      if (!hasLostRace || tries === MAX_TRIES) throw error;
      await sleep(tries * PAUSE_MS);
    }
  }
}

async function open(): Promise<PgBoss> {
  const boss = new PgBoss({
    db: { executeSql },
    schema: 'pgboss',
    // Its timers would run in every process; `maintainQueue` does their work once a minute.
    supervise: false,
    schedule: false,
    archiveCompletedAfterSeconds: 3600,
    deleteAfterHours: 24,
  });
  boss.on('error', ({ message }) => logger.warn({ reason: message }, 'the queue reported a fault'));
  await boss.start();
  for (const name of [EXECUTIONS, MINUTES]) await boss.createQueue(name);
  return boss;
}

/** Some of its texts are whole transactions, and one that failed would stay open on the connection. */
async function executeSql(text: string, values?: unknown[]): Promise<{ rows: unknown[] }> {
  const client = await pool().connect();
  try {
    const result = await client.query(text, values);
    client.release();
    return result;
  } catch (error) {
    client.release(true);
    throw error;
  }
}

/** Makes sure that the queue is there. */
export async function openQueue(): Promise<void> {
  await queue();
}

/** Queues executions as a part of a transaction; those that are queued already stay as they are. */
export type Send = (executionIds: string[], delaySeconds?: number) => Promise<void>;

/** A transaction in which executions can be queued: its rows and its jobs are there together, or not at all. */
export async function transaction<T>(work: (tx: Transaction, send: Send) => Promise<T>): Promise<T> {
  // Before the transaction, which may have the last free connection.
  const boss = await queue();
  return db().$transaction((tx) =>
    work(tx, async (executionIds, delaySeconds = 0) => {
      const startAfter = String(delaySeconds);
      const jobs = executionIds.map((id) => ({ name: EXECUTIONS, id, startAfter }));
      if (jobs.length > 0) await boss.insert(jobs, { db: on(tx) });
    }),
  );
}

/** Lets the queue work inside of a transaction of ours. */
function on(tx: Transaction): PgBoss.Db {
  return {
    executeSql: async (text, values) => ({ rows: await tx.$queryRawUnsafe<unknown[]>(text, ...values) }),
  };
}

/**
 * Takes up to so many executions off the queue, the longest waiting first. They
 * are off it before anything is done with them, so that whoever finishes the one
 * before can queue them again. Those of a process that dies before it has
 * started them are found by `queueForgotten`.
 */
export async function takeJobs(max: number): Promise<string[]> {
  const boss = await queue();
  return db().$transaction(async (tx) => {
    const ids = await fetchJobs(boss, EXECUTIONS, max, on(tx));
    if (ids.length > 0) await boss.deleteJob(EXECUTIONS, ids, { db: on(tx) });
    return ids;
  });
}

/** The library says "nothing to do" when it cannot ask; here that is an error. */
async function fetchJobs(boss: PgBoss, name: string, batchSize: number, { executeSql }: PgBoss.Db) {
  const faults: unknown[] = [];
  const keepFault = (text: string, values: unknown[]) =>
    executeSql(text, values).catch((error: unknown) => {
      faults.push(error);
      throw error;
    });
  const jobs = await boss.fetch(name, { batchSize, db: { executeSql: keepFault } });
  if (faults.length > 0) throw faults[0];
  return jobs.map(({ id }) => id);
}

/** Whether this process is the one that does this minute's work; asked by all of them, every few seconds. */
export async function takeMinute(): Promise<boolean> {
  const boss = await queue();
  await boss.send(MINUTES, {}, { singletonSeconds: 60, retryLimit: 0 });
  const ids = await fetchJobs(boss, MINUTES, 10, { executeSql });
  if (ids.length === 0) return false;
  // Completed, not deleted: the row is what keeps the minute from being taken twice.
  await boss.complete(MINUTES, ids);
  return true;
}

/** Sweeps old jobs. */
export async function maintainQueue(): Promise<void> {
  await (await queue()).maintain();
}
