import { connect } from 'node:net';
import { rawRequest } from '../support/raw-http';
import { DataFolder, interrupt, type Platform, ready, request, startPlatform } from './support/platform';

const folder = new DataFolder();
let platform: Platform;
let secret: string;
beforeAll(async () => {
  platform = await ready(await startPlatform(folder, { QARION_TRUSTED_PROXIES: '2' }));
  secret = await folder.makeKey();
});
afterAll(async () => {
  await interrupt(platform);
  await folder.remove();
});

/** Sends bytes as they are and returns everything that comes back. */
function exchange(bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(platform.port, '127.0.0.1', () => socket.write(bytes));
    socket.setEncoding('utf8').on('data', (text) => {
      answer += text;
    });
    socket.on('close', () => resolve(answer));
    socket.on('error', reject);
  });
}

it.each([
  ['what is not HTTP', 'NONSENSE\r\n\r\n', 400],
  [
    'headers larger than any we need',
    `GET / HTTP/1.1\r\nHost: x\r\nX-Large: ${'x'.repeat(200_000)}\r\n\r\n`,
    431,
  ],
])('answers %s with a problem document', async (_, bytes, status) => {
  const answer = await exchange(bytes);
  expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  expect(answer).toContain('Content-Type: application/problem+json');
  expect(JSON.parse(answer.split('\r\n\r\n')[1] ?? '')).toMatchObject({ status });
});

it('believes as many proxies as it was told of, and nobody further out', async () => {
  const authorization = `Authorization: Bearer ${secret}`;
  const forwarded = 'X-Forwarded-For: 198.51.100.66, 203.0.113.7, 10.0.0.2';
  await rawRequest(platform.origin, '/api/users/me', [authorization, forwarded]);
  const rows = await folder.query<{ address: string }>('SELECT last_used_address AS address FROM api_keys');
  expect(rows).toEqual([{ address: '203.0.113.7' }]);
});

it('finishes what it began before it stops', async () => {
  const own = await ready(await startPlatform(folder));
  const answers = Array.from({ length: 20 }, () => request(own.origin, secret));
  await Promise.race(answers);
  expect(await interrupt(own)).toBe(0);
  const settled = await Promise.allSettled(answers);
  // Those that had reached the server were answered; the rest were refused, not cut.
  for (const result of settled) if (result.status === 'fulfilled') expect(result.value.status).toBe(200);
  expect(settled.filter(({ status }) => status === 'fulfilled').length).toBeGreaterThan(0);
});
