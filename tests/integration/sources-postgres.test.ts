import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { db } from '@/lib/db';
import { endSourceConnections } from '@/lib/sources/postgres/connections';
import { listTables } from '@/lib/sources/run-query';
import type { SourceErrorKind } from '@/lib/sources/source-error';
import { eventually } from '../support/executions';
import { faultOf, query } from '../support/sources';
import { makeSourceDatabase, type SourceDatabase, sourceOf } from '../support/sources-postgres';
import { withClient } from '../support/sql';

let source: SourceDatabase;
const rows = async (text: string, options = {}) => (await query(source.reader, text, options)).rows;
const asAdmin = (sql: string) =>
  withClient(source.adminUrl, async (client) => (await client.query<Record<string, unknown>>(sql)).rows);

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
    CREATE FUNCTION raise(code text) RETURNS int LANGUAGE plpgsql AS $$ BEGIN
      RAISE EXCEPTION USING ERRCODE = code, MESSAGE = 'words of the server'; END $$;
  `);
}, 60_000);
afterAll(async () => {
  await endSourceConnections();
  await source.drop();
}, 60_000);

describe('a PostgreSQL source', () => {
  it('answers a query, with bound values that are never read as SQL', async () => {
    const hostile = "x' OR '1'='1";
    expect(await rows('SELECT customer FROM orders ORDER BY id;')).toEqual([['Zoë'], [null], ['李']]);
    expect(await rows('SELECT n FROM sales.totals -- all of them')).toEqual([[3]]);
    const text =
      'SELECT $1::text, $2::int, $3::float8, $4::bool, count(*) FROM orders WHERE customer = $1 OR $5::text IS NULL';
    expect(await rows(text, { values: [hostile, 1, 1.5, true, 'x'] })).toEqual([[hostile, 1, 1.5, true, 0]]);
  });

  it('returns every type as JSON can say it', async () => {
    const { rows, columns } = await query(
      source.reader,
      `SELECT 1::int8, 9007199254740993::int8, 1.50::numeric, 12345678901234567890.5::numeric, 'NaN'::float8, 0.1::float8,
        true, NULL, 'ä', date '2024-02-29', timestamp '2024-01-01 10:00:00.25', timestamptz '2024-01-01 10:00:00+02',
        time '10:00', 'infinity'::timestamp, ARRAY[1, 2], '{"a": 1}'::jsonb, '\\xaa'::bytea, interval '1 day', 1 AS a, 2 AS a`,
    );
    expect(rows[0]).toEqual([
      1,
      '9007199254740993',
      1.5,
      '12345678901234567890.5',
      'NaN',
      0.1,
      true,
      null,
      'ä',
      '2024-02-29',
      '2024-01-01T10:00:00.25Z',
      '2024-01-01T08:00:00Z',
      '10:00:00',
      'infinity',
      '[1,2]',
      '{"a": 1}',
      '\\xaa',
      'P1D',
      1,
      2,
    ]);
    expect(columns.slice(0, 3).map(({ type }) => type)).toEqual(['int8', 'int8', 'numeric']);
  });

  it('returns as many rows as asked for and says that there were more', async () => {
    expect(await query(source.reader, 'SELECT generate_series(1, 9)', { maxRows: 2 })).toMatchObject({
      rows: [[1], [2]],
      isTruncated: true,
    });
    expect(await query(source.reader, 'SELECT 1 WHERE false')).toMatchObject({
      rows: [],
      isTruncated: false,
    });
  });

  it('lists the tables its role may read, with their columns, and no others', async () => {
    expect(await listTables(source.reader, { timeoutMs: 5_000 })).toEqual([
      {
        name: 'orders',
        columns: [
          { name: 'id', type: 'integer' },
          { name: 'customer', type: 'text' },
          { name: 'at', type: 'timestamp without time zone' },
        ],
      },
      { name: 'sales.totals', columns: [{ name: 'n', type: 'bigint' }] },
    ]);
  });

  it('says what is wrong with a query and in which line', async () => {
    const fault = await faultOf(query(source.reader, 'SELECT id,\n  nope\nFROM orders'));
    expect(fault).toMatchObject({ kind: 'failed', message: 'column "nope" does not exist (line 2)' });
  });

  it.each([
    ['SELECT 1 / 0', 'division by zero. Divide by NULLIF(…, 0).'],
    [
      'SELECT * FROM hidden',
      'permission denied for table hidden. Grant SELECT on it to the role of this source, or leave it out.',
    ],
    ['SELECT * FROM nowhere', 'relation "nowhere" does not exist. Check its name and its schema.'],
    [
      'SELECT * FROM orders WHERE customer > 1',
      'operator does not exist: text > integer. No operator matches the given name and argument types. You might need to add explicit type casts.',
    ],
    ['SELECT $1::int', 'The query has placeholders that nothing fills. Write the values in their place.'],
  ])('says of %s what to do', async (text, message) => {
    expect(await faultOf(query(source.reader, text))).toMatchObject({ kind: 'failed', message });
  });

  it.each<[string, SourceErrorKind, string]>([
    ['55P03', 'timeout', 'something else that is changing the table. Run it again later.'],
    ['53200', 'too_large', 'more memory or space than the database lets it have. Make it read less.'],
    ['53400', 'too_large', 'more memory or space than the database lets it have. Make it read less.'],
    ['54001', 'failed', 'nested too deeply for the database. Make it simpler.'],
    ['57014', 'timeout', 'took too long and was ended. Make it read less.'],
    ['40001', 'unavailable', 'takes no queries right now. Check the variable and the server.'],
    ['57P01', 'unavailable', 'takes no queries right now. Check the variable and the server.'],
  ])('takes the error %s for a query that is %s', async (code, kind, message) => {
    const fault = await faultOf(query(source.reader, `SELECT raise('${code}')`));
    expect(fault).toMatchObject({ kind, message: expect.stringContaining(message) });
    expect(fault.message).not.toContain('words of the server');
  });
});

describe('a connection that must not be used', () => {
  it('is one of a superuser', async () => {
    const fault = await faultOf(query(sourceOf(source.adminUrl), 'SELECT 1'));
    expect(fault.kind).toBe('refused');
    expect(fault.message).toMatch(/a superuser.*Make a role that may only read/s);
  });

  it('is one of a role for replication, which could keep the server’s log growing', async () => {
    await asAdmin(`ALTER ROLE ${source.role} REPLICATION`);
    const fault = await faultOf(query(source.reader, 'SELECT 1'));
    await asAdmin(`ALTER ROLE ${source.role} NOREPLICATION`);
    expect(fault).toMatchObject({ kind: 'refused', message: expect.stringContaining('for replication') });
  });

  it.each([
    'pg_read_server_files',
    'pg_write_server_files',
    'pg_execute_server_program',
    'pg_signal_backend',
  ])('is one of a role that may become %s', async (power) => {
    await asAdmin(`GRANT ${power} TO ${source.role}`);
    const fault = await faultOf(query(source.reader, 'SELECT 1'));
    await asAdmin(`REVOKE ${power} FROM ${source.role}`);
    expect(fault.kind).toBe('refused');
    expect(fault.message).toContain(power);
    expect(await rows('SELECT 1')).toEqual([[1]]);
  });

  it('is one to the platform’s own database, whatever the role', async () => {
    const url = new URL(source.urlFor(source.role, source.password));
    url.pathname = new URL(process.env.DATABASE_URL ?? '').pathname;
    const own = sourceOf(url.href);
    const works = [query(own, 'SELECT * FROM users'), listTables(own, { timeoutMs: 5_000 })];
    for (const fault of await Promise.all(works.map(faultOf))) {
      expect(fault.kind).toBe('refused');
      expect(fault.message).toContain('keeps its own accounts in');
    }
  });

  it('is one to the platform’s own database, in whatever time zone that is and whatever it tells of itself', async () => {
    const own = new URL(process.env.DATABASE_URL ?? '');
    await withClient(own.href, (client) =>
      client.query(`ALTER DATABASE ${own.pathname.slice(1)} SET timezone = 'Asia/Tokyo';
        REVOKE EXECUTE ON FUNCTION pg_control_system() FROM PUBLIC;
        SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'qarion' AND datname = current_database()`),
    );
    // The platform's next connection is in that time zone; one that has just been ended may be asked first.
    await eventually(async () => {
      const rows = await db().$queryRaw<{ TimeZone: string }[]>`SHOW timezone`.catch(() => []);
      return rows[0]?.TimeZone === 'Asia/Tokyo';
    });
    const url = new URL(source.urlFor(source.role, source.password));
    url.pathname = own.pathname;
    const fault = await faultOf(query(sourceOf(url.href), 'SELECT * FROM users'));
    expect(fault.message).toContain('keeps its own accounts in');
  });
});

describe('a source that is away', () => {
  const cases: [what: string, url: () => string, message: RegExp][] = [
    ['nothing listening', () => 'postgresql://ada:hunter2-secret@127.0.0.1:1/x', /nothing listens there/],
    [
      'an unknown host',
      () => 'postgresql://ada:hunter2-secret@no-such-host.invalid/x',
      /host name is not known|cannot be reached/,
    ],
    [
      'no such database',
      () => source.urlFor(source.role, source.password).replace(/qarion_source_\w+/, 'hunter2-secret'),
      /no such database/,
    ],
    [
      'a user it does not know',
      () => source.urlFor('nobody', 'hunter2-secret'),
      /did not accept the user or password/,
    ],
    ['no URL', () => 'hunter2-secret', /cannot be used/],
    ['another kind of URL', () => 'https://hunter2-secret@127.0.0.1:1/x', /cannot be used/],
  ];
  it.each(cases)(
    'as %s is unavailable, with what to do and without the connection',
    async (_what, url, message) => {
      const fault = await faultOf(query(sourceOf(url()), 'SELECT 1'));
      expect(fault.kind).toBe('unavailable');
      expect(fault.message).toMatch(message);
      expect(fault.message).toMatch(/QARION_SOURCE_TEST_\d+/);
      expect(JSON.stringify([fault.message, fault.stack, fault.cause])).not.toContain('hunter2-secret');
    },
  );

  it.each([
    ['28P01', 'no', /did not accept the user or password/],
    ['28000', 'no pg_hba.conf entry, no encryption', /add sslmode=verify-full to the URL/],
    ['28000', 'no pg_hba.conf entry, SSL encryption', /none of its rules \(pg_hba\.conf\)/],
    ['42501', 'permission denied for database', /its user may not connect to it/],
    ['53300', 'too many', /takes no queries right now/],
    ['57P03', 'starting up', /takes no queries right now/],
    ['XX000', 'something else', /takes no queries right now/],
  ])(
    'as a server that answers %s, %s, is unavailable, without the connection',
    async (code, said, message) => {
      const server = createServer((socket) => {
        const fields = `SFATAL\0C${code}\0M${said} for hunter2-secret\0\0`;
        const size = Buffer.alloc(4);
        size.writeInt32BE(4 + fields.length);
        socket.once('data', () => socket.end(Buffer.concat([Buffer.from('E'), size, Buffer.from(fields)])));
      }).listen(0, '127.0.0.1');
      await once(server, 'listening');
      const { port } = server.address() as AddressInfo;
      const fault = await faultOf(
        query(sourceOf(`postgresql://a:hunter2-secret@127.0.0.1:${port}/x`), 'SELECT 1'),
      );
      server.close();
      expect(fault.kind).toBe('unavailable');
      expect(fault.message).toMatch(message);
      expect(JSON.stringify([fault.message, fault.stack, fault.cause])).not.toContain('hunter2-secret');
    },
  );

  it('as a server without encryption says how to do without', async () => {
    const server = createServer((socket) => socket.once('data', () => socket.end('N'))).listen(
      0,
      '127.0.0.1',
    );
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const url = `postgresql://a:hunter2-secret@127.0.0.1:${port}/x?sslmode=verify-full`;
    const fault = await faultOf(query(sourceOf(url), 'SELECT 1'));
    server.close();
    expect(fault.message).toMatch(/offers no encryption; take sslmode out of the URL/);
  });

  it('is unavailable without its variable, and no other variable can be named', async () => {
    for (const location of ['QARION_SOURCE_NOT_SET', 'DATABASE_URL', 'PATH']) {
      const fault = await faultOf(query({ kind: 'postgres', location }, 'SELECT 1'));
      expect(fault).toMatchObject({
        kind: 'unavailable',
        message: expect.stringContaining(`${location} is not set`),
      });
    }
  });
});
