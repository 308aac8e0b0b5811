import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findDebianProgram } from '../../scripts/lib/debian-program';
import { createPerson, insertKey, type Person } from '../e2e/support/people';
import { type AppProcess, startAppProcess } from '../support/app-process';
import { startTestDatabase, type TestDatabase } from '../support/database-server';
import { withClient } from '../support/sql';
import { type PgBouncer, startPgBouncer } from './support/pgbouncer';
import { request } from './support/platform';
import { runProcess } from './support/processes';

const program = findDebianProgram('pgbouncer');
if (!program) process.stderr.write('The connection pooler is not tested: there is no pgbouncer here.\n');
const describeWithPooler = program ? describe : describe.skip;

/** Far fewer than the two apps open, so that each is used by both, a transaction at a time. */
const SERVER_CONNECTIONS = 4;
const CLIENTS = 16;
const REQUESTS_OF_EACH = 30;

const database = `qarion_pooled_${process.pid}`;
const files = mkdtempSync(path.join(tmpdir(), 'qarion-pooled-'));
let server: TestDatabase;
let directUrl: string;
let pooler: PgBouncer;
let apps: AppProcess[] = [];
let origins: string[];

/** Past the pooler. */
const sql = (text: string, values: unknown[] = []) =>
  withClient(directUrl, async (client) => (await client.query(text, values)).rows);

async function createOwner(): Promise<Person & { secrets: string[] }> {
  const person = await createPerson(sql);
  const insert = (name: string) => insertKey(sql, person, { name, canCreateKeys: true });
  const keys = [await insert('First'), await insert('Second'), await insert('Third')];
  return { ...person, secrets: keys.map(({ secret }) => secret) };
}

async function json<T>(answer: Promise<Response>): Promise<T> {
  const { status, body } = await answer.then(async (got) => ({ status: got.status, body: await got.text() }));
  if (status >= 300) throw new Error(`${status}: ${body}`);
  return JSON.parse(body) as T;
}

/** By a path where only the verification looks at the key. */
const statuses = (secret: string) =>
  Promise.all(origins.map(async (origin) => (await request(origin, secret, '/spaces')).status));

beforeAll(async () => {
  if (!program) return;
  server = await startTestDatabase();
  await withClient(server.url, (client) =>
    client.query(`CREATE DATABASE ${database} TEMPLATE ${server.template}`),
  );
  const url = new URL(server.url);
  url.pathname = `/${database}`;
  directUrl = url.href;
  pooler = await startPgBouncer(program, directUrl, SERVER_CONNECTIONS);
  const start = () => startAppProcess(pooler.url, { QARION_FILES_DIR: files });
  apps = await Promise.all([start(), start()]);
  origins = apps.map(({ origin }) => origin);
});

afterAll(async () => {
  await Promise.all(apps.map((app) => app.stop()));
  await pooler?.stop();
  if (server) {
    await withClient(server.url, (client) => client.query(`DROP DATABASE ${database} WITH (FORCE)`));
    await server.stop();
  }
  rmSync(files, { recursive: true, force: true });
});

describeWithPooler('two processes behind PgBouncer in transaction mode', () => {
  it('answer every key with its own owner, and never with another’s, under many clients at once', async () => {
    const owners = await Promise.all(Array.from({ length: 6 }, createOwner));
    const keys = owners.flatMap(({ id, secrets }) => secrets.map((secret) => ({ id, secret })));
    const wrong: unknown[] = [];
    const client = async (number: number) => {
      for (let i = 0; i < REQUESTS_OF_EACH; i++) {
        const { id, secret } = keys[(number * 5 + i) % keys.length] ?? { id: '', secret: '' };
        const answer = await request(origins[(number + i) % 2] ?? '', secret);
        const body = await answer.text();
        if (answer.status !== 200 || JSON.parse(body).id !== id) wrong.push([answer.status, id, body]);
      }
    };
    await Promise.all(Array.from({ length: CLIENTS }, (_, number) => client(number)));
    expect(wrong).toEqual([]);
    const [used] = await sql(
      'SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = $1 AND pid <> pg_backend_pid()',
      [database],
    );
    expect(used?.n).toBeGreaterThan(1);
    expect(used?.n).toBeLessThanOrEqual(SERVER_CONNECTIONS);
    // Without this line the names were kept, and nothing was shown about a pooler that forgets them.
    for (const app of apps) expect(app.log().split('keeps no prepared statements')).toHaveLength(2);
  });

  it('refuse a key that was made and deleted through it on the very next request, both of them', async () => {
    const { secrets } = await createOwner();
    const [creator = ''] = secrets;
    const [first = '', second = ''] = origins;
    const makeAndDelete = async (maker: string, deleter: string) => {
      const made = await json<{ id: string; full_key: string }>(
        request(maker, creator, '/api-keys', {
          method: 'POST',
          body: JSON.stringify({ name: randomUUID() }),
        }),
      );
      const before = await statuses(made.full_key);
      const deleted = await request(deleter, creator, `/api-keys/${made.id}`, { method: 'DELETE' });
      return [before, deleted.status, await statuses(made.full_key)];
    };
    const all = Array.from({ length: CLIENTS }, (_, number) =>
      number % 2 === 0 ? makeAndDelete(first, second) : makeAndDelete(second, first),
    );
    for (const seen of await Promise.all(all)) expect(seen).toEqual([[200, 200], 204, [401, 401]]);
    for (const secret of secrets) expect(await statuses(secret)).toEqual([200, 200]);
  });

  it('run an execution to its result', async () => {
    const owner = await createOwner();
    const [secret = ''] = owner.secrets;
    await sql('UPDATE users SET is_superadmin = true WHERE id = $1', [owner.id]);
    mkdirSync(path.join(files, 'shop'));
    writeFileSync(path.join(files, 'shop/orders.csv'), 'id,amount\n1,10\n2,32\n');
    const post = (pathname: string, body: unknown) =>
      json(request(origins[0] ?? '', secret, pathname, { method: 'POST', body: JSON.stringify(body) }));
    await post('/spaces', { slug: 'shop', name: 'Shop' });
    await post('/spaces/shop/sources', { name: 'files', kind: 'files', location: 'shop' });
    await post('/quality/checks', {
      space: 'shop',
      slug: 'total',
      name: 'Total',
      check_type: 'sql_metric',
      source: 'files',
      query: 'SELECT sum(amount) FROM orders',
      configuration: {},
      thresholds: { critical: { operator: 'gte', value: 40 } },
    });
    const ran = await fetch(`${origins[1]}/api/s/shop/quality/total/run`, {
      method: 'POST',
      headers: { authorization: `Bearer ${secret}`, prefer: 'wait=30' },
    });
    expect(await ran.json()).toMatchObject({ status: 'PASS', value: 42 });
  });
});

describeWithPooler('migrations through PgBouncer', () => {
  it('leave no lock behind on a connection that it keeps', async () => {
    const script = 'tests/process/support/run-migrate.ts';
    const run = await runProcess(['--import', 'tsx', script, pooler.url, path.resolve('prisma/migrations')]);
    expect(run).toMatchObject({ code: 0, stdout: '[]' });
    const kept = await sql(
      `SELECT pid FROM pg_locks WHERE locktype = 'advisory'
       AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
    );
    expect(kept).toEqual([]);
  });
});
