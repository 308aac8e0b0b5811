import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { endCages } from '@/lib/sources/files/cages';
import type { SourceTarget } from '@/lib/sources/schema';
import type { SourceErrorKind } from '@/lib/sources/source-error';
import { cagePids, isRunning } from '../support/cages';
import { faultOf, query } from '../support/sources';
import { makeFilesFolder, removeFolder, writeFiles } from '../support/sources-files';
import { turnsDuring } from '../support/turns';

const ENDLESS = 'SELECT sum(a.range * b.range % 7) FROM range(1e6::INT) a, range(1e6::INT) b';
const base = makeFilesFolder();
const shop: SourceTarget = { kind: 'files', location: 'shop' };

beforeAll(() => writeFiles(base, 'shop', { 'orders.csv': 'id\n1\n' }));
afterAll(async () => {
  await endCages();
  removeFolder(base);
});

async function until(isTrue: () => boolean): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (!isTrue() && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 20));
}

/** Each reads the one before twice. */
const DOUBLED = [
  'a0 AS (SELECT 1 AS x)',
  ...Array.from({ length: 30 }, (_, n) => `a${n + 1} AS NOT MATERIALIZED (FROM a${n} UNION ALL FROM a${n})`),
].join(', ');

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
  [
    'a plan that doubles thirty times',
    `WITH ${DOUBLED} SELECT count(*) FROM a30`,
    3_000,
    ['too_large', 'timeout'],
  ],
  ['a text padded to gigabytes', "SELECT printf('%999999999d', 1)", 15_000, ['too_large']],
  ['lists in lists', `SELECT ${'['.repeat(900)}1${']'.repeat(900)}`, 2_000, ['too_large', 'timeout']],
  ['a list made longer', 'SELECT list_resize([1], 1000000000)', 15_000, ['too_large']],
  ['a long sleep', 'SELECT sleep_ms(60000)', 1_000, ['timeout']],
];

describe('a query that costs too much', () => {
  it.each(COSTLY)(
    'as %s is ended, leaves no process, and holds nothing up meanwhile',
    async (_attack, text, timeoutMs, kinds) => {
      const { result: fault, turns } = await turnsDuring(
        faultOf(query(shop, text, { timeoutMs, maxRows: 1e9 })),
      );
      expect(kinds).toContain(fault.kind);
      expect(turns).toBeGreaterThan(5);
      // A result that was too large was told by the process itself, which may run the next query.
      expect(cagePids().length).toBeLessThanOrEqual(1);
      expect((await query(shop, 'SELECT 1')).rows).toEqual([[1]]);
    },
  );

  it('is held to its memory by the system itself, and leaves no image of it', async () => {
    if (process.platform !== 'linux') return;
    await query(shop, 'SELECT 1');
    const limits = cagePids().map((pid) => readFileSync(`/proc/${pid}/limits`, 'utf8'));
    expect(limits.length).toBeGreaterThan(0);
    for (const limit of limits) {
      expect(limit).toMatch(/^Max data size\s+671088640\s+671088640/m);
      expect(limit).toMatch(/^Max core file size\s+0\s/m);
    }
  });

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
    await until(() => cagePids(parent.pid).length === 2);
    const pids = cagePids(parent.pid);
    expect(pids).toHaveLength(2);
    // By now they calculate.
    await new Promise((resolve) => setTimeout(resolve, 500));
    parent.kill('SIGKILL');
    await once(parent, 'exit');
    await until(() => !pids.some(isRunning));
    expect(pids.filter(isRunning)).toEqual([]);
  });

  it('lets only two run at a time, and the others wait for their turn', async () => {
    const texts = Array.from({ length: 6 }, (_, index) => `SELECT ${index}, sum(range) FROM range(1e7::INT)`);
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
