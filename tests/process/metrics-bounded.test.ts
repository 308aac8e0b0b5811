import { readFileSync } from 'node:fs';
import path from 'node:path';
import { generateSecret } from '@/lib/api-keys/token';
import { isPublicApiPath } from '@/lib/http/public-paths';
import { rawRequest } from '../support/raw-http';
import { METHODS } from '../support/routes';
import { samplesOf } from '../support/scrapes';
import { DataFolder, interrupt, type Platform, ready, startPlatform } from './support/platform';
import { ROOT } from './support/processes';

/** How much somebody without a key can make the platform count. */
const folder = new DataFolder();
let platform: Platform;
beforeAll(async () => {
  platform = await ready(await startPlatform(folder, { LOG_LEVEL: 'warn', QARION_RATE_LIMIT: 'off' }));
});
afterAll(async () => {
  await interrupt(platform);
  await folder.remove();
});

/** An address of each route there is, pages included. */
function addresses(): string[] {
  const file = path.join(ROOT, '.next/routes-manifest.json');
  const { staticRoutes, dynamicRoutes } = JSON.parse(readFileSync(file, 'utf8'));
  return [...staticRoutes, ...dynamicRoutes].map(({ page }: { page: string }) =>
    page.replace(/\[+(\.\.\.)?\w+\]+/g, 'x'),
  );
}

const HEADERS = () => [
  [],
  ['Authorization: Bearer x'],
  [`Authorization: Bearer ${generateSecret()}`],
  ['Expect: x'],
  ['Host: a.example'],
];

it('is a count for each method of a route, and no time but of what anybody may ask', async () => {
  const all = addresses();
  for (const method of [...METHODS, 'PROPFIND']) {
    for (const headers of HEADERS()) {
      await Promise.all(all.map((address) => rawRequest(platform.origin, address, headers, { method })));
    }
  }
  const text = await (await fetch(`${platform.origin}/api/metrics`)).text();
  const samples = samplesOf(text);
  const timed = [...samples.keys()].flatMap((name) => {
    const [, route] = /^qarion_http_request_duration_seconds_count\{.*route="([^"]+)"/.exec(name) ?? [];
    return route ? [route] : [];
  });
  const counted = [...samples.keys()].filter((name) => name.startsWith('qarion_http_requests_total{'));
  expect(counted.length).toBeGreaterThan(all.length * METHODS.length);
  expect(timed).toContain('/api/health/live');
  expect(timed).not.toContain('unmatched');
  expect(timed.filter((route) => route.startsWith('/api/') && !isPublicApiPath(route))).toEqual([]);
  expect(text.length).toBeLessThan(500_000);
});
