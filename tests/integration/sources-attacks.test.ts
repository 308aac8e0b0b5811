import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { endSourceConnections } from '@/lib/sources/postgres/connections';
import type { SourceErrorKind } from '@/lib/sources/source-error';
import { eventually } from '../support/executions';
import { faultOf, query } from '../support/sources';
import { makeSourceDatabase, type SourceDatabase } from '../support/sources-postgres';
import { withClient } from '../support/sql';
import { turnsDuring } from '../support/turns';

let source: SourceDatabase;
const rows = async (text: string, options = {}) => (await query(source.reader, text, options)).rows;
const asAdmin = (sql: string) =>
  withClient(source.adminUrl, async (client) => (await client.query<Record<string, unknown>>(sql)).rows);

/** What stands in the tables and what there is: unchanged after every attack. */
const state = () =>
  asAdmin(`SELECT (SELECT json_agg(o ORDER BY id) FROM orders o) AS orders, (SELECT last_value FROM numbers) AS numbers,
    (SELECT json_agg(relname ORDER BY 1) FROM pg_class WHERE oid >= 16384 AND relnamespace = 'public'::regnamespace) AS relations,
    (SELECT json_agg(extname ORDER BY 1) FROM pg_extension) AS extensions,
    (SELECT count(*) FROM pg_largeobject_metadata) AS objects`);
const openStatements = () =>
  asAdmin(
    `SELECT query FROM pg_stat_activity WHERE usename = '${source.role}' AND state = 'active' AND datname = current_database()`,
  );

/** A database whose owner was careless: the role may write, and functions of the owner's do what queries may not. */
beforeAll(async () => {
  source = await makeSourceDatabase(`
    CREATE TABLE orders (id int PRIMARY KEY, customer text, at timestamp);
    INSERT INTO orders VALUES (1, 'Zoë', '2024-01-01 10:00'), (2, NULL, '2024-01-02'), (3, '李', NULL);
    CREATE TABLE hidden (secret text); INSERT INTO hidden VALUES ('outside-and-secret');
    CREATE SEQUENCE numbers;
    CREATE SCHEMA sales; CREATE VIEW sales.totals AS SELECT count(*) AS n FROM orders;
    CREATE EXTENSION dblink;
    GRANT USAGE ON SCHEMA sales TO %reader%; GRANT SELECT ON sales.totals TO %reader%;
    GRANT SELECT, INSERT, UPDATE, DELETE, TRUNCATE ON orders TO %reader%;
    GRANT CREATE ON SCHEMA public TO %reader%; GRANT ALL ON SEQUENCE numbers TO %reader%;
    CREATE FUNCTION own_delete() RETURNS text LANGUAGE sql SECURITY DEFINER AS
      $$ DELETE FROM orders RETURNING 'deleted' $$;
    CREATE FUNCTION own_unlock() RETURNS text LANGUAGE plpgsql SECURITY DEFINER AS $$ BEGIN
      PERFORM set_config('transaction_read_only', 'off', true); DELETE FROM orders; RETURN 'deleted'; END $$;
    CREATE FUNCTION own_setting(name text, value text) RETURNS text LANGUAGE sql AS
      $$ SELECT set_config(name, value, false) $$;
    CREATE FUNCTION own_lock() RETURNS text LANGUAGE sql AS $$ SELECT pg_advisory_lock(7)::text $$;
    CREATE FUNCTION own_message() RETURNS text LANGUAGE sql AS $$ SELECT pg_notify('news', 'x')::text $$;
    CREATE FUNCTION own_end() RETURNS bool LANGUAGE sql AS $$ SELECT pg_terminate_backend(pg_backend_pid()) $$;
    CREATE FUNCTION own_file() RETURNS text LANGUAGE sql AS $$ SELECT pg_read_file('/etc/passwd') $$;
    CREATE FUNCTION own_import() RETURNS oid LANGUAGE sql AS $$ SELECT lo_import('/etc/passwd') $$;
    CREATE FUNCTION own_text(statement text) RETURNS xml LANGUAGE sql AS
      $$ SELECT query_to_xml(statement, true, true, '') $$;
    CREATE FUNCTION own_noise() RETURNS text LANGUAGE plpgsql AS $$ BEGIN
      FOR i IN 1..100000000 LOOP RAISE NOTICE '%', repeat('x', 1000); END LOOP; RETURN 'done'; END $$;
  `);
}, 60_000);
afterAll(async () => {
  await endSourceConnections();
  await source.drop();
}, 60_000);

const WRITES = /A source is only read: write one SELECT/;
const CALLS = /^\w+\(\) may not be used on a source: a check only reads its tables\.$/;

/** What is no SELECT, and what would break out of the one it stands in. */
const STATEMENTS = [
  'SELECT 1; DELETE FROM orders',
  'SELECT 1 --\n; DELETE FROM orders',
  'SELECT 1; COMMIT; DELETE FROM orders',
  'SELECT 1) AS q; DELETE FROM orders; --',
  'SELECT 1) a, (SELECT 2',
  "SELECT $$'$$) AS q; DELETE FROM orders; SELECT ($$'$$",
  'SELECT 1 AS a$$) AS q; DELETE FROM orders; SELECT 1 AS b$$',
  "SELECT '\\') AS q; DELETE FROM orders; --'",
  'COMMIT',
  "COPY (SELECT 1) TO PROGRAM 'id'",
  "COPY orders FROM PROGRAM 'id'",
  "COPY orders FROM '/etc/passwd'",
  'DO $$ BEGIN DELETE FROM orders; END $$',
  'CALL nothing()',
  'SET ROLE postgres',
  'RESET ALL',
  'RESET SESSION AUTHORIZATION',
  'SHOW data_directory',
  'LISTEN news',
  "NOTIFY news, 'x'",
  'PREPARE p AS DELETE FROM orders',
  'EXECUTE p',
  "INSERT INTO orders VALUES (9, 'x')",
  '(DELETE FROM orders)',
  '/* SELECT */ DELETE FROM orders',
  'MERGE INTO orders USING (SELECT 1) AS s ON true WHEN MATCHED THEN DELETE',
  'TRUNCATE orders',
  'CREATE TABLE made (a int)',
  'CREATE EXTENSION postgres_fdw',
  "LOAD 'auto_explain'",
  'LOCK TABLE orders',
  'EXPLAIN ANALYZE DELETE FROM orders',
  'WITH x AS (DELETE FROM orders RETURNING *) SELECT * FROM x',
  'SELECT * FROM orders FOR UPDATE',
  "SELECT nextval('numbers')",
  "SELECT setval('numbers', 9)",
  'SELECT lo_creat(-1)',
  "SELECT lo_from_bytea(0, 'x')",
  'SELECT own_delete()',
];

/** Functions that a read-only transaction would not hold back, in every spelling. */
const FUNCTIONS = [
  'SELECT pg_terminate_backend(pid) FROM pg_stat_activity',
  'SELECT PG_Cancel_Backend(1)',
  'SELECT pg_catalog.pg_advisory_lock(7)',
  'SELECT pg_try_advisory_xact_lock_shared(7)',
  `SELECT "pg_notify"('news', 'x')`,
  "SELECT pg_logical_emit_message(false, 'x', repeat('x', 100000000))",
  "SELECT pg_create_physical_replication_slot('x', true)",
  "SELECT set_config('statement_timeout', '0', false)",
  "SELECT set_config /* a function */ -- \n ('role', 'postgres', false)",
  "SELECT pg_read_file('/etc/passwd')",
  "SELECT * FROM pg_ls_dir('/')",
  "SELECT lo_import('/etc/passwd')",
  "SELECT lo_export(1, '/tmp/x')",
  "SELECT query_to_xml('SELECT pg_terminate_backend(1)', true, true, '')",
  "SELECT * FROM ts_stat('SELECT pg_terminate_backend(1)')",
  "SELECT * FROM dblink('dbname=postgres', 'SELECT 1') AS t(a int)",
  "SELECT dblink_exec('dbname=postgres', 'DELETE FROM orders')",
];

const OTHERS: [attack: string, text: string, kinds: SourceErrorKind[], message: RegExp][] = [
  ['a name spelt in code points', `SELECT U&"pg\\005fnotify"('news', 'x')`, ['refused'], /without U&/],
  ['a comment that does not end', 'SELECT 1 /* /* */ ; DELETE FROM orders', ['refused'], /does not close/],
  ['a text that does not end', "SELECT 'x; DELETE FROM orders", ['refused'], /opens a text/],
  ['a NUL', 'SELECT 1\0; DELETE FROM orders', ['refused'], /NUL/],
  ['a space that is none', 'SELECT\u00a01', ['refused'], /Line 1 holds .* U\+00A0/],
  ['an invisible mark', '\ufeffSELECT 1', ['refused'], /cannot be seen/],
  ['a semicolon that is none', 'SELECT 1；DELETE FROM orders', ['failed'], /at or near/],
  ['SELECT INTO', 'SELECT 1 AS a INTO made', ['failed'], /INTO/],
  ['leaving read-only', 'SELECT own_unlock()', ['failed'], /read-write mode/],
  ['a text with a statement', "SELECT own_text('DELETE FROM orders')", ['failed', 'refused'], /./],
  ['another role', "SELECT own_setting('role', 'postgres')", ['failed'], /permission denied/],
  ['a file', 'SELECT own_file()', ['failed'], /permission denied/],
  ['a file as an object', 'SELECT own_import()', ['failed'], /permission denied/],
  ['passwords', 'SELECT * FROM pg_authid', ['failed'], /permission denied/],
  ['where the server lies', "SELECT current_setting('data_directory')", ['failed'], /permission denied/],
  ['a table it may not read', 'SELECT * FROM hidden', ['failed'], /permission denied.*Grant SELECT/],
  ['ending its connection', 'SELECT own_end()', ['unavailable'], /takes no queries right now/],
  ['a thousand levels', `SELECT ${'1+'.repeat(9900)}1`, ['failed'], /nested too deeply/],
];

const manyTimes = (table: string, times: number) =>
  Array.from({ length: times }, (_, index) => `${table} AS t${index}`).join(', ');

const COSTLY: [attack: string, text: string, kinds: SourceErrorKind[]][] = [
  ['a sleep', 'SELECT pg_sleep(30)', ['timeout']],
  ['a sleep without limit', "SELECT own_setting('statement_timeout', '0'), pg_sleep(30)", ['timeout']],
  [
    'an endless recursion',
    'WITH RECURSIVE r AS (SELECT 1 AS i UNION ALL SELECT (i + 1) % 7 FROM r) SELECT count(*) FROM r',
    ['timeout'],
  ],
  ['a plan without end', `SELECT 1 FROM ${manyTimes('orders', 1000)}`, ['timeout', 'failed']],
  ['a flood of rows', 'SELECT generate_series(1, 1000000000)', ['too_large']],
  ['a flood of notices', 'SELECT own_noise()', ['too_large']],
  ['a value of twenty megabytes', "SELECT repeat('x', 20000000)", ['too_large']],
  ['a value of a gigabyte', "SELECT repeat('x', 1000000000)", ['too_large', 'timeout']],
];

async function attack(text: string, kinds: SourceErrorKind[], message: RegExp): Promise<void> {
  const before = await state();
  const work = faultOf(query(source.reader, text, { timeoutMs: 1_000, maxRows: 1e9 }));
  const { result: fault, turns } = await turnsDuring(work);
  expect(fault.message).toMatch(message);
  expect(kinds).toContain(fault.kind);
  expect(fault.message).not.toContain('outside-and-secret');
  expect(await state()).toEqual(before);
  if (fault.kind === 'timeout') expect(turns).toBeGreaterThan(20);
  // The server hears of it at once and lets go when it next looks up, which is soon.
  await eventually(async () => (await openStatements()).length === 0);
}

describe('an attack on a database through a query', () => {
  it.each(STATEMENTS)('by %j is refused and changes nothing', (text) => attack(text, ['refused'], WRITES));

  it.each(FUNCTIONS)('by %j is refused by the name of the function', (text) =>
    attack(text, ['refused'], CALLS),
  );

  it.each(OTHERS)('by %s fails and changes nothing', (_attack, text, kinds, message) =>
    attack(text, kinds, message),
  );

  it.each(COSTLY)('by %s is ended, and holds nothing up meanwhile', (_attack, text, kinds) =>
    attack(text, kinds, /took longer|took too long|too large|too deeply|memory/),
  );

  it('takes no text for a call that only looks like one', async () => {
    const text = `SELECT 'pg_notify(1)' AS "pg_notify", $$set_config($$ -- dblink(\n, /* ts_stat( */ count(*) FROM orders`;
    expect(await rows(text)).toEqual([['pg_notify(1)', 'set_config(', 3]]);
  });

  it('reaches no network', async () => {
    let connections = 0;
    const server = createServer(() => {
      connections += 1;
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const target = `host=127.0.0.1 port=${port} user=a password=b dbname=c connect_timeout=1`;
    const fault = await faultOf(query(source.reader, `SELECT dblink_connect('${target}')`));
    server.close();
    expect([fault.kind, connections]).toEqual(['refused', 0]);
  });

  it('leaves nothing to the next query: no settings, no locks and no messages', async () => {
    const settings =
      "SELECT current_setting('statement_timeout'), current_setting('search_path'), current_setting('standard_conforming_strings')";
    const before = await rows(settings);
    const leave = `SELECT own_setting('statement_timeout', '0'), own_setting('search_path', 'sales, public'),
      own_setting('standard_conforming_strings', 'off'), own_setting('default_transaction_read_only', 'off'),
      own_lock(), own_message()`;
    const heard: unknown[] = [];
    await withClient(source.adminUrl, async (listener) => {
      listener.on('notification', (message) => heard.push(message));
      await listener.query('LISTEN news');
      for (let round = 0; round < 3; round++) await rows(leave);
      await listener.query('SELECT 1');
    });
    expect(heard).toEqual([]);
    expect(await rows('SELECT 1; -- and that is all')).toEqual([[1]]);
    expect(await rows(settings)).toEqual(before);
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
    await eventually(async () => (await openStatements()).length === 0);
  });

  it('is ended when the process stops, which does not wait for it', async () => {
    const work = faultOf(query(source.reader, 'SELECT pg_sleep(30)', { timeoutMs: 60_000 }));
    await new Promise((resolve) => setTimeout(resolve, 500));
    await endSourceConnections();
    expect((await work).kind).toBe('cancelled');
    expect(await rows('SELECT 1')).toEqual([[1]]);
  });
});
