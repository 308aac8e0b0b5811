import { GET } from '@/app/(app)/settings/api-keys/[id]/first-use/route';
import { revokeApiKey } from '@/lib/api-keys/api-keys';
import { pool } from '@/lib/db';
import { logger } from '@/lib/logger';
import { signInAs, signOut } from '../support/browser-session';
import { createTenant, type Tenant } from '../support/factories';
import { keyRow, setKeyColumn } from '../support/rows';

jest.mock('next/headers', () => jest.requireActual('../support/browser-session').nextHeaders);

let ada: Tenant;
let bob: Tenant;
beforeEach(async () => {
  signOut();
  [ada, bob] = [await createTenant(), await createTenant()];
});

async function ask(id: string) {
  const request = new Request(`http://localhost:3000/settings/api-keys/${id}/first-use`);
  const response = await GET(request, { params: Promise.resolve({ id }) });
  expect(response.headers.get('cache-control')).toBe('no-store');
  return { status: response.status, headers: response.headers, body: await response.json() };
}

it('tells the owner whether the key was used and by what, and no more', async () => {
  await signInAs(ada.actor);
  expect((await ask(ada.apiKey.id)).body).toEqual({ lastUsedAt: null, lastUsedAgent: null });
  await setKeyColumn(ada.apiKey.id, 'last_used_at', '2026-11-23T01:02:03Z');
  await setKeyColumn(ada.apiKey.id, 'last_used_agent', 'curl/8.5.0');
  expect((await ask(ada.apiKey.id)).body).toEqual({
    lastUsedAt: '2026-11-23T01:02:03.000Z',
    lastUsedAgent: 'curl/8.5.0',
  });
});

it('tells nobody else, whether there is such a key or not', async () => {
  await signInAs(ada.actor);
  const before = await keyRow(bob.apiKey.id);
  const answers = [];
  for (const id of [bob.apiKey.id, crypto.randomUUID(), 'no-id']) {
    const { status, body } = await ask(id);
    answers.push({ status, ...body, request_id: '' });
  }
  expect(answers[0]).toMatchObject({ status: 404, code: 'not_found', type: '/docs/api#error-not_found' });
  expect(answers[1]).toEqual(answers[0]);
  expect(answers[2]).toEqual(answers[0]);
  expect(await keyRow(bob.apiKey.id)).toBe(before);
});

it('is as if there were no key once it was deleted', async () => {
  await signInAs(ada.actor);
  await revokeApiKey(ada.actor, ada.apiKey.id);
  expect((await ask(ada.apiKey.id)).status).toBe(404);
});

it('asks the signed-out to sign in, which no API key could do instead', async () => {
  const { status, headers, body } = await ask(ada.apiKey.id);
  expect([status, body.code]).toEqual([401, 'unauthenticated']);
  expect(headers.get('content-type')).toBe('application/problem+json');
  expect(headers.has('www-authenticate')).toBe(false);
});

it('logs a fault of ours with the request’s id, and answers it without internals', async () => {
  await signInAs(ada.actor);
  const logged = jest.spyOn(logger, 'error').mockImplementation(() => undefined);
  await pool().query('ALTER TABLE api_keys RENAME TO hidden');
  try {
    const { status, body } = await ask(ada.apiKey.id);
    expect([status, body.code]).toEqual([500, 'internal_error']);
    expect(JSON.stringify(body)).not.toMatch(/api_keys|hidden|prisma/i);
    expect(logged).toHaveBeenCalledTimes(1);
    expect(logged.mock.calls[0]?.[0]).toMatchObject({ requestId: body.request_id });
  } finally {
    await pool().query('ALTER TABLE hidden RENAME TO api_keys');
    logged.mockRestore();
  }
});
