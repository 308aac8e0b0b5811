import { randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type APIRequestContext, type APIResponse, expect } from '@playwright/test';
import { bearer } from './key-page';
import { createSpace } from './spaces';
import type { World } from './world';

/** A space whose source `files` has one table: `orders`, with an id and a status. */
export type Team = {
  slug: string;
  checks: string;
  /** Replaces the file: an order for each status. */
  writeOrders(statuses: string[]): void;
};

export async function createTeam(world: World, members: Parameters<typeof createSpace>[1]): Promise<Team> {
  const slug = await createSpace(world, members);
  const folder = path.join(world.files, slug);
  mkdirSync(folder);
  const insert =
    "INSERT INTO sources (id, space_id, name, kind, location) SELECT $1, id, 'files', 'files', slug FROM spaces WHERE slug = $2";
  await world.sql(insert, [randomUUID(), slug]);
  return {
    slug,
    checks: `/spaces/${slug}/checks`,
    writeOrders(statuses) {
      const rows = statuses.map((status, index) => `${index + 1},${status}`);
      writeFileSync(path.join(folder, 'orders.csv'), ['id,status', ...rows, ''].join('\n'));
    },
  };
}

export const PAID_ORDERS = {
  slug: 'paid-orders',
  name: 'Orders that were paid',
  check_type: 'sql_metric',
  source: 'files',
  query: "SELECT count(*) FROM orders WHERE status = 'paid'",
  thresholds: { critical: { operator: 'gte', value: 2 } },
};

/** Creates a check over the API, with the key of an editor. */
export async function addCheck(
  request: APIRequestContext,
  secret: string,
  { slug: space }: Team,
  check: object = PAID_ORDERS,
): Promise<{ id: string; slug: string }> {
  const answer = await request.post('/api/quality/checks', {
    headers: bearer(secret),
    data: { space, ...check },
  });
  expect(answer.status()).toBe(201);
  return answer.json();
}

/** Runs a check as a pipeline would, and waits for the result. */
export function runByApi(
  request: APIRequestContext,
  secret: string,
  { slug: space }: Team,
  check = PAID_ORDERS.slug,
): Promise<APIResponse> {
  const headers = { ...bearer(secret), Prefer: 'wait=30' };
  return request.post(`/api/s/${space}/quality/${check}/run`, { headers });
}
