import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { Ledger } from './support/ledger';
import { BACK_WITHIN_MS, SIZES } from './support/sizes';
import { say, until } from './support/until';
import { startApp, startWorld, type World } from './support/world';

/** Everything that can be killed or restarted, while clients write. */
const AWAY_MS = 500;

let world: World;
let ledger: Ledger;
beforeAll(async () => {
  world = await startWorld({ processes: 2 });
});
afterAll(() => world.stop());
beforeEach(async () => {
  ledger = await Ledger.start(world);
});
afterEach(() => ledger.stop());

async function expectNothingLost(what: string): Promise<void> {
  await sleep(SIZES.writingMs);
  await ledger.stop();
  expect(ledger.faults.slice(0, 5)).toEqual([]);
  expect((await ledger.contradictions()).slice(0, 5)).toEqual([]);
  say(ledger.describe(what));
  const done = await ledger.doneAllTheSame();
  say(
    `${what}: of ${ledger.unsure.size} deletions without an acknowledgement, ${done} were made all the same`,
  );
}

const OUTAGES: [what: string, strike: (world: World) => Promise<void>][] = [
  ['kill -9 of the database and all its processes', async ({ server }) => server.kill()],
  ['a fast restart of the database', ({ server }) => server.stop('fast')],
  ['an immediate restart of the database', ({ server }) => server.stop('immediate')],
];

describe.each(Array.from({ length: SIZES.outages }, (_, i) => i + 1))('time %i', () => {
  it.each(OUTAGES)(
    '%s under writes is 503 and nothing else, loses nothing that was acknowledged, and is over by itself',
    async (what, strike) => {
      await sleep(SIZES.writingMs);
      await strike(world);
      await sleep(AWAY_MS);
      expect(ledger.unavailable).toBeGreaterThan(0);
      await world.server.start();
      say(`${what}: served again after ${await ledger.untilServed(BACK_WITHIN_MS)} ms`);
      await expectNothingLost(what);
      expect(ledger.broken).toBe(0);
    },
  );

  it('kill -9 of one connection’s process, after which the database starts all over, is 503 and loses nothing', async () => {
    await sleep(SIZES.writingMs);
    await world.server.killOneBackend();
    await sleep(100);
    await until(() => world.server.isServing(), 'the database has started all over', 30_000);
    say(`one backend: served again after ${await ledger.untilServed(BACK_WITHIN_MS)} ms`);
    await expectNothingLost('kill -9 of one backend');
    expect(ledger.unavailable).toBeGreaterThan(0);
    expect(ledger.broken).toBe(0);
  });

  it('kill -9 of an application under writes loses nothing that was acknowledged, and the others go on', async () => {
    await sleep(SIZES.writingMs);
    const [victim, survivor] = world.apps;
    if (!victim || !survivor) throw new Error('two applications run');
    const exited = once(victim.process, 'exit');
    victim.process.kill('SIGKILL');
    await exited;
    const served = ledger.served;
    await sleep(SIZES.writingMs);
    expect(ledger.served).toBeGreaterThan(served);
    expect(ledger.broken).toBeGreaterThan(0);
    world.apps[0] = await startApp(world.server.url);
    say(`app: served again after ${await ledger.untilServed(BACK_WITHIN_MS)} ms`);
    await expectNothingLost('kill -9 of an application');
    expect(ledger.unavailable).toBe(0);
  });
});
