import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import path from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { endCages } from '@/lib/sources/files/cages';
import { listTables } from '@/lib/sources/run-query';
import type { SourceTarget } from '@/lib/sources/schema';
import { cagePids } from '../support/cages';
import { faultOf, query } from '../support/sources';
import { makeFilesFolder, removeFolder, writeFiles } from '../support/sources-files';

const SECRET = 'outside-and-secret';
const base = makeFilesFolder();
const folder = path.join(base, 'shop');
const outside = path.join(base, 'outside.csv');
const shop: SourceTarget = { kind: 'files', location: 'shop' };

/** Every file with its content, to see whether anything was written anywhere near. */
const everything = () =>
  readdirSync(base, { recursive: true, encoding: 'utf8', withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .map((file) => [file, readFileSync(file, 'utf8')])
    .sort();

beforeAll(() => {
  writeFiles(base, 'shop', { 'orders.csv': 'id\n1\n', 'plain.json': '[{"a": 1}]' });
  writeFiles(base, 'shop', { 'notes.txt': SECRET, '.hidden.csv': `s\n${SECRET}\n` });
  writeFiles(base, 'other', { 'secret.csv': `s\n${SECRET}\n` });
  writeFileSync(outside, `s\n${SECRET}\n`);
  symlinkSync(outside, path.join(folder, 'linked.csv'));
  symlinkSync('/', path.join(folder, 'root'));
  symlinkSync(folder, path.join(base, 'linked-folder'));
  mkdirSync(path.join(folder, 'below'));
  writeFileSync(path.join(folder, 'below', 'deep.csv'), 'a\n1\n');
  execFileSync('mkfifo', [path.join(folder, 'pipe.csv')]);
});
afterAll(async () => {
  await endCages();
  removeFolder(base);
});

const REFUSED: [attack: string, text: string][] = [
  ['COPY out of the folder', `COPY (SELECT 1) TO '${base}/copied.csv'`],
  ['COPY into the folder', `COPY (SELECT 1) TO '${folder}/copied.csv'`],
  ['COPY over a file that may be read', `COPY (SELECT 1) TO '${folder}/orders.csv'`],
  ['a comment before COPY', `/* SELECT */ -- x\n COPY (SELECT 1) TO '${folder}/copied.csv'`],
  ['ATTACH', `ATTACH '${folder}/made.db'`],
  ['EXPORT DATABASE', `EXPORT DATABASE '${folder}/exported'`],
  ['IMPORT DATABASE', `IMPORT DATABASE '/etc'`],
  ['INSTALL', 'INSTALL httpfs'],
  ['LOAD', 'LOAD httpfs'],
  ['SET', 'SET enable_external_access = true'],
  ['RESET', 'RESET lock_configuration'],
  ['PRAGMA', `PRAGMA profile_output = '${folder}/profile.json'`],
  ['CALL', "CALL enable_logging('QueryLog')"],
  ['CREATE SECRET', "CREATE SECRET (TYPE s3, KEY_ID 'a', SECRET 'b')"],
  ['CREATE TABLE', 'CREATE TABLE t AS SELECT 1'],
  ['PREPARE', "PREPARE p AS COPY (SELECT 1) TO 'x'"],
  ['EXPLAIN ANALYZE', 'EXPLAIN ANALYZE SELECT 1'],
  ['nothing at all', ' -- SELECT 1'],
  ['two statements', "SELECT 1; COPY (SELECT 1) TO 'x'"],
  ['two SELECTs', 'SELECT 1; SELECT 2'],
  ['read_text', "SELECT * FROM read_text('/etc/passwd')"],
  ['read_blob', "SELECT * FROM read_blob('/etc/passwd')"],
  ['read_csv', `SELECT * FROM read_csv('${outside}')`],
  ['read_csv in capitals and quotes', `SELECT * FROM "READ_CSV"('${outside}')`],
  ['read_csv in a subquery', `SELECT (SELECT count(*) FROM read_csv('${outside}'))`],
  ['read_csv in a CTE', `WITH x AS (FROM read_csv('${outside}')) SELECT 1`],
  [
    'read_csv in a join',
    `SELECT 1 FROM orders WHERE EXISTS (SELECT 1 FROM orders o, read_csv('${outside}') r)`,
  ],
  ['read_json', `SELECT * FROM read_json_auto('${outside}')`],
  ['read_duckdb', `SELECT * FROM read_duckdb('${outside}')`],
  ['the environment of the process', "SELECT * FROM read_text('/proc/self/environ')"],
  ['an open file of the process', "SELECT * FROM read_text('/proc/self/fd/20')"],
  ['a path as a table', `SELECT * FROM '${outside}'`],
  ['a path upwards as a table', "SELECT * FROM '../outside.csv'"],
  ['a path hidden by a CTE of its name', `WITH "${outside}" AS (FROM '${outside}') FROM "${outside}"`],
  ['a path below as a table', "SELECT * FROM 'below/deep.csv'"],
  ['a path through a link', "SELECT * FROM 'root/etc/passwd'"],
  ['http', "SELECT * FROM 'http://127.0.0.1:1/x.csv'"],
  ['read_csv of http', "SELECT * FROM read_csv('http://127.0.0.1:1/x.csv')"],
  ['s3', "SELECT * FROM 's3://bucket/x.parquet'"],
  ['glob', "SELECT * FROM glob('/*')"],
  ['sniff_csv', `SELECT * FROM sniff_csv('${outside}')`],
  ['parquet_metadata', `SELECT * FROM parquet_metadata('${outside}')`],
  ['query()', "SELECT * FROM query('FROM read_text(''/etc/passwd'')')"],
  ['query_table()', "SELECT * FROM query_table('/etc/passwd')"],
  ['json_execute_serialized_sql', "SELECT * FROM json_execute_serialized_sql('{}')"],
  ['enable_logging', `SELECT * FROM enable_logging(storage = 'file', storage_path = '${folder}/orders.csv')`],
  ['enable_profiling', `SELECT * FROM enable_profiling(save_location = '${folder}/p.json')`],
  ['duckdb_settings', 'SELECT * FROM duckdb_settings()'],
  ['the catalogue', 'SELECT * FROM information_schema.tables'],
  ['settings as a table', 'SELECT * FROM pg_catalog.pg_settings'],
  ['where the files lie', "SELECT current_setting('allowed_paths')"],
  ['a setting in capitals and quotes', `SELECT "CURRENT_SETTING"('allowed_paths')`],
  ['a setting with its schema', "SELECT system.main.current_setting('allowed_paths')"],
  ['a setting in a function of one line', "SELECT list_transform(['x'], x -> current_setting(x))"],
  [
    'a setting in the plan of a text',
    "SELECT json_serialize_plan('SELECT current_setting(''allowed_paths'')', optimize := true)",
  ],
  ['DESCRIBE of a path', `DESCRIBE '${outside}'`],
  ['SUMMARIZE of a path', `FROM (SUMMARIZE '${outside}')`],
  ['histogram', `FROM histogram('${outside}', s)`],
  ['PIVOT, which makes a type', 'FROM (PIVOT orders ON id USING count(*))'],
  ['CREATE MACRO', "CREATE MACRO f() AS TABLE FROM read_text('/etc/passwd')"],
  ['getenv in CALL', "CALL getenv('PATH')"],
  ['SET VARIABLE', 'SET VARIABLE x = 1'],
  ['a file of another folder', "FROM '../other/secret.csv'"],
  ['a table of another database', 'FROM temp.main.orders'],
  ['wide letters', 'ＳＥＬＥＣＴ 1'],
  ['a letter without width', 'SEL\u200bECT 1'],
  ['a NUL', "SELECT 1\0; COPY (SELECT 1) TO 'x'"],
];

/** Functions whose names might be those of one that reaches out; two of them do, and the gate refuses these. */
const LOOKED_AT = [
  'current_catalog',
  'current_query',
  'current_query_id',
  'current_setting',
  'in_search_path',
  'json_deserialize_sql',
  'json_extract_path',
  'json_extract_path_text',
  'json_serialize_plan',
  'json_serialize_sql',
  'log',
  'log10',
  'log2',
  'parse_dirpath',
  'parse_duckdb_log_message',
  'parse_filename',
  'parse_path',
  'pg_sleep',
  'sleep_ms',
  'url_decode',
  'url_encode',
  'write_log',
];

describe('an attack on the server through a query on files', () => {
  it.each(REFUSED)('by %s is refused, reads nothing and writes nothing', async (_attack, text) => {
    const before = everything();
    const fault = await faultOf(query(shop, text));
    expect(fault.kind).toBe('refused');
    expect(fault.message).toMatch(
      /write one SELECT|Write one SELECT|may not be used|has no table|only read this source|holds a NUL/,
    );
    expect(fault.message).not.toContain(SECRET);
    expect(everything()).toEqual(before);
  });

  const FAILED: [attack: string, text: string][] = [
    ['a link in the folder', 'FROM linked'],
    ['a pipe in the folder', 'FROM pipe'],
    ['a file in a folder below', 'FROM deep'],
    ['getenv', "SELECT getenv('NEXTAUTH_SECRET')"],
    ['a write in a CTE', 'WITH x AS (DELETE FROM orders RETURNING *) SELECT * FROM x'],
    ['a closed parenthesis', `SELECT 1) TO '${base}/copied.csv' --`],
    ['the secrets of the database', 'SELECT which_secret(1, 2)'],
    ['settings hidden by a CTE of their name', 'WITH pg_settings AS (FROM pg_settings) FROM pg_settings'],
    [
      'the catalogue by a name given elsewhere',
      'WITH a AS (WITH pg_settings AS (SELECT 1) SELECT 1) FROM pg_settings',
    ],
    ['the catalogue by a name given later', 'WITH a AS (FROM pg_settings), pg_settings AS (SELECT 1) FROM a'],
    [
      'the first half of a recursion',
      'WITH RECURSIVE pg_settings AS (FROM pg_settings UNION ALL FROM pg_settings) FROM pg_settings',
    ],
    ['a letter that is K to some', 'WITH "duc\u212adb_views" AS (SELECT 1) FROM duckdb_views'],
    ['a hidden file', 'FROM ".hidden"'],
    ['a file of another kind', 'FROM notes'],
    ['a pattern for all files', 'FROM "*"'],
    ['a plan of a path', "SELECT json_serialize_sql('x').nothing(read_text('/etc/passwd'))"],
    ['a setting as a table', 'SHOW allowed_paths'],
    ['a table function as a value', "SELECT unnest(read_text('/etc/passwd'))"],
    ['thousands of levels', `SELECT ${'('.repeat(4_000)}1${')'.repeat(4_000)} + x`],
    ['thousands of steps', `SELECT ${'1+'.repeat(9_000)}1`],
    ['a pattern that grows', "SELECT regexp_matches('a', '((a{1000}){1000}){1000}')"],
  ];
  it.each(FAILED)('by %s fails, reads nothing and writes nothing', async (_attack, text) => {
    const before = everything();
    const fault = await faultOf(query(shop, text));
    expect(fault.kind).toBe('failed');
    expect(fault.message).not.toContain(SECRET);
    expect(everything()).toEqual(before);
  });

  it('by names that are links is not offered: neither files nor folders', async () => {
    const names = (await listTables(shop, { timeoutMs: 5_000 })).map(({ name }) => name);
    expect(names).toEqual(['orders', 'plain']);
    expect((await faultOf(query({ kind: 'files', location: 'linked-folder' }, 'SELECT 1'))).kind).toBe(
      'unavailable',
    );
  });

  it('reaches no network', async () => {
    let connections = 0;
    const server = createServer(() => {
      connections += 1;
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    for (const scheme of ['http', 'https', 's3']) {
      await faultOf(query(shop, `SELECT * FROM '${scheme}://127.0.0.1:${port}/x.csv'`));
    }
    server.close();
    expect(connections).toBe(0);
  });

  // The gate knows functions by name, so a version with others has to be looked at anew.
  it('knows every function of this version that by its name might reach out', async () => {
    const instance = await DuckDBInstance.create(':memory:');
    const connection = await instance.connect();
    const reader = await connection.runAndReadAll(`
      SELECT DISTINCT function_name FROM duckdb_functions()
      WHERE function_type IN ('scalar', 'macro', 'aggregate')
        AND regexp_matches(function_name, 'setting|env|file|read|write|log|path|url|secret|serial|query|plan|sql|sleep|exec')
      ORDER BY 1`);
    instance.closeSync();
    expect(reader.getRows().flat()).toEqual(LOOKED_AT);
  });

  it('finds an empty environment', async () => {
    await endCages();
    await query(shop, 'SELECT 1');
    const pids = cagePids();
    expect(pids.length).toBeGreaterThan(0);
    if (process.platform !== 'linux') return;
    for (const pid of pids) {
      const names = readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0').filter(Boolean);
      expect(names.filter((name) => !/^(?:NODE_CHANNEL_\w+|_)=/.test(name))).toEqual([]);
    }
  });
});
