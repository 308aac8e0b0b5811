import { execFileSync, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { endCages } from '@/lib/sources/files/cages';
import { listTables } from '@/lib/sources/run-query';
import type { SourceTarget } from '@/lib/sources/schema';
import type { SourceErrorKind } from '@/lib/sources/source-error';
import { faultOf, query } from '../support/sources';
import { makeFilesFolder, removeFolder, writeFiles } from '../support/sources-files';

const ENDLESS = 'SELECT sum(a.range * b.range % 7) FROM range(1e6::INT) a, range(1e6::INT) b';
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

/** Our children that run queries. */
function cagePids(parent = process.pid): number[] {
  const listed = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,stat=,args='], { encoding: 'utf8' });
  return listed.split('\n').flatMap((line) => {
    const [, pid, ppid, stat, args = ''] = /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(.*)$/.exec(line) ?? [];
    const isCage = args.includes('cage-process.mjs') && !stat?.startsWith('Z');
    return isCage && Number(ppid) === parent ? [Number(pid)] : [];
  });
}

function isRunning(pid: number): boolean {
  const listed = execFileSync('ps', ['-A', '-o', 'pid=,stat='], { encoding: 'utf8' });
  return new RegExp(`^\\s*${pid}\\s+[^Z\\s]`, 'm').test(listed);
}

beforeAll(() => {
  writeFiles(base, 'shop', { 'orders.csv': 'id\n1\n', 'plain.json': '[{"a": 1}]' });
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
];

describe('an attack on the server through a query on files', () => {
  it.each(REFUSED)('by %s is refused, reads nothing and writes nothing', async (_attack, text) => {
    const before = everything();
    const fault = await faultOf(query(shop, text));
    expect(fault.kind).toBe('refused');
    expect(fault.message).toMatch(
      /write one SELECT|Write one SELECT|may not be used|has no table|only read this source/,
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

  it('finds an empty environment', async () => {
    await query(shop, 'SELECT 1');
    const pids = cagePids();
    expect(pids.length).toBeGreaterThan(0);
    if (process.platform !== 'linux') return;
    for (const pid of pids) {
      const names = readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0').filter(Boolean);
      expect(names.filter((name) => !name.startsWith('NODE_CHANNEL_'))).toEqual([]);
    }
  });
});

/** Ended as soon as it takes too much, or else when its time is up. */
const COSTLY: [attack: string, text: string, timeoutMs: number, kinds: SourceErrorKind[]][] = [
  ['an endless calculation', ENDLESS, 1_000, ['timeout']],
  [
    'an endless recursion',
    'WITH RECURSIVE r AS (SELECT 1 AS i UNION ALL SELECT (i + 1) % 7 FROM r) SELECT count(*) FROM r',
    1_000,
    ['timeout', 'too_large'],
  ],
  ['a value of a gigabyte', "SELECT repeat('x', 1000000000)", 15_000, ['too_large']],
  ['a gigabyte on the way', "SELECT length(repeat('x', 1000000000) || 'y')", 15_000, ['too_large']],
  ['a huge result', "SELECT repeat('x', 1000) FROM range(1e7::INT)", 15_000, ['too_large']],
  [
    'a huge sort',
    'SELECT * FROM (SELECT hash(range) AS h FROM range(1e9::INT) ORDER BY h) OFFSET 5',
    15_000,
    ['too_large'],
  ],
  ['a huge list', 'SELECT list(range) FROM range(1e9::INT)', 15_000, ['too_large']],
];

describe('a query that costs too much', () => {
  it.each(COSTLY)(
    'as %s is ended, leaves no process, and holds nothing up meanwhile',
    async (_attack, text, timeoutMs, kinds) => {
      const delay = monitorEventLoopDelay({ resolution: 5 });
      delay.enable();
      const fault = await faultOf(query(shop, text, { timeoutMs, maxRows: 1e9 }));
      delay.disable();
      expect(kinds).toContain(fault.kind);
      expect(delay.percentile(90) / 1e6).toBeLessThan(100);
      // A result that was too large was told by the process itself, which may run the next query.
      expect(cagePids().length).toBeLessThanOrEqual(1);
      expect((await query(shop, 'SELECT 1')).rows).toEqual([[1]]);
    },
  );

  it('is ended when it is given up', async () => {
    const controller = new AbortController();
    const work = faultOf(query(shop, ENDLESS, { signal: controller.signal }));
    setTimeout(() => controller.abort(), 300);
    expect((await work).kind).toBe('cancelled');
    expect(cagePids()).toEqual([]);
    expect((await faultOf(query(shop, 'SELECT 1', { signal: controller.signal }))).kind).toBe('cancelled');
  });

  it('is ended when the process stops', async () => {
    const work = faultOf(query(shop, ENDLESS));
    await new Promise((resolve) => setTimeout(resolve, 500));
    await endCages();
    expect((await work).kind).toBe('cancelled');
    expect(cagePids()).toEqual([]);
  });

  it('ends when the process that asked is killed', async () => {
    const parent = fork('tests/support/sources-parent.ts', [], {
      execArgv: ['--conditions=react-server', '--import', 'tsx'],
      env: { ...process.env, NODE_OPTIONS: '' },
    });
    await once(parent, 'message');
    const pids = cagePids(parent.pid);
    expect(pids).toHaveLength(2);
    parent.kill('SIGKILL');
    await once(parent, 'exit');
    const deadline = Date.now() + 3_000;
    while (pids.some(isRunning) && Date.now() < deadline)
      await new Promise((resolve) => setTimeout(resolve, 20));
    expect(pids.filter(isRunning)).toEqual([]);
  });

  it('lets only two run at a time, and the others wait for their turn', async () => {
    const texts = Array.from({ length: 6 }, (_, index) => `SELECT ${index}, count(*) FROM range(2e7::INT)`);
    let most = 0;
    const watch = setInterval(() => {
      most = Math.max(most, cagePids().length);
    }, 20);
    const results = await Promise.all(texts.map((text) => query(shop, text)));
    clearInterval(watch);
    expect(results.map(({ rows }) => rows[0]?.[0])).toEqual([0, 1, 2, 3, 4, 5]);
    expect(most).toBeLessThanOrEqual(2);
  });
});
