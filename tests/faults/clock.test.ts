import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { AppProcess } from '../support/app-process';
import { createOwner, insertKey, type Owner } from './support/people';
import { say } from './support/until';
import { createKey } from './support/victims';
import { startApp, startWorld, type World } from './support/world';

const HOUR_MS = 3_600_000;
const HOUR_IN_DAYS = 1 / 24;
const JUMPS = [-3 * HOUR_MS, 3 * HOUR_MS, -26 * HOUR_MS, 0];
/** What a process may use of a core while nobody asks it anything. */
const IDLE_MS = 2_000;
const IDLE_CPU_MS = 1_000;
/** In which Linux counts, on every machine there is. */
const TICK_MS = 10;

let world: World;
let jumping: AppProcess;
let owner: Owner;
beforeAll(async () => {
  world = await startWorld({ processes: 1 });
  jumping = await startApp(world.server.url, {
    NODE_OPTIONS: `--import ${path.resolve('tests/faults/support/shifted-clock.mjs')}`,
    QARION_WORKER: 'on',
  });
  world.apps.push(jumping);
  owner = await createOwner(world.sql);
});
afterAll(() => world.stop());

/** Lets the clock jump, and returns once the process has said what it shows. */
async function jump(clockShiftMs: number): Promise<void> {
  const told = new Promise<number>((resolve) => {
    const listen = ({ clock }: { clock?: number }) => {
      if (clock === undefined) return; // The server has things of its own to tell.
      jumping.process.off('message', listen);
      resolve(clock);
    };
    jumping.process.on('message', listen);
  });
  jumping.process.send?.({ clockShiftMs });
  expect(Math.abs((await told) - Date.now() - clockShiftMs)).toBeLessThan(HOUR_MS / 10);
}

/** The answer of each process: the one whose clock is right, and the one whose clock jumps. */
async function answers(secret: string): Promise<string[]> {
  return Promise.all(
    world.apps.map(async ({ origin }) => {
      const { status, body } = await world.client.ask(origin, '/api/users/me', { secret });
      return status === 200 ? 'accepted' : `${status} ${JSON.parse(body).code}`;
    }),
  );
}

async function lastUsed(name: string): Promise<number> {
  const [row] = await world.sql(
    'SELECT (extract(epoch FROM last_used_at) * 1000)::float8 AS at FROM api_keys WHERE user_id = $1 AND name = $2',
    [owner.id, name],
  );
  return Number(row?.at);
}

it('a clock that jumps in one process neither brings a key back nor takes one away', async () => {
  const expired = await insertKey(world.sql, owner, { name: 'Expired', expiresInDays: -HOUR_IN_DAYS });
  const valid = await insertKey(world.sql, owner, { name: 'Valid', expiresInDays: HOUR_IN_DAYS });
  const revoked = await createKey(world, owner);
  const question = { method: 'DELETE', secret: owner.secret };
  await world.client.ask(world.anyOrigin(), `/api/api-keys/${revoked.id}`, question);
  for (const shift of JUMPS) {
    await jump(shift);
    const found = {
      expired: await answers(expired.secret),
      valid: await answers(valid.secret),
      revoked: await answers(revoked.secret),
    };
    expect({ shift, ...found }).toEqual({
      shift,
      expired: ['401 expired', '401 expired'],
      valid: ['accepted', 'accepted'],
      revoked: ['401 revoked', '401 revoked'],
    });
  }
});

it('"last used" is told by the database’s clock and never goes back, whatever the clocks of the processes say', async () => {
  const { secret } = await insertKey(world.sql, owner, { name: 'Used' });
  let latest = 0;
  for (const shift of [0, ...JUMPS, -HOUR_MS]) {
    await jump(shift);
    expect(await answers(secret)).toEqual(['accepted', 'accepted']);
    await sleep(100);
    const now = await lastUsed('Used');
    expect(now).toBeGreaterThanOrEqual(latest);
    expect(Math.abs(Date.now() - now)).toBeLessThan(HOUR_MS / 10);
    latest = now;
  }
  expect(latest).toBeGreaterThan(0);
});

it('a process whose clock jumped does nothing while nothing is asked of it, has nothing to complain of, and stops with 0', async () => {
  for (const shift of JUMPS) {
    await jump(shift);
    await sleep(200);
    const before = cpuMs(jumping);
    await sleep(IDLE_MS);
    const used = cpuMs(jumping) - before;
    say(`clock shifted by ${shift / HOUR_MS} hours: ${used} ms of CPU in ${IDLE_MS} ms`);
    expect(used).toBeLessThan(IDLE_CPU_MS);
  }
  const exited = once(jumping.process, 'exit');
  jumping.process.kill('SIGTERM');
  expect(await exited).toEqual([0, null]);
  // At this level each line of the log is a complaint.
  expect(jumping.log()).not.toContain('"level"');
});

function cpuMs({ process: { pid } }: AppProcess): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
}
