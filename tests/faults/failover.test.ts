import { setTimeout as sleep } from 'node:timers/promises';
import { DatabaseProxy } from '../support/database-proxy';
import { Ledger } from './support/ledger';
import { PostgresServer } from './support/postgres';
import { BACK_WITHIN_MS, SIZES } from './support/sizes';
import { say, until } from './support/until';
import { prepare, startWorld, type World } from './support/world';

/**
 * A primary and a replica that acknowledges every commit with it. The driver
 * takes one host in DATABASE_URL, so something in front decides which server
 * that is, as an address that moves or a proxy does: here a switch for TCP.
 */
let primary: PostgresServer;
let replica: PostgresServer;
let proxy: DatabaseProxy;
let world: World;
beforeAll(async () => {
  primary = PostgresServer.create({ wal_level: 'replica', synchronous_standby_names: '' });
  await prepare(primary);
  await primary.stop();
  replica = PostgresServer.copyOf(primary, {
    primary_conninfo: `host=${primary.folder} user=postgres application_name=replica`,
  });
  replica.beStandby();
  await primary.start();
  await replica.start();
  await primary.sql("ALTER SYSTEM SET synchronous_standby_names = 'replica'", [], 'postgres');
  await primary.sql('SELECT pg_reload_conf()', [], 'postgres');
  const state = "SELECT sync_state FROM pg_stat_replication WHERE application_name = 'replica'";
  await until(
    async () => (await primary.sql(state))[0]?.sync_state === 'sync',
    'the replica acknowledges',
    30_000,
  );
  proxy = await DatabaseProxy.start(primary.url);
  world = await startWorld({ processes: 2, server: primary, url: proxy.url });
});
afterAll(async () => {
  await world?.stop();
  await proxy?.stop();
  replica?.remove();
});

it('a replica takes over from a killed primary: nothing acknowledged is lost, and no process is restarted', async () => {
  const ledger = await Ledger.start(world);
  try {
    await sleep(SIZES.writingMs);
    primary.kill();
    await sleep(200);
    // Where addresses move before the replica knows that it is the primary, it refuses to write.
    proxy.pointTo(replica.url);
    const before = ledger.served;
    await until(() => ledger.served > before, 'the replica answers what only reads', BACK_WITHIN_MS);
    await replica.sql('SELECT pg_promote()', [], 'postgres');
    say(`failover: served again after ${await ledger.untilServed(BACK_WITHIN_MS)} ms`);
    const made = ledger.alive.size + ledger.dead.size;
    await until(() => ledger.alive.size + ledger.dead.size > made, 'keys are made again', BACK_WITHIN_MS);
    await sleep(SIZES.writingMs);
    await ledger.stop();
    expect(ledger.unavailable).toBeGreaterThan(0);
    expect(ledger.faults.slice(0, 5)).toEqual([]);
    expect((await ledger.contradictions()).slice(0, 5)).toEqual([]);
    expect(ledger.broken).toBe(0);
    say(ledger.describe('failover to the replica'));
  } finally {
    await ledger.stop();
  }
});
