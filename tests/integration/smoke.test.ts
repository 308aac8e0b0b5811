import { createTenant } from '../support/factories';
import { call, withKey } from '../support/routes';

test('a key answers', async () => {
  const { secret, actor } = await createTenant();
  const response = await call('GET', '/users/me', withKey(secret));
  expect(response.status).toBe(200);
  expect((await response.json()).email).toBe(actor.email);
});
