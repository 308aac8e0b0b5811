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

test('connections that asked for an upgrade do not hold up a stop, and what is known of a key’s use is written', async () => {
  const exited = once(world.app.process, 'exit');
  const { hostname, port } = new URL(world.origin);
  const sockets = [1, 2, 3].map(() => connect(Number(port), hostname));
  // All listened to at once: the second may be connected before the first was heard of.
  await Promise.all(
    sockets.map(async (socket) => {
      socket.on('error', () => undefined).resume();
      await once(socket, 'connect');
      socket.write(
        'GET /api/users/me HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABk\r\n\r\n',
      );
    }),
  );
  const good = `Authorization: Bearer ${world.keys.good}`;
  const answer = await rawRequest(world.origin, '/api/users/me', [good, 'User-Agent: first/1']);
  expect({ status: answer.status, log: world.app.log() }).toMatchObject({ status: 200 });

  const startedAt = performance.now();
  world.app.process.kill('SIGINT');
  expect(await exited).toEqual([0, null]);
  expect(performance.now() - startedAt).toBeLessThan(5_000);
  const uses = await world.sql(
    "SELECT last_used_agent, requests FROM api_keys JOIN api_key_days ON api_key_id = id WHERE name = 'Good'",
  );
  // Each of those that asked for an upgrade came without a key.
  expect(uses).toEqual([{ last_used_agent: 'first/1', requests: '1' }]);
  for (const socket of sockets) socket.destroy();
});
