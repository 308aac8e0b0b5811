import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { AppProcess } from '../support/app-process';
import { DatabaseProxy } from '../support/database-proxy';
import { Client } from './support/client';
import { createOwner, type Owner } from './support/people';
import { PostgresServer } from './support/postgres';
import { SIZES } from './support/sizes';
import { say } from './support/until';
import { prepare, startApp, startWorld, type World } from './support/world';

const EXITS_WITHIN_MS = 20_000;
const CLIENTS = 16;
/** Half of them connect anew for each request; on a busy machine so many of those come while the door closes. */
const SHUT_OUT_MAX = 4;

let server: PostgresServer;
let proxy: DatabaseProxy;
let world: World;
let owner: Owner;
beforeAll(async () => {
  server = PostgresServer.create();
  await prepare(server);
  proxy = await DatabaseProxy.start(server.url);
  world = await startWorld({ processes: 2, server, url: proxy.url });
  owner = await createOwner(world.sql);
});
afterAll(async () => {
  await world?.stop();
  await proxy?.stop();
});

/** SIGTERM, and how the process ended. */
async function terminate(app: AppProcess): Promise<unknown[]> {
  const exited = once(app.process, 'exit', { signal: AbortSignal.timeout(EXITS_WITHIN_MS) });
  app.process.kill('SIGTERM');
  return exited;
}

it('every request that has begun is answered in full, on whatever connection, and the process ends with 0', async () => {
  const [app] = world.apps;
  if (!app) throw new Error('an application runs');
  const clients = [new Client(), new Client({ keepAlive: false })];
  // Idle connections, which nobody may wait for.
  await Promise.all(clients.map((client) => client.ask(app.origin, '/api/health/live')));
  // Slow enough to be under way when the process is told to stop, and done long before its patience ends.
  proxy.delayMs = 100;
  const asked = Array.from({ length: CLIENTS }, (_, i) =>
    clients[i % 2]?.ask(app.origin, '/api/users/me', { secret: owner.secret }),
  );
  const answering = Promise.all(asked);
  // Connections are let in one after the other: once a later one is answered, all of these have been.
  await new Client({ keepAlive: false }).ask(app.origin, '/api/health/live');
  const exit = await terminate(app);
  proxy.delayMs = 0;
  const answers = await answering;
  expect(answers.map((answer) => answer?.status)).toEqual(asked.map(() => 200));
  expect(answers.every((answer) => JSON.parse(answer?.body ?? '').api_key.name === 'The first')).toBe(true);
  expect(exit).toEqual([0, null]);
  for (const client of clients) client.close();
  world.apps[0] = await startApp(proxy.url);
});

it('clients that go elsewhere when they cannot connect notice nothing of a process that is stopped', async () => {
  const failures: string[] = [];
  /** Connections that came in the very moment in which the door was closed, and were cut unheard. */
  const shutOut: string[] = [];
  let [answered, moved, isOver] = [0, 0, false];
  /** Asks one process until it refuses connections, and then another. */
  const work = async (client: Client) => {
    for (let at = 0; !isOver; ) {
      const origin = world.apps[at % 2]?.origin ?? '';
      try {
        const { status } = await client.ask(origin, '/api/users/me', { secret: owner.secret });
        if (status === 200) answered += 1;
        else failures.push(`answered ${status}`);
      } catch (error) {
        const { code, isKept } = error as NodeJS.ErrnoException & { isKept: boolean };
        if (code === 'ECONNRESET' && !isKept) shutOut.push(String(error));
        else if (code !== 'ECONNREFUSED') failures.push(String(error));
        at += 1;
        moved += 1;
      }
    }
  };
  const clients = Array.from({ length: CLIENTS }, (_, i) => new Client({ keepAlive: i % 2 === 0 }));
  const working = Promise.all(clients.map(work));
  for (let stop = 0; stop < SIZES.stops; stop += 1) {
    await sleep(300);
    const app = world.apps[stop % 2];
    if (!app) throw new Error('an application runs');
    expect(await terminate(app)).toEqual([0, null]);
    world.apps[stop % 2] = await startApp(proxy.url);
  }
  isOver = true;
  await working;
  for (const client of clients) client.close();
  say(
    `${SIZES.stops} stops under load: ${answered} requests answered, ${moved} went elsewhere, ${failures.length} failed, ${shutOut.length} new connections were shut out`,
  );
  expect(failures).toEqual([]);
  // The system has accepted such a connection, and cuts it with the door; only somebody in front could hold it.
  expect(shutOut.length).toBeLessThanOrEqual(SIZES.stops * SHUT_OUT_MAX);
  expect(moved).toBeGreaterThan(0);
});
