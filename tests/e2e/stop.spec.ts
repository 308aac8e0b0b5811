import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, test } from '@playwright/test';
import { rawRequest } from '../support/raw-http';
import { type ApiWorld, startApiWorld } from './support/api-world';

let world: ApiWorld;
test.beforeAll(async () => {
  world = await startApiWorld();
});
test.afterAll(() => world.stop());

test('connections that asked for an upgrade do not hold up a stop, and last uses are written', async () => {
  const { hostname, port } = new URL(world.origin);
  const sockets = [1, 2, 3].map(() => connect(Number(port), hostname));
  for (const socket of sockets) {
    socket.on('error', () => undefined).resume();
    await once(socket, 'connect');
    socket.write(
      'GET /api/users/me HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABk\r\n\r\n',
    );
  }
  const good = `Authorization: Bearer ${world.keys.good}`;
  await rawRequest(world.origin, '/api/users/me', [good, 'User-Agent: first/1']);

  const exited = once(world.app.process, 'exit');
  const startedAt = performance.now();
  world.app.process.kill('SIGINT');
  expect(await exited).toEqual([0, null]);
  expect(performance.now() - startedAt).toBeLessThan(5_000);
  const [row] = await world.sql("SELECT last_used_agent FROM api_keys WHERE name = 'Good'");
  expect(row?.last_used_agent).toBe('first/1');
  for (const socket of sockets) socket.destroy();
});
