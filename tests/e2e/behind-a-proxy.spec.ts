import { once } from 'node:events';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '@playwright/test';
import { KeyPage } from './support/key-page';
import { createPerson, signInAs } from './support/people';
import { startWorld, type World } from './support/world';

/** A reverse proxy as nginx is by default: it asks the application by the application's own name. */
let proxy: Server;
let world: World;
let origin: string;

test.beforeAll(async () => {
  world = await startWorld({ QARION_TRUSTED_PROXIES: '1' });
  proxy = createServer((incoming, answer) => {
    const headers = {
      ...incoming.headers,
      host: new URL(world.origin).host,
      'x-forwarded-host': incoming.headers.host,
      'x-forwarded-for': '[2001:DB8::7]:51234',
    };
    const { method, url } = incoming;
    const asked = request(new URL(url ?? '/', world.origin), { method, headers }, (given) => {
      answer.writeHead(given.statusCode ?? 502, given.headers);
      given.pipe(answer);
    });
    asked.on('error', () => answer.destroy());
    incoming.pipe(asked);
  }).listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  origin = `http://localhost:${(proxy.address() as AddressInfo).port}`;
});
test.afterAll(async () => {
  proxy.closeAllConnections();
  proxy.close();
  await world.stop();
});

test('a key is created through a proxy that changes the Host header', async ({ page }) => {
  await signInAs(page, await createPerson(world.sql), origin);
  await page.goto(`${origin}/settings/api-keys`);
  await new KeyPage(page).create('Through the proxy');
  const rows = await world.sql("SELECT 1 FROM api_keys WHERE name = 'Through the proxy'");
  expect(rows).toHaveLength(1);
});

test('the curl commands of the reference name the host that people use', async ({ page }) => {
  await signInAs(page, await createPerson(world.sql), origin);
  await page.goto(`${origin}/docs/api`);
  await expect(page.getByText(`${origin}/api`).first()).toBeVisible();
});
