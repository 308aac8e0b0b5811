import { setKeyTier } from '@/lib/api-keys/administration/administration';
import { revokeApiKey } from '@/lib/api-keys/api-keys';
import { operatorActor } from '@/lib/auth/operator';
import { metrics } from '@/lib/metrics/registry';
import type { Tier } from '@/lib/tiers';
import { createKeyFor, createTenant, type Tenant } from '../support/factories';
import { call, withKey } from '../support/routes';

// Set before the environment is read, which is at the first request.
Object.assign(process.env, {
  QARION_RATE_LIMIT: 'on',
  QARION_RATE_LIMIT_STANDARD: '3/minute 5/hour',
  QARION_RATE_LIMIT_PREMIUM: '8/minute 6/hour',
});

const ask = ({ secret }: Pick<Tenant, 'secret'>, path = '/users/me') => call('GET', path, withKey(secret));

async function statusesOf(tenant: Tenant, count: number): Promise<number[]> {
  const statuses: number[] = [];
  for (let i = 0; i < count; i++) statuses.push((await ask(tenant)).status);
  return statuses;
}

const setTier = ({ apiKey }: Tenant, tier: Tier) => setKeyTier(operatorActor(), apiKey.id, { tier });
const left = (response: Response) => response.headers.get('x-ratelimit-remaining');

describe('the limits of a key', () => {
  it('are told with every answer, errors among them, and count down', async () => {
    const tenant = await createTenant();
    const before = Math.floor(Date.now() / 1000);
    const answers = [await ask(tenant), await ask(tenant, '/no/such/path'), await ask(tenant, '/api-keys/x')];
    expect(answers.map(({ status }) => status)).toEqual([200, 404, 404]);
    expect(answers.map(left)).toEqual(['2', '1', '0']);
    for (const { headers } of answers) {
      expect(headers.get('x-ratelimit-limit')).toBe('3');
      const reset = Number(headers.get('x-ratelimit-reset'));
      expect(reset).toBeGreaterThan(before);
      expect(reset).toBeLessThanOrEqual(before + 62);
    }
  });

  it('refuse the next request after the last, say until when, and what to do', async () => {
    const tenant = await createTenant();
    expect(await statusesOf(tenant, 3)).toEqual([200, 200, 200]);
    const refused = await ask(tenant);
    expect(refused.status).toBe(429);
    expect(refused.headers.get('content-type')).toBe('application/problem+json');
    const wait = Number(refused.headers.get('retry-after'));
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(60);
    expect(left(refused)).toBe('0');
    const { code, detail } = await refused.json();
    expect(code).toBe('rate_limited');
    expect(detail).toContain('used up the 3 requests that its tier, standard, has for one minute');
  });

  it('are seen by whoever watches the server', async () => {
    const count = async () =>
      (await metrics().verifications.get()).values.find(({ labels }) => labels.outcome === 'rate_limited')
        ?.value ?? 0;
    const before = await count();
    await statusesOf(await createTenant(), 5);
    expect((await count()) - before).toBe(2);
  });

  it('are the key’s own: another of the same person still has all of its requests', async () => {
    const tenant = await createTenant();
    await statusesOf(tenant, 4);
    const other = await createKeyFor(tenant.actor);
    expect(left(await ask(other))).toBe('2');
  });

  it('hold for an hour as well', async () => {
    const tenant = await createTenant();
    await setTier(tenant, 'premium');
    expect(await statusesOf(tenant, 6)).toEqual([200, 200, 200, 200, 200, 200]);
    const refused = await ask(tenant);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(3000);
    expect((await refused.json()).detail).toMatch(
      /the 6 requests .* premium, has for one hour.* \d+ minutes/,
    );
  });

  it('use up nothing of the hour with what the minute refuses', async () => {
    const tenant = await createTenant();
    await statusesOf(tenant, 9);
    const refused = await ask(tenant);
    expect((await refused.json()).detail).toContain('for one minute');
  });

  it('are those of its tier from the next request on', async () => {
    const tenant = await createTenant();
    expect(await statusesOf(tenant, 4)).toEqual([200, 200, 200, 429]);
    await setTier(tenant, 'internal');
    const answer = await ask(tenant);
    expect([answer.status, answer.headers.get('x-ratelimit-limit'), left(answer)]).toEqual([
      200,
      '1000',
      '999',
    ]);
  });

  it('stand behind the key: one that was deleted is told so, however much it has used up', async () => {
    const tenant = await createTenant();
    await statusesOf(tenant, 4);
    await revokeApiKey(tenant.actor, tenant.apiKey.id);
    const answer = await ask(tenant);
    expect([answer.status, (await answer.json()).code]).toEqual([401, 'revoked']);
    expect(left(answer)).toBeNull();
  });

  it('do not let a burst through that was sent at once', async () => {
    const tenant = await createTenant();
    const answers = await Promise.all(Array.from({ length: 20 }, () => ask(tenant)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(3);
  });

  it('do not hold for what needs no key', async () => {
    const answer = await call('GET', '/openapi.json');
    expect(answer.headers.has('x-ratelimit-limit')).toBe(false);
  });
});
