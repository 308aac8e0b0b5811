import { generateSecret } from '@/lib/api-keys/token';
import { rawRequest } from '../support/raw-http';
import { samplesOf } from '../support/scrapes';
import { DataFolder, interrupt, type Platform, ready, startPlatform } from './support/platform';
import { until } from './support/processes';

const folder = new DataFolder();
const TOKEN = 'a-token-only-for-tests';
let platform: Platform;
let secret: string;
let keyId: string;

beforeAll(async () => {
  platform = await ready(
    await startPlatform(folder, { QARION_METRICS_TOKEN: TOKEN, QARION_RATE_LIMIT: 'off' }),
  );
  secret = await folder.makeKey();
  [{ id: keyId } = { id: '' }] = await folder.query<{ id: string }>('SELECT id FROM api_keys');
});
afterAll(async () => {
  await interrupt(platform);
  await folder.remove();
});

type Line = Record<string, unknown>;

function linesOf(requestId: string): Line[] {
  const lines = platform.stdout().split('\n');
  return lines.filter((line) => line.includes(`"${requestId}"`)).map((line) => JSON.parse(line));
}

let last = 0;

/** Sends a request, byte for byte, and returns its one line. */
async function lineOf(target: string, headers: string[] = [], method = 'GET'): Promise<Line> {
  const id = `of-this-test-${last++}`;
  await rawRequest(platform.origin, target, [...headers, `X-Request-Id: ${id}`], { method });
  await until(() => linesOf(id).length > 0, 'its line is written');
  expect(linesOf(id)).toHaveLength(1);
  return linesOf(id)[0] as Line;
}

const bearer = (value: string) => [`Authorization: Bearer ${value}`];
const good = () => bearer(secret);
const swapped = () => bearer(`${secret.slice(0, -1)}${secret.endsWith('0') ? '1' : '0'}`);

type Case = [what: string, target: () => string, headers: () => string[], method: string, expected: Line];
const CASES: Case[] = [
  [
    'a key that is accepted',
    () => '/api/users/me?x=1',
    good,
    'GET',
    { route: '/api/users/me', status: 200, outcome: 'accepted' },
  ],
  [
    'the other spelling of a path',
    () => '/api/v1.0/api-keys/me/api-keys',
    good,
    'GET',
    { route: '/api/api-keys', status: 200, outcome: 'accepted' },
  ],
  [
    'no key, refused at the edge',
    () => '/api/users/me',
    () => [],
    'GET',
    { route: '/api/users/me', status: 401, outcome: 'missing' },
  ],
  [
    'half a key, refused at the edge',
    () => '/api/spaces/my-space',
    () => bearer(secret.slice(0, 30)),
    'GET',
    { route: '/api/spaces/{slug}', status: 401, outcome: 'malformed' },
  ],
  [
    'a mistyped key',
    () => '/api/users/me',
    swapped,
    'GET',
    { route: '/api/users/me', status: 401, outcome: 'checksum' },
  ],
  [
    'a key of nobody',
    () => '/api/users/me',
    () => bearer(generateSecret()),
    'GET',
    { route: '/api/users/me', status: 401, outcome: 'unknown' },
  ],
  [
    'what the key may not see',
    () => '/api/spaces/of-nobody',
    good,
    'GET',
    { route: '/api/spaces/{slug}', status: 404, outcome: 'not_found' },
  ],
  [
    'input that is not valid',
    () => '/api/quality/checks?size=x',
    good,
    'GET',
    { route: '/api/quality/checks', status: 422, outcome: 'validation_failed' },
  ],
  [
    'a method nobody declared',
    () => '/api/spaces',
    good,
    'PUT',
    { route: '/api/spaces', status: 405, outcome: 'method_not_allowed' },
  ],
  [
    'a method there is not',
    () => '/api/spaces',
    good,
    'PROPFIND',
    { method: 'other', route: '/api/spaces', status: 405, outcome: 'method_not_allowed' },
  ],
  [
    'a form that is none',
    () => '/api/auth/device/token',
    () => [],
    'POST',
    {
      route: '/api/auth/device/token',
      outcome: expect.stringMatching(/^(invalid_request|unsupported_media_type)$/),
    },
  ],
  [
    'a path without a route',
    () => `/api/no/${secret}?key=${secret}`,
    good,
    'GET',
    { route: 'unmatched', path: '/api/no/KEY[redacted]', status: 404, outcome: 'not_found' },
  ],
  [
    'a key in a path in escapes',
    () => `/no/${secret.replaceAll('_', '%5F')}`,
    () => [],
    'GET',
    { route: 'unmatched', path: '/no/KEY[redacted]', status: 404, outcome: 'not_found' },
  ],
  [
    'a path that stands for no text',
    () => '/%ff',
    () => [],
    'GET',
    { route: 'unmatched', path: '/%ff', status: 400, outcome: 'bad_request' },
  ],
  [
    'an expectation of nobody',
    () => '/sign-in',
    () => ['Expect: the-best'],
    'GET',
    { route: '/sign-in', status: 417, outcome: 'expectation_failed' },
  ],
  ['a page', () => '/sign-in', () => [], 'GET', { route: '/sign-in', status: 200, outcome: 'ok' }],
  [
    'a page that sends to the sign-in',
    () => '/spaces/my-space/checks',
    () => [],
    'GET',
    { route: '/spaces/{space}/checks', status: 307, outcome: 'ok' },
  ],
  [
    'a scrape without its token',
    () => '/api/metrics',
    () => [],
    'GET',
    { route: '/api/metrics', status: 401, outcome: 'missing_credentials' },
  ],
  [
    'a scrape with a wrong one',
    () => '/api/metrics',
    () => bearer('wrong'),
    'GET',
    { route: '/api/metrics', status: 401, outcome: 'invalid_token' },
  ],
  [
    'a scrape',
    () => '/api/metrics',
    () => bearer(TOKEN),
    'GET',
    { route: '/api/metrics', status: 200, outcome: 'ok' },
  ],
];

it.each(CASES)('%s is one line of the log', async (_what, target, headers, method, expected) => {
  const line = await lineOf(target(), headers(), method);
  expect(line).toMatchObject({
    msg: 'request',
    method,
    durationMs: expect.any(Number),
    ...expected,
    ...(expected.path !== undefined && { path: String(expected.path).replace('KEY', secret.slice(0, 19)) }),
  });
  expect(Number.isInteger(Number((Number(line.durationMs) * 10).toFixed(6)))).toBe(true);
  const isKnown = headers().includes(good()[0] ?? '') && line.method !== 'other';
  expect(line.apiKeyId).toBe(isKnown ? keyId : undefined);
  if (line.route !== 'unmatched') expect(line).not.toHaveProperty('path');
});

it('a key that was deleted is named, so that whoever still uses it can be found', async () => {
  const dead = await folder.makeKey();
  await folder.query(
    `UPDATE api_keys SET revoked_at = now(), revoked_reason = 'test', revoked_by_id = user_id WHERE key_prefix = $1`,
    [dead.slice(0, 19)],
  );
  const [row] = await folder.query<{ id: string }>('SELECT id FROM api_keys WHERE key_prefix = $1', [
    dead.slice(0, 19),
  ]);
  expect(await lineOf('/api/users/me', bearer(dead))).toMatchObject({
    outcome: 'revoked',
    apiKeyId: row?.id,
  });
});

it('what a page loads is no line, unless more is asked for than usual', async () => {
  await fetch(`${platform.origin}/_next/static/nothing.js`, {
    headers: { 'x-request-id': 'an-asset-of-a-page' },
  });
  await lineOf('/sign-in');
  expect(linesOf('an-asset-of-a-page')).toEqual([]);
});

async function scrape(): Promise<string> {
  await new Promise((resolve) => setTimeout(resolve, 1_100));
  const headers = { authorization: `Bearer ${TOKEN}` };
  return (await fetch(`${platform.origin}/api/v1.0/metrics`, { headers })).text();
}

it('the scrape counts what the edge and the server refuse, and times only what a route answered', async () => {
  const samples = samplesOf(await scrape());
  const of = (metric: string, labels: string) => samples.get(`${metric}{${labels}}`) ?? 0;
  const requests = 'qarion_http_requests_total';
  const timed = 'qarion_http_request_duration_seconds_count';
  expect(of(requests, 'method="GET",route="/api/users/me",status="4xx"')).toBeGreaterThanOrEqual(3);
  expect(of(requests, 'method="other",route="/api/spaces",status="4xx"')).toBe(1);
  expect(of(requests, 'method="GET",route="/spaces/{space}/checks",status="3xx"')).toBe(1);
  expect(of('qarion_key_verifications_total', 'outcome="missing"')).toBe(1);
  expect(of('qarion_key_verifications_total', 'outcome="malformed"')).toBe(1);
  expect(of(timed, 'method="GET",route="/api/users/me",status="2xx"')).toBeGreaterThan(0);
  expect(of(timed, 'method="PUT",route="/api/spaces",status="4xx"')).toBe(0);
  expect(of(timed, 'method="GET",route="/api/spaces/{slug}",status="4xx"')).toBe(1);
});

it('no path, method or key that a client makes up adds to what is counted', async () => {
  const before = samplesOf(await scrape());
  for (let time = 0; time < 30; time++) {
    await rawRequest(platform.origin, `/api/spaces/made-up-${time}`, good());
    await rawRequest(platform.origin, `/made-up-${time}`, [], { method: 'GET' });
    await rawRequest(platform.origin, `/api/made-up-${time}`, bearer(generateSecret()));
  }
  const after = samplesOf(await scrape());
  expect([...after.keys()].filter((name) => name.startsWith('qarion_') && !before.has(name))).toEqual([]);
});

it('neither log nor scrape has a secret, an e-mail address, or the name of anybody’s space or check', async () => {
  await lineOf('/api/s/my-space/quality/my-check/run', good(), 'POST');
  await lineOf(`/api/spaces/my-space/members/${secret}`, good(), 'DELETE');
  await lineOf(`/sign-in?callbackUrl=/${secret}`, [`User-Agent: ${secret}`, `Cookie: a=${secret}`]);
  const text = `${platform.stdout()}${await scrape()}`;
  expect(text).toContain(keyId);
  expect(text).not.toMatch(/qarion_live_sk_[0-9A-Za-z]{5}/);
  expect(text).not.toContain(TOKEN);
  expect(text).not.toMatch(/example\.com|my-space|my-check/);
});
