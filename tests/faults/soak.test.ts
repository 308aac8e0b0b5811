import { setTimeout as sleep } from 'node:timers/promises';
import { percentile, residentMb, slope } from './support/figures';
import { createMix } from './support/mix';
import { createOwner } from './support/people';
import { PostgresServer } from './support/postgres';
import { SOAK_MINUTES } from './support/sizes';
import { say } from './support/until';
import { prepare, startWorld, type World } from './support/world';

const CLIENTS = 16;
const RAMP_MS = 10_000;
/** The first of the minutes, in which memory may grow: caches fill, and code is compiled. */
const WARM_UP_SHARE = 0.3;
const LARGEST_SLOPE_MB_PER_MINUTE = 1;
/** The 99th percentile of the last third, as a multiple of that of the middle one. */
const LARGEST_P99_FACTOR = 2;
const TICK_MS = 10;
/** More than that at once would be another test: what a machine does that others took half of in the meantime. */
const IN_FLIGHT_MAX = 64;
const SAMPLE_MS = 1_000;

let world: World;
let nextDeed: Awaited<ReturnType<typeof createMix>>;
beforeAll(async () => {
  const server = PostgresServer.create({ shared_buffers: '128MB' });
  await prepare(server);
  await server.sql('CREATE ROLE reader LOGIN', [], 'postgres');
  await server.sql('CREATE DATABASE soak', [], 'postgres');
  const source = server.urlOf('soak').replace('postgres@', 'reader@');
  world = await startWorld({
    processes: 2,
    server,
    env: { QARION_WORKER: 'on', QARION_SOURCE_SOAK: source },
  });
  const [admin, editor] = [await createOwner(world.sql), await createOwner(world.sql)];
  nextDeed = await createMix(world, admin, editor);
});
afterAll(() => world?.stop());

/** How many requests a second there are when so many clients ask without a pause. */
async function measurePeak(): Promise<number> {
  let [count, isOver] = [0, false];
  const clients = Array.from({ length: CLIENTS }, async () => {
    for (; !isOver; count += 1) await nextDeed().run();
  });
  await sleep(RAMP_MS);
  isOver = true;
  await Promise.all(clients);
  return count / (RAMP_MS / 1000);
}

it('at half of its peak it goes on as it began: memory stays flat, no request fails, and latency is steady', async () => {
  await measurePeak(); // Cold.
  const peak = await measurePeak();
  say(
    `peak: ${Math.round(peak)} requests a second with ${CLIENTS} clients on ${world.apps.length} processes`,
  );

  const failures: string[] = [];
  const latencies: { at: number; ms: number }[] = [];
  const memory = world.apps.map(() => [] as { x: number; y: number }[]);
  const startedAt = performance.now();
  const minutes = () => (performance.now() - startedAt) / 60_000;
  const underWay = new Set<Promise<void>>();
  const send = async () => {
    const { name, expected, run } = nextDeed();
    const at = minutes();
    const sentAt = performance.now();
    const { status, body } = await run().catch((error: unknown) => ({ status: 0, body: String(error) }));
    latencies.push({ at, ms: performance.now() - sentAt });
    // A key may be deleted by another client while it is on its way.
    const isFair = status === expected || (name === 'verify another' && body.includes('"code":"revoked"'));
    if (!isFair) failures.push(`${name}: ${status} ${body.slice(0, 200)}`);
  };
  let [sent, late] = [0, 0];
  for (let sampledAt = 0; minutes() < SOAK_MINUTES; ) {
    // Requests come when they come, however long others take.
    for (const due = (peak / 2) * 60 * minutes(); sent < due; sent += 1) {
      if (underWay.size >= IN_FLIGHT_MAX) {
        late += 1;
        break;
      }
      const one = send().finally(() => underWay.delete(one));
      underWay.add(one);
    }
    if (performance.now() - sampledAt > SAMPLE_MS) {
      sampledAt = performance.now();
      world.apps.forEach(({ process: { pid } }, i) => {
        memory[i]?.push({ x: minutes(), y: residentMb(pid ?? 0) });
      });
    }
    await sleep(TICK_MS);
  }
  await Promise.all(underWay);

  const from = SOAK_MINUTES * WARM_UP_SHARE;
  const slopes = memory.map((points) => slope(points.filter(({ x }) => x >= from)));
  for (const [i, points] of memory.entries()) {
    const last = points.at(-1)?.y ?? Number.NaN;
    const largest = Math.max(...points.map(({ y }) => y));
    say(
      `process ${i}: ${slopes[i]?.toFixed(2)} MB a minute after the first ${from} of ${SOAK_MINUTES} minutes, ${last.toFixed(0)} MB at the end, ${largest.toFixed(0)} MB at most`,
    );
  }
  const third = (n: number) =>
    latencies
      .filter(({ at }) => at >= (SOAK_MINUTES * n) / 3 && at < (SOAK_MINUTES * (n + 1)) / 3)
      .map(({ ms }) => ms);
  const p99 = [0, 1, 2].map((n) => percentile(third(n), 0.99));
  say(
    `${latencies.length} requests, ${late} times held back, ${failures.length} failed; p99 of the thirds: ${p99.map((ms) => `${ms.toFixed(0)} ms`).join(', ')}; p50 ${percentile(third(2), 0.5).toFixed(1)} ms`,
  );
  expect(failures.slice(0, 5)).toEqual([]);
  for (const growth of slopes) expect(growth).toBeLessThan(LARGEST_SLOPE_MB_PER_MINUTE);
  expect((p99[2] ?? 0) / (p99[1] ?? 0)).toBeLessThan(LARGEST_P99_FACTOR);
});
