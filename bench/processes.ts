import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { ensureBuild } from '../scripts/lib/build';
import { type AppProcess, startAppProcess } from '../tests/support/app-process';
import { ENVIRONMENT } from './lib/app';
import { withDatabases } from './lib/databases';
import { fillWithKeys } from './lib/fill';
import { requestsPerSecond, withKey } from './lib/http-load';
import { line, mediansOf, type Outcome } from './lib/results';
import { inRounds } from './lib/rounds';
import { ratiosOf } from './lib/statistics';

/*
 * How many more requests are answered by two and by four processes than by one,
 * on one database, behind a balancer that deals connections out in turn; all of
 * them on this machine, and the load and the database too.
 */
const KEYS = 256;
const COUNTS = [1, 2, 4];
const ROUNDS = { rounds: 7, turns: 2 };
const LOAD = { connections: 32, amount: 800, status: 200 };

export async function run(): Promise<Outcome> {
  await ensureBuild();
  return await withDatabases(async ({ create }) => {
    const url = await create('processes');
    const requests = (await fillWithKeys(url, KEYS)).map((secret) => withKey('/api/users/me', secret));
    const apps: AppProcess[] = [];
    const balancers: Awaited<ReturnType<typeof startBalancer>>[] = [];
    try {
      for (let count = 0; count < Math.max(...COUNTS); count += 1) {
        apps.push(await startAppProcess(url, ENVIRONMENT));
      }
      for (const count of COUNTS) balancers.push(await startBalancer(apps.slice(0, count)));
      const [one, two, four] = balancers.map(
        ({ origin }) =>
          () =>
            requestsPerSecond(origin, { requests, ...LOAD }),
      );
      if (!one || !two || !four) throw new Error('There is a balancer for each count.');
      return outcomeOf(await inRounds({ one, two, four }, ROUNDS));
    } finally {
      for (const { stop } of balancers) await stop();
      for (const app of apps) await app.stop();
    }
  });
}

function outcomeOf(series: Record<'one' | 'two' | 'four', number[]>): Outcome {
  return {
    lines: [
      line('2 processes / 1', ratiosOf(series.two, series.one)),
      line('4 processes / 1', ratiosOf(series.four, series.one)),
    ],
    numbers: { unit: 'requests a second on 32 connections', ...mediansOf(series) },
  };
}

async function startBalancer(apps: AppProcess[]) {
  const ports = apps.map(({ origin }) => new URL(origin).port);
  const child = fork(path.join(__dirname, 'lib/round-robin.ts'), ports, { execArgv: ['--import', 'tsx'] });
  const [{ port }] = await once(child, 'message');
  return {
    origin: `http://127.0.0.1:${port}`,
    stop: async () => {
      child.disconnect();
      await once(child, 'exit');
    },
  };
}
