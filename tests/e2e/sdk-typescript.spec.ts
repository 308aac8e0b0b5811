import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import {
  AuthenticationError,
  ConflictError,
  NotFoundError,
  PermissionDeniedError,
  Qarion,
  ValidationError,
} from '../../sdk/typescript/src/index.js';
import { type ApiWorld, startApiWorld } from './support/api-world';

/** The TypeScript SDK and the built application: what the contract’s cases say of both is so. */
const files = mkdtempSync(path.join(tmpdir(), 'qarion-sdk-files-'));
let world: ApiWorld;
let client: Qarion;
let space: string;

const clientWith = (apiKey: string) => new Qarion({ apiKey, baseUrl: `${world.origin}/api` });

test.beforeAll(async () => {
  world = await startApiWorld({ QARION_FILES_DIR: files });
  client = clientWith(world.keys.good);
  space = (await client.spaces.list())[0]?.slug ?? '';
  mkdirSync(path.join(files, 'shop'));
  writeFileSync(path.join(files, 'shop/orders.csv'), 'id,customer_id\n1,7\n2,\n3,\n');
  await world.sql(
    "INSERT INTO sources (id, space_id, name, kind, location) SELECT gen_random_uuid(), id, 'shop', 'files', 'shop' FROM spaces WHERE slug = $1",
    [space],
  );
});
test.afterAll(async () => {
  await world.stop();
  rmSync(files, { recursive: true });
});

test('a key is told who it is, and what it may see', async () => {
  const me = await client.users.me();
  expect(me.apiKey.keyPrefix).toBe(world.keys.good.slice(0, 19));
  expect(me.spaces.map(({ slug }) => slug)).toEqual([space]);
  expect(await client.spaces.get(space)).toMatchObject({ role: 'editor', memberCount: 1 });
});

test('a check is made, run to its result, changed, looked back on and archived', async () => {
  const made = await client.quality.create(space, {
    slug: 'customers',
    name: 'Orders without a customer',
    checkType: 'null_check',
    source: 'shop',
    configuration: { table: 'orders', column: 'customer_id' },
    thresholds: { critical: { operator: 'lte', value: 1 } },
  });
  expect(await client.quality.trigger(space, 'customers')).toMatchObject({ status: 'FAIL', value: 2 });

  const thresholds = { critical: { operator: 'lte', value: 5 } } as const;
  const changed = await client.quality.update(space, 'customers', { thresholds, version: made.version });
  expect(changed).toMatchObject({ thresholds, name: made.name });
  const stale = client.quality.update(space, 'customers', { name: 'Late', version: made.version });
  await expect(stale).rejects.toBeInstanceOf(ConflictError);

  const queued = await client.quality.trigger(space, 'customers', { wait: false });
  expect(await client.quality.wait(queued.id)).toMatchObject({ status: 'PASS', value: 2, id: queued.id });
  const results: string[] = [];
  for await (const { status } of client.quality.executions(space, 'customers', { size: 1 })) {
    results.push(status);
  }
  expect(results).toEqual(['PASS', 'FAIL']);

  expect((await client.quality.archive(space, 'customers')).isArchived).toBe(true);
  await expect(client.quality.trigger(space, 'customers')).rejects.toMatchObject({ code: 'check_archived' });
});

test('the same Idempotency-Key gives the same execution', async () => {
  await client.quality.create(space, { slug: 'pushed', name: 'Pushed', checkType: 'custom' });
  const push = (value: number) =>
    client.quality.push(space, 'pushed', { value, status: 'WARNING', idempotencyKey: 'once' });
  const first = await push(3);
  expect(first).toMatchObject({ status: 'WARNING', value: 3, triggeredBy: { via: 'push' } });
  expect((await push(3)).id).toBe(first.id);
  await expect(push(4)).rejects.toBeInstanceOf(ValidationError);
  expect((await client.quality.executions(space, 'pushed')).total).toBe(1);
});

test('a key is made, renamed, replaced and revoked', async () => {
  const made = await client.apiKeys.create({ name: 'From the SDK', expiresInDays: 7 });
  const own = clientWith(made.fullKey);
  expect((await own.users.me()).apiKey.name).toBe('From the SDK');
  await client.apiKeys.rename(made.id, { name: 'Renamed' });
  const next = await client.apiKeys.rotate(made.id, { overlapHours: 0 });
  await expect(own.users.me()).rejects.toBeInstanceOf(AuthenticationError);
  expect((await clientWith(next.fullKey).users.me()).apiKey.name).toBe('Renamed');
  await client.apiKeys.revoke(next.id);
  await expect(clientWith(next.fullKey).users.me()).rejects.toMatchObject({ code: 'revoked' });
});

test('another’s key sees nothing of it, and may do no more than its owner', async () => {
  const stranger = clientWith(world.keys.other);
  const { id } = (await client.users.me()).apiKey;
  await expect(stranger.quality.get(space, 'pushed')).rejects.toBeInstanceOf(NotFoundError);
  await expect(stranger.quality.trigger(space, 'pushed')).rejects.toBeInstanceOf(NotFoundError);
  await expect(stranger.apiKeys.revoke(id)).rejects.toBeInstanceOf(NotFoundError);
  await expect(stranger.apiKeys.create({ name: 'Mine' })).rejects.toBeInstanceOf(PermissionDeniedError);
  await expect(clientWith(world.keys.expired).users.me()).rejects.toMatchObject({ code: 'expired' });
});
