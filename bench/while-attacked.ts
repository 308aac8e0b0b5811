import { DataFolder, interrupt, ready, request, startPlatform } from '../tests/process/support/platform';
import { median, percentile } from './lib/statistics';

/*
 * How much slower other requests are answered while the worst queries we could
 * think of are being tried on the demo's source: the median and the 95th
 * percentile of `GET /users/me`, quiet and attacked in turns.
 */
const ROUNDS = 5;
const REQUESTS = 200;
/** Pause between two requests, as separate people would leave it. */
const PAUSE_MS = 5;

const ATTACKS = [
  'WITH RECURSIVE endless AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM endless) SELECT max(n) FROM endless',
  "SELECT length(repeat('x', 500000000))",
  'SELECT count(*) FROM range(1000000) AS a, range(1000000) AS b, range(1000) AS c',
  'SELECT list(n) FROM range(1000000000) AS t(n)',
];

export async function run(): Promise<void> {
  const folder = new DataFolder();
  const platform = await ready(
    await startPlatform(folder, { LOG_LEVEL: 'warn', QARION_EXECUTION_TIMEOUT_SECONDS: '5' }),
  );
  try {
    const reader = await folder.makeKey('viewer@example.com');
    const attacker = await folder.makeKey('editor@example.com');
    const measure = () => latencies(platform.origin, reader);
    await measure();
    const ratios: { median: number; p95: number }[] = [];
    for (let round = 1; round <= ROUNDS; round += 1) {
      const quiet = await measure();
      const attacks = startAttacks(platform.origin, attacker);
      await new Promise((resolve) => setTimeout(resolve, 500));
      const attacked = await measure();
      const tried = await attacks.stop();
      const ratio = {
        median: median(attacked) / median(quiet),
        p95: percentile(attacked, 0.95) / percentile(quiet, 0.95),
      };
      ratios.push(ratio);
      const line = [quiet, attacked].map(
        (all) => `${median(all).toFixed(1)}/${percentile(all, 0.95).toFixed(1)}`,
      );
      say(`round ${round}: quiet ${line[0]} ms, attacked ${line[1]} ms (median/p95), ${tried}`);
    }
    const all = (key: 'median' | 'p95') => ratios.map((ratio) => ratio[key]);
    say(
      `while-attacked: ${median(all('median')).toFixed(2)}x the quiet median, ${median(all('p95')).toFixed(2)}x the quiet p95`,
    );
  } finally {
    await interrupt(platform);
    await folder.remove();
  }
}

async function latencies(origin: string, secret: string): Promise<number[]> {
  const all: number[] = [];
  for (let count = 0; count < REQUESTS; count += 1) {
    const startedAt = performance.now();
    const response = await request(origin, secret);
    await response.text();
    if (response.status !== 200) throw new Error(`GET /users/me answered ${response.status}`);
    all.push(performance.now() - startedAt);
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  return all;
}

/** Keeps all attacks going until it is told to stop, and says what they were answered. */
function startAttacks(origin: string, secret: string) {
  let isStopping = false;
  const outcomes = new Map<string, number>();
  const attack = async (query: string) => {
    while (!isStopping) {
      const body = JSON.stringify({
        space: 'my-space',
        check_type: 'sql_metric',
        source: 'files',
        query,
        thresholds: { critical: { operator: 'gte', value: 0 } },
      });
      const response = await request(origin, secret, '/quality/checks/preview', { method: 'POST', body });
      const { status: outcome, code } = await response.json();
      const name = `${response.status} ${code ?? outcome}`;
      outcomes.set(name, (outcomes.get(name) ?? 0) + 1);
    }
  };
  const running = ATTACKS.map(attack);
  return {
    stop: async () => {
      isStopping = true;
      await Promise.all(running);
      return [...outcomes].map(([name, count]) => `${count} x ${name}`).join(', ');
    },
  };
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
