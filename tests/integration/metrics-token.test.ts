import { createTenant } from '../support/factories';
import { call } from '../support/routes';

const TOKEN = 'a-token-only-for-tests';
// Set before the environment is first read.
process.env.QARION_METRICS_TOKEN = TOKEN;

const scrapeWith = (authorization?: string) =>
  call('GET', '/metrics', authorization === undefined ? {} : { headers: { authorization } });

it('opens the metrics, where one is set', async () => {
  for (const scheme of ['Bearer', 'bearer']) {
    const scraped = await scrapeWith(`${scheme} ${TOKEN}`);
    expect(scraped.status).toBe(200);
    expect(await scraped.text()).toContain('qarion_key_verifications_total');
  }
});

it.each([
  [undefined, 'missing_credentials'],
  ['', 'missing_credentials'],
  [TOKEN, 'missing_credentials'],
  [`Basic ${TOKEN}`, 'missing_credentials'],
  ['Bearer', 'missing_credentials'],
  ['Bearer nonsense', 'invalid_token'],
  [`Bearer ${TOKEN.slice(0, -1)}`, 'invalid_token'],
  [`Bearer ${TOKEN}x`, 'invalid_token'],
])('nothing else does: %j', async (authorization, code) => {
  const refused = await scrapeWith(authorization);
  expect(refused.status).toBe(401);
  expect(refused.headers.get('www-authenticate')).toContain('Bearer realm="qarion"');
  const text = await refused.text();
  expect(JSON.parse(text).code).toBe(code);
  expect(text).not.toContain(TOKEN);
  expect(text).not.toContain('qarion_key_verifications_total');
});

it('an API key does not, whoever it belongs to', async () => {
  const { secret } = await createTenant();
  expect((await scrapeWith(`Bearer ${secret}`)).status).toBe(401);
});

it('does not open anything else', async () => {
  expect((await call('GET', '/users/me', { headers: { authorization: `Bearer ${TOKEN}` } })).status).toBe(
    401,
  );
});
