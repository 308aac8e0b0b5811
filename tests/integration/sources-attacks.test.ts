import { monitorEventLoopDelay } from 'node:perf_hooks';
import { endSourceConnections } from '@/lib/sources/postgres/connections';
import type { SourceErrorKind } from '@/lib/sources/source-error';
import { faultOf, query } from '../support/sources';
import { makeSourceDatabase, type SourceDatabase } from '../support/sources-postgres';
import { withClient } from '../support/sql';

let source: SourceDatabase;
const rows = async (text: string, options = {}) => (await query(source.reader, text, options)).rows;
const asAdmin = (sql: string) =>
  withClient(source.adminUrl, async (client) => (await client.query<Record<string, unknown>>(sql)).rows);

/** What stands in the tables and who is who: unchanged after every attack. */
const state = async () => [
  await asAdmin('SELECT * FROM orders ORDER BY id'),
  await asAdmin('SELECT relname::text FROM pg_class WHERE oid >= 16384 ORDER BY 1'),
  await asAdmin('SELECT extname::text FROM pg_extension ORDER BY 1'),
  await asAdmin('SELECT last_value FROM numbers'),
];
const openStatements = () =>
  asAdmin(
    `SELECT query FROM pg_stat_activity WHERE usename = '${source.role}' AND state = 'active' AND datname = current_database()`,
  );

beforeAll(async () => {
  source = await makeSourceDatabase(`
    CREATE TABLE orders (id int PRIMARY KEY, customer text, at timestamp);
    INSERT INTO orders VALUES (1, 'Zoë', '2024-01-01 10:00'), (2, NULL, '2024-01-02'), (3, '李', NULL);
    CREATE TABLE hidden (secret text); INSERT INTO hidden VALUES ('outside-and-secret');
    CREATE SEQUENCE numbers;
    CREATE SCHEMA sales; CREATE VIEW sales.totals AS SELECT count(*) AS n FROM orders;
    GRANT USAGE ON SCHEMA sales TO %reader%; GRANT SELECT ON sales.totals TO %reader%;
    GRANT SELECT, INSERT, UPDATE, DELETE, TRUNCATE ON orders TO %reader%;
    GRANT CREATE ON SCHEMA public TO %reader%; GRANT ALL ON SEQUENCE numbers TO %reader%;
  `);
}, 60_000);
afterAll(async () => {
  await endSourceConnections();
  await source.drop();
}, 60_000);

const WRITES = /A source is only read: write one SELECT/;
const ATTACKS: [attack: string, text: string, kind: SourceErrorKind, message: RegExp][] = [
  ['stacked statements', 'SELECT 1; DELETE FROM orders', 'refused', WRITES],
  ['stacked statements after a comment', 'SELECT 1 --\n; DELETE FROM orders', 'refused', WRITES],
  ['closing the parenthesis', 'SELECT 1) AS q; DELETE FROM orders; --', 'refused', WRITES],
  ['closing the parenthesis for a join', 'SELECT 1) a, (SELECT 2', 'refused', WRITES],
  [
    'closing it behind a false quote',
    "SELECT $$'$$) AS q; DELETE FROM orders; SELECT ($$'$$",
    'refused',
    WRITES,
  ],
  ['ending the transaction', 'COMMIT', 'refused', WRITES],
  ['a stacked COMMIT', 'SELECT 1; COMMIT; DELETE FROM orders', 'refused', WRITES],
  ['COPY TO PROGRAM', "COPY (SELECT 1) TO PROGRAM 'id'", 'refused', WRITES],
  ['COPY FROM', "COPY orders FROM '/etc/passwd'", 'refused', WRITES],
  ['DO', 'DO $$ BEGIN DELETE FROM orders; END $$', 'refused', WRITES],
  ['SET ROLE', 'SET ROLE postgres', 'refused', WRITES],
  ['INSERT', "INSERT INTO orders VALUES (9, 'x')", 'refused', WRITES],
  ['DELETE', 'DELETE FROM orders', 'refused', WRITES],
  ['DDL', 'CREATE TABLE made (a int)', 'refused', WRITES],
  ['EXPLAIN ANALYZE', 'EXPLAIN ANALYZE DELETE FROM orders', 'refused', WRITES],
  ['CREATE EXTENSION', 'CREATE EXTENSION dblink', 'refused', WRITES],
  ['a writing CTE', 'WITH x AS (DELETE FROM orders RETURNING *) SELECT * FROM x', 'refused', WRITES],
  ['SELECT INTO', 'SELECT 1 AS a INTO made', 'failed', /syntax error|INTO/],
  ['a lock', 'SELECT * FROM orders FOR UPDATE', 'refused', WRITES],
  ['a sequence', "SELECT nextval('numbers')", 'refused', WRITES],
  ['a query in XML', "SELECT query_to_xml('DELETE FROM orders RETURNING 1', true, true, '')", 'failed', /./],
  [
    'leaving read-only',
    "SELECT set_config('transaction_read_only', 'off', true)",
    'failed',
    /read-write mode/,
  ],
  ['set_config of a role', "SELECT set_config('role', 'postgres', false)", 'failed', /permission denied/],
  ['pg_read_file', "SELECT pg_read_file('/etc/passwd')", 'failed', /permission denied/],
  ['pg_ls_dir', "SELECT pg_ls_dir('/')", 'failed', /permission denied/],
  ['lo_import', "SELECT lo_import('/etc/passwd')", 'failed', /permission denied/],
  ['lo_creat', 'SELECT lo_creat(-1)', 'refused', WRITES],
  ['dblink', "SELECT * FROM dblink('dbname=postgres', 'SELECT 1') AS t(a int)", 'failed', /does not exist/],
  ['passwords', 'SELECT * FROM pg_authid', 'failed', /permission denied/],
  ['a sleep', 'SELECT pg_sleep(30)', 'timeout', /took/],
  [
    'a sleep without limit',
    "SELECT set_config('statement_timeout', '0', false), pg_sleep(30)",
    'timeout',
    /took/,
  ],
  ['a flood of rows', 'SELECT generate_series(1, 1000000000)', 'too_large', /too large/],
  ['a value of twenty megabytes', "SELECT repeat('x', 20000000)", 'too_large', /too large/],
];

describe('an attack on a database through a query', () => {
  it.each(ATTACKS)('by %s is ended and changes nothing', async (_attack, text, kind, message) => {
    const before = await state();
    const delay = monitorEventLoopDelay({ resolution: 5 });
    delay.enable();
    const fault = await faultOf(query(source.reader, text, { timeoutMs: 1_500, maxRows: 1e9 }));
    delay.disable();
    expect({ kind: fault.kind, message: fault.message }).toEqual({
      kind,
      message: expect.stringMatching(message),
    });
    expect(fault.message).not.toContain('outside-and-secret');
    expect(await state()).toEqual(before);
    // One stall could be anybody's; a process that is held up has few turns, and most of them late.
    expect(delay.percentile(90) / 1e6).toBeLessThan(100);
    expect(await openStatements()).toEqual([]);
  });

  it('leaves nothing to the next query: neither settings nor locks', async () => {
    const before = await rows("SELECT current_setting('statement_timeout'), current_setting('search_path')");
    const leave = `SELECT set_config('statement_timeout', '0', false), set_config('search_path', 'sales', false),
      set_config('default_transaction_read_only', 'off', false), pg_advisory_lock(7)::text`;
    for (let round = 0; round < 3; round++) await rows(leave);
    expect(await rows('SELECT 1; -- and that is all')).toEqual([[1]]);
    expect(await rows("SELECT current_setting('statement_timeout'), current_setting('search_path')")).toEqual(
      before,
    );
    expect(
      await asAdmin("SELECT count(*)::int AS n FROM pg_locks WHERE locktype = 'advisory' AND objid = 7"),
    ).toEqual([{ n: 0 }]);
  });

  it('is ended on the server when it is given up', async () => {
    const controller = new AbortController();
    const work = faultOf(
      query(source.reader, 'SELECT pg_sleep(30)', { timeoutMs: 60_000, signal: controller.signal }),
    );
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(await openStatements()).toHaveLength(1);
    controller.abort();
    expect((await work).kind).toBe('cancelled');
    expect(await openStatements()).toEqual([]);
  });

  it('is ended when the process stops, which does not wait for it', async () => {
    const work = faultOf(query(source.reader, 'SELECT pg_sleep(30)', { timeoutMs: 60_000 }));
    await new Promise((resolve) => setTimeout(resolve, 500));
    await endSourceConnections();
    expect((await work).kind).toBe('cancelled');
    expect(await rows('SELECT 1')).toEqual([[1]]);
  });
});
