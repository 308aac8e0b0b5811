import { revokeApiKey } from '@/lib/api-keys/api-keys';
import { generateSecret } from '@/lib/api-keys/token';
import { flushUses } from '@/lib/api-keys/usage/last-used';
import { authenticateApiKey } from '@/lib/auth/authenticate-api-key';
import { operatorActor } from '@/lib/auth/operator';
import { db, pool } from '@/lib/db';
import { triggerCheck } from '@/lib/executions/executions';
import { OUTCOMES } from '@/lib/metrics/outcomes';
import { metrics } from '@/lib/metrics/registry';
import { setUserActive } from '@/lib/users/users';
import { createTestSpace } from '../support/executions';
import { createTenant, type Tenant } from '../support/factories';
import { call } from '../support/routes';
import { setKeyColumn } from '../support/rows';
import { outcomesOf, samplesOf } from '../support/scrapes';

const verify = (authorization?: string) => {
  const headers = new Headers(authorization === undefined ? [] : [['authorization', authorization]]);
  return authenticateApiKey(new Request('http://localhost/api/users/me', { headers }));
};

/** What counting by the registry itself says, which no scrape's freshness stands before. */
const counted = async () => outcomesOf(await metrics().registry.metrics());

const swapped = (secret: string) => `${secret.slice(0, -1)}${secret.endsWith('0') ? '1' : '0'}`;

const ENDINGS: [outcome: string, prepare: (tenant: Tenant) => Promise<string | undefined>][] = [
  ['accepted', async ({ secret }) => `Bearer ${secret}`],
  ['missing', async () => undefined],
  ['malformed', async ({ secret }) => `Bearer ${secret}x`],
  ['checksum', async ({ secret }) => `Bearer ${swapped(secret)}`],
  ['unknown', async () => `Bearer ${generateSecret()}`],
  [
    'revoked',
    async ({ actor, apiKey, secret }) => {
      await revokeApiKey(actor, apiKey.id);
      return `Bearer ${secret}`;
    },
  ],
  [
    'expired',
    async ({ apiKey, secret }) => {
      await setKeyColumn(apiKey.id, 'expires_at', new Date(0));
      return `Bearer ${secret}`;
    },
  ],
  [
    'owner_deactivated',
    async ({ actor, secret }) => {
      await setUserActive(operatorActor(), actor.email, false);
      return `Bearer ${secret}`;
    },
  ],
];

describe('verifications', () => {
  it.each(ENDINGS)('that end as %s are counted as that and as nothing else', async (outcome, prepare) => {
    const authorization = await prepare(await createTenant());
    const before = await counted();
    await verify(authorization).catch(() => undefined);
    const after = await counted();
    const risen = Object.keys(after).filter((name) => after[name] !== before[name]);
    expect(risen).toEqual([outcome]);
    expect(after[outcome]).toBe((before[outcome] ?? 0) + 1);
  });

  it('are told of under every outcome there is from the start, so that a first one is seen to rise', async () => {
    expect(Object.keys(await counted()).sort()).toEqual([...OUTCOMES].sort());
  });

  it('are timed when they asked the database, and only then', async () => {
    const { secret } = await createTenant();
    const timed = async () =>
      samplesOf(await metrics().registry.metrics()).get('qarion_key_verification_duration_seconds_count') ??
      0;
    const before = await timed();
    await verify(`Bearer ${secret}`);
    await verify(`Bearer ${secret}x`).catch(() => undefined);
    await verify(`Bearer ${swapped(secret)}`).catch(() => undefined);
    expect(await timed()).toBe(before + 1);
  });
});

describe('a scrape', () => {
  it('says how many executions wait and run, and how the connections are', async () => {
    await flushUses();
    const space = await createTestSpace();
    // Nobody runs them: one is started here, and two of another check wait.
    const [first, second] = [await space.addCheck(), await space.addCheck()];
    const [started] = [await triggerCheck(space.actor, first), await triggerCheck(space.actor, second)];
    await triggerCheck(space.actor, second);
    await pool().query(`UPDATE executions SET status = 'RUNNING' WHERE id = $1`, [started.id]);
    const scraped = await call('GET', '/metrics');
    expect(scraped.status).toBe(200);
    expect(scraped.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
    expect(scraped.headers.get('cache-control')).toBe('no-store');
    const samples = samplesOf(await scraped.text());
    expect(samples.get('qarion_database_up')).toBe(1);
    expect(samples.get('qarion_executions{state="queued"}')).toBe(2);
    expect(samples.get('qarion_executions{state="running"}')).toBe(1);
    expect(samples.get('qarion_database_pool_size')).toBeGreaterThan(0);
    expect(samples.get('qarion_database_pool_connections')).toBeGreaterThan(0);
    expect(samples.get('qarion_database_pool_waiting_requests')).toBe(0);
    expect([...samples.keys()].filter((name) => name.startsWith('qarion_build_info{version="'))).toHaveLength(
      1,
    );
    expect(samples.has('nodejs_eventloop_lag_seconds')).toBe(true);
    expect(samples.has('process_resident_memory_bytes')).toBe(true);
  });

  it('asks the database one thing, whoever asks and however many do', async () => {
    const asked = jest.spyOn(db(), '$queryRaw');
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    const texts = await Promise.all(
      Array.from({ length: 20 }, async () => (await call('GET', '/metrics')).text()),
    );
    expect(new Set(texts).size).toBe(1);
    expect(asked).toHaveBeenCalledTimes(1);
    asked.mockRestore();
  });
});

describe('a scrape that the database lets wait', () => {
  const stale = () => new Promise((resolve) => setTimeout(resolve, 1_100));

  it('is answered before the database answers, says so, and asks nothing more while it waits', async () => {
    await stale();
    const client = await pool().connect();
    const hanging = async () =>
      (
        await pool().query(
          `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
        )
      ).rowCount;
    await client.query('BEGIN');
    await client.query('LOCK TABLE executions IN ACCESS EXCLUSIVE MODE');
    try {
      for (const _time of ['once', 'twice']) {
        const samples = samplesOf(await (await call('GET', '/metrics')).text());
        expect(samples.get('qarion_database_up')).toBe(0);
        expect([...samples.keys()].filter((name) => name.startsWith('qarion_executions'))).toEqual([]);
        expect(await hanging()).toBe(1);
        await stale();
      }
    } finally {
      await client.query('ROLLBACK');
      client.release();
    }
    expect(samplesOf(await (await call('GET', '/metrics')).text()).get('qarion_database_up')).toBe(1);
  });
});
