import { readFileSync } from 'node:fs';
import os from 'node:os';
import { say } from '../scripts/lib/terminal';
import { DataFolder, interrupt, ready, request, startPlatform } from '../tests/process/support/platform';
import { startTestDatabase } from '../tests/support/database-server';
import { withClient } from '../tests/support/sql';
import { ON_DATABASE, ON_FILES, SCHEDULES } from './lib/attacks';
import { line, mediansOf, type Outcome } from './lib/results';
import { median, percentile } from './lib/statistics';

/*
 * How much slower other requests are answered while the worst queries we could
 * think of are tried without a pause, all of them at once, on files and on a
 * database: the latency of three ordinary requests, quiet and attacked in turns.
 * The attacked database is another machine's in earnest; here it runs on this one,
 * behind everything else.
 */
const ROUNDS = 7;
const REQUESTS = 150;
/** Pause between two requests, as separate people would leave it. */
const PAUSE_MS = 5;
/** Between two tries of one attack; those that are refused at once would else be a flood of requests, which is another attack. */
const RETRY_MS = 500;
const ORDINARY = ['/users/me', '/spaces', '/quality/checks?space=my-space'];

export async function run(): Promise<Outcome> {
  const database = await startTestDatabase();
  const folder = new DataFolder();
  try {
    const source = await prepareDatabase(database.url);
    return await measureOn(folder, { QARION_EXECUTION_TIMEOUT_SECONDS: '5', QARION_SOURCE_BENCH: source });
  } finally {
    await folder.remove();
    await database.stop();
  }
}

async function measureOn(folder: DataFolder, env: Record<string, string>): Promise<Outcome> {
  const platform = await ready(
    await startPlatform(folder, { LOG_LEVEL: 'warn', QARION_RATE_LIMIT: 'off', ...env }),
  );
  try {
    const reader = await folder.makeKey('viewer@example.com');
    const attacker = await folder.makeKey('editor@example.com');
    await addDatabase(folder, platform.origin);
    const measure = () => latencies(platform.origin, reader);
    await measure();
    const medians = { quiet: [] as number[], attacked: [] as number[] };
    const ratios: { median: number; p95: number }[] = [];
    for (let round = 1; round <= ROUNDS; round += 1) {
      const quiet = await measure();
      const attacks = startAttacks(platform.origin, attacker);
      await pause(500);
      const attacked = await measure();
      const tried = await attacks.stop();
      medians.quiet.push(median(quiet));
      medians.attacked.push(median(attacked));
      ratios.push({
        median: median(attacked) / median(quiet),
        p95: percentile(attacked, 0.95) / percentile(quiet, 0.95),
      });
      const [before, during] = [quiet, attacked].map(
        (all) => `${median(all).toFixed(1)}/${percentile(all, 0.95).toFixed(1)}`,
      );
      say(`round ${round}: quiet ${before} ms, attacked ${during} ms (median/p95); answered: ${tried}`);
    }
    const lines = [
      line(
        'attacked / quiet, median',
        ratios.map((ratio) => ratio.median),
        { atMost: 2 },
      ),
      line(
        'attacked / quiet, 95th percentile',
        ratios.map((ratio) => ratio.p95),
      ),
    ];
    return { lines, numbers: { unit: 'ms at the median', ...mediansOf(medians) } };
  } finally {
    await interrupt(platform);
  }
}

/** A role that may only read, on a server at the lowest priority. Returns the URL of both. */
async function prepareDatabase(serverUrl: string): Promise<string> {
  await withClient(serverUrl, async (client) => {
    await client.query('DROP ROLE IF EXISTS bench; CREATE ROLE bench LOGIN');
    const { rows } = await client.query<{ data_directory: string }>('SHOW data_directory');
    const pidFile = `${rows[0]?.data_directory}/postmaster.pid`;
    os.setPriority(Number.parseInt(readFileSync(pidFile, 'utf8'), 10), os.constants.priority.PRIORITY_LOW);
  });
  const url = new URL(serverUrl);
  url.username = 'bench';
  return url.href;
}

async function addDatabase(folder: DataFolder, origin: string): Promise<void> {
  const body = JSON.stringify({ kind: 'postgres', name: 'bench', location: 'QARION_SOURCE_BENCH' });
  await folder.query(`UPDATE users SET is_superadmin = true WHERE email = 'admin@example.com'`);
  const superadmin = await folder.makeKey('admin@example.com');
  const added = await request(origin, superadmin, '/spaces/my-space/sources', { method: 'POST', body });
  if (added.status !== 201) throw new Error(`the source was not added: ${await added.text()}`);
}

async function latencies(origin: string, secret: string): Promise<number[]> {
  const all: number[] = [];
  for (let count = 0; count < REQUESTS; count += 1) {
    const pathname = ORDINARY[count % ORDINARY.length];
    const startedAt = performance.now();
    const response = await request(origin, secret, pathname);
    await response.text();
    if (response.status !== 200) throw new Error(`GET ${pathname} answered ${response.status}`);
    all.push(performance.now() - startedAt);
    await pause(PAUSE_MS);
  }
  return all;
}

/** Keeps all attacks going until it is told to stop, and says what they were answered. */
function startAttacks(origin: string, secret: string) {
  let isStopping = false;
  const outcomes = new Map<string, number>();
  const attack = async (pathname: string, body: object) => {
    while (!isStopping) {
      const init = { method: 'POST', body: JSON.stringify({ space: 'my-space', ...body }) };
      const response = await request(origin, secret, pathname, init);
      const { status: outcome, code } = await response.json();
      if (response.status >= 500 && code !== 'source_unavailable')
        throw new Error(`an attack worked: ${code}`);
      const name = `${response.status} ${code ?? outcome}`;
      outcomes.set(name, (outcomes.get(name) ?? 0) + 1);
      await pause(RETRY_MS);
    }
  };
  const check = { check_type: 'sql_metric', thresholds: { critical: { operator: 'gte', value: 0 } } };
  const preview = (source: string) => (query: string) =>
    attack('/quality/checks/preview', { ...check, source, query });
  // Settled, so that one that fails is told of when they are stopped and not before.
  const running = Promise.allSettled([
    ...ON_FILES.map(preview('files')),
    ...ON_DATABASE.map(preview('bench')),
    ...SCHEDULES.map((cron) =>
      attack('/quality/checks', { slug: 'a', name: 'A', check_type: 'custom', schedule: { cron } }),
    ),
  ]);
  return {
    stop: async () => {
      isStopping = true;
      for (const one of await running) if (one.status === 'rejected') throw one.reason;
      return [...outcomes].map(([name, count]) => `${count} x ${name}`).join(', ');
    },
  };
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
