import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePort } from '../support/app-process';
import { DataFolder, interrupt, ready, request, startPlatform } from './support/platform';
import { ROOT, until } from './support/processes';

const folder = new DataFolder();
const lists = mkdtempSync(path.join(tmpdir(), 'qarion-modules-'));
afterAll(async () => {
  await folder.remove();
  rmSync(lists, { recursive: true });
});

/** Runs the platform, asks it for something, and returns the packages that its processes had loaded. */
async function packagesOf(env: Record<string, string>): Promise<Set<string>> {
  const own = mkdtempSync(path.join(lists, 'run-'));
  const hook = path.join(ROOT, 'tests/process/support/list-modules.cjs');
  const platform = await ready(
    await startPlatform(folder, { NODE_OPTIONS: `--require ${hook}`, QARION_TEST_MODULES: own, ...env }),
  );
  const secret = await folder.makeKey();
  expect((await request(platform.origin, secret)).status).toBe(200);
  expect(await interrupt(platform)).toBe(0);
  const files: string[] = readdirSync(own).flatMap((name) =>
    JSON.parse(readFileSync(path.join(own, name), 'utf8')),
  );
  return new Set(
    files.map((file) => /node_modules\/((?:@[\w-]+\/)?[\w.-]+)\/(?!.*node_modules)/.exec(file)?.[1] ?? ''),
  );
}

const ofTracing = (packages: Set<string>) =>
  [...packages].filter((name) => name.startsWith('@opentelemetry/'));

it('without an endpoint nothing that makes or sends traces is loaded', async () => {
  const packages = await packagesOf({});
  expect(packages).toContain('pg');
  // The framework itself, and prom-client, look for this one: names, and functions that do nothing.
  expect(ofTracing(packages).filter((name) => name !== '@opentelemetry/api')).toEqual([]);
});

it('with one it is, which shows that this would be seen', async () => {
  const packages = await packagesOf({ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:1' });
  expect(ofTracing(packages)).toEqual(
    expect.arrayContaining(['@opentelemetry/sdk-trace-base', '@opentelemetry/exporter-trace-otlp-proto']),
  );
});

it('a receiver that is away fails no request, is told of once, and holds no end up', async () => {
  const platform = await ready(
    await startPlatform(folder, {
      OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${await freePort()}`,
      OTEL_EXPORTER_OTLP_TIMEOUT: '200',
      OTEL_BSP_SCHEDULE_DELAY: '50',
      QARION_RATE_LIMIT: 'off',
    }),
  );
  const secret = await folder.makeKey();
  const complaints = () => platform.stdout().split('traces could not be sent').length - 1;
  for (let sent = 0; sent < 10; sent++) {
    expect((await request(platform.origin, secret)).status).toBe(200);
    // A batch each.
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
  await until(() => complaints() > 0, 'it is told of');
  expect(await interrupt(platform)).toBe(0);
  expect(complaints()).toBe(1);
  expect(platform.stdout()).not.toContain(secret);
});
