import { randomBytes, randomUUID } from 'node:crypto';
import type { Actor } from '@/lib/actor';
import { db, pool } from '@/lib/db';
import type { Prisma } from '@/lib/generated/prisma/client';
import type { Role } from '@/lib/roles';
import { endSourceConnections } from '@/lib/sources/postgres/connections';
import { createSpaceFor, createUser } from './factories';
import { withClient } from './sql';

/** A source that nobody can reach. */
process.env.QARION_SOURCE_NOWHERE = 'postgresql://nobody@127.0.0.1:1/nothing';

/** Makes the source `here` one that can be read while the file's tests run: another database, as a role that may only read. */
export function withReadableSource(): void {
  const { TEST_SERVER_URL: server = '' } = process.env;
  const role = `qarion_reader_${randomBytes(8).toString('hex')}`;
  beforeAll(async () => {
    await withClient(server, (client) => client.query(`CREATE ROLE ${role} LOGIN PASSWORD '${role}'`));
    const url = new URL(server);
    url.username = role;
    url.password = role;
    process.env.QARION_SOURCE_HERE = url.href;
  });
  afterAll(async () => {
    await endSourceConnections();
    await withClient(server, (client) => client.query(`DROP ROLE ${role}`));
  });
}

export type TestCheck = { id: string; slug: string; space: string; spaceId: string };

/** A person, their space, and checks in it. */
export type TestSpace = {
  actor: Actor;
  id: string;
  slug: string;
  addCheck(check?: Partial<Prisma.CheckUncheckedCreateInput> & { isReachable?: boolean }): Promise<TestCheck>;
  addPushed(thresholds?: Prisma.InputJsonValue): Promise<TestCheck>;
};

export async function createTestSpace(role: Role = 'editor', actor?: Actor): Promise<TestSpace> {
  const owner = actor ?? (await createUser());
  const space = await createSpaceFor(owner, role);
  const addSource = (name: string) =>
    db().source.create({
      data: { spaceId: space.id, name, kind: 'postgres', location: `QARION_SOURCE_${name.toUpperCase()}` },
      select: { id: true },
    });
  const sources = { here: await addSource('here'), nowhere: await addSource('nowhere') };
  const insert = async (data: Partial<Prisma.CheckUncheckedCreateInput>): Promise<TestCheck> => {
    const slug = `check-${randomUUID()}`;
    const check = await db().check.create({
      data: { spaceId: space.id, slug, name: slug, checkType: 'sql_metric', ...data },
      select: { id: true, slug: true },
    });
    return { ...check, space: space.slug, spaceId: space.id };
  };
  return {
    actor: owner,
    ...space,
    addCheck: ({ isReachable = true, ...data } = {}) =>
      insert({
        query: 'SELECT 7 AS n',
        thresholds: { critical: { operator: 'gte', value: 0 } },
        sourceId: isReachable ? sources.here.id : sources.nowhere.id,
        ...data,
      }),
    addPushed: (thresholds = {}) => insert({ checkType: 'custom', thresholds }),
  };
}

export type ExecutionRow = {
  id: string;
  status: string;
  value: number | null;
  message: string;
  attempt: number;
  started_at: Date | null;
  finished_at: Date | null;
  scheduled_for: Date | null;
  leased_until: Date | null;
};

/** Executions as they are stored, oldest first. */
export async function executionRows(checkId: string): Promise<ExecutionRow[]> {
  const sql = 'SELECT * FROM executions WHERE check_id = $1 ORDER BY created_at, id';
  return (await pool().query<ExecutionRow>(sql, [checkId])).rows;
}

export async function executionRow(id: string): Promise<ExecutionRow> {
  const { rows } = await pool().query<ExecutionRow>('SELECT * FROM executions WHERE id = $1', [id]);
  if (!rows[0]) throw new Error(`there is no execution ${id}`);
  return rows[0];
}

/** The executions that have a job waiting. */
export async function queuedJobs(): Promise<string[]> {
  const { rows } = await pool().query<{ id: string }>(
    `SELECT id FROM pgboss.job WHERE name = 'executions' AND state < 'active' ORDER BY created_on, id`,
  );
  return rows.map(({ id }) => id);
}

export async function lastExecutionOf(checkId: string): Promise<string | null> {
  const { lastExecutionId } = await db().check.findUniqueOrThrow({
    where: { id: checkId },
    select: { lastExecutionId: true },
  });
  return lastExecutionId;
}

/** The server's processes in which queries of sources with this text run, whichever test file asked: it must be one's own. */
export async function runningQueries(text: string): Promise<number[]> {
  const { rows } = await pool().query<{ pid: number }>(
    `SELECT pid FROM pg_stat_activity
     WHERE application_name = 'qarion-source' AND state = 'active' AND query LIKE $1`,
    [`%${text}%`],
  );
  return rows.map(({ pid }) => pid);
}

/** Waits for something to become true. */
export async function eventually(isTrue: () => Promise<boolean>, timeoutMs = 10_000): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  while (!(await isTrue())) {
    if (Date.now() > deadline) throw new Error('It did not happen in time.');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Makes an idempotency key older than it is. */
export async function setIdempotencyAge(key: string, age: string): Promise<void> {
  await pool().query('UPDATE idempotency_keys SET created_at = now() - $2::interval WHERE key = $1', [
    key,
    age,
  ]);
}
