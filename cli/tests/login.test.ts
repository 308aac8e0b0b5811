import { statSync } from 'node:fs';
import { hostname } from 'node:os';
import { API_KEY, valid } from '../../sdk/typescript/tests/support/replay';
import { pollForKey } from '../src/lib/device-login';
import { SettingsFile } from '../src/lib/settings-file';
import { Home, qarion } from './support/in-process';
import { type Asked, SmallServer, type Told } from './support/small-server';

const OLD_KEY = 'qarion_live_sk_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA0DofJ8';
const UNKNOWN_KEY = valid.find(({ secret }) => secret !== API_KEY && secret !== OLD_KEY)?.secret ?? '';
const PAGE = 'http://127.0.0.1:1/device';
const CODES = {
  device_code: 'device-code-of-this-test',
  user_code: 'BCDF-GHJK',
  verification_uri: PAGE,
  verification_uri_complete: `${PAGE}?user_code=BCDF-GHJK`,
  expires_in: 600,
  interval: 0.01,
};
const PENDING: Told = { status: 400, body: { error: 'authorization_pending' } };
const GRANTED: Told = { body: { access_token: API_KEY, token_type: 'Bearer' } };

const home = new Home();
const file = new SettingsFile(home.env);
let server: SmallServer | undefined;
let revoked: string[] = [];

afterEach(async () => {
  await server?.stop();
  server = undefined;
  revoked = [];
});
afterAll(() => home.remove());

/** A server that lets a device in after these answers. Its keys are called by who sends them. */
async function serve(...tokens: Told[]): Promise<SmallServer> {
  server = await SmallServer.start((asked) => {
    if (asked.path.endsWith('/auth/device/code')) return { body: CODES };
    if (asked.path.endsWith('/auth/device/token')) return tokens.shift() ?? { status: 500 };
    return withKey(asked);
  });
  return server;
}

function withKey({ method, headers, path }: Asked): Told {
  const secret = headers.authorization?.slice('Bearer '.length);
  const name = secret === API_KEY ? 'New' : 'Old';
  if (secret !== API_KEY && secret !== OLD_KEY) return { status: 401, body: problem('revoked') };
  if (method === 'DELETE') {
    revoked.push(path);
    return { status: 204 };
  }
  const apiKey = { id: name, name, key_prefix: secret.slice(0, 19), expires_at: null };
  return { body: { email: 'ada@example.com', spaces: [], api_key: apiKey } };
}

const problem = (code: string) => ({ code, detail: `It is ${code}.`, title: code, status: 401 });
const login = (given: Parameters<typeof qarion>[1] = {}, ...flags: string[]) =>
  qarion(['auth', 'login', '--base-url', server?.baseUrl ?? '', ...flags], { env: home.env, ...given });

it('shows the code and where to approve it, asks until that happened, and keeps the key', async () => {
  const { baseUrl, asked } = await serve(PENDING, PENDING, GRANTED);
  const { code, stdout, stderr } = await login();
  expect([code, stdout]).toEqual([0, '']);
  expect(stderr).toBe(
    `Your code: BCDF-GHJK\nCompare it and approve the login at ${PAGE}?user_code=BCDF-GHJK\n` +
      `Logged in to ${baseUrl} as ada@example.com, with the key New (qarion_live_sk_This…).\n`,
  );
  const forms = asked.map(({ path, body }) => [path, Object.fromEntries(new URLSearchParams(body))]);
  const question = {
    grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
    device_code: CODES.device_code,
    client_id: 'qarion-cli',
  };
  expect(forms.slice(0, 3)).toEqual([
    ['/api/auth/device/code', { client_id: 'qarion-cli', device_name: hostname() }],
    ['/api/auth/device/token', question],
    ['/api/auth/device/token', question],
  ]);
  expect(await file.read()).toMatchObject({
    baseUrl,
    keys: new Map([[baseUrl, { secret: API_KEY, isFromLogin: true }]]),
  });
  expect(statSync(home.settings).mode & 0o777).toBe(0o600);
  const status = await qarion(['auth', 'status'], { env: home.env });
  expect(JSON.parse(status.stdout)).toMatchObject({
    base_url: baseUrl,
    base_url_from: 'file',
    key_from: 'file',
  });
});

it.each<[what: string, token: Told, exit: number, words: string]>([
  [
    'denied',
    { status: 400, body: { error: 'access_denied', error_description: 'Ada said no.' } },
    4,
    'Ada said no. Nothing was stored.',
  ],
  [
    'too late',
    { status: 400, body: { error: 'expired_token' } },
    3,
    'The code has expired, and nothing was stored.',
  ],
  ['answered by something else', { status: 404, body: 'x' }, 3, 'Is the base URL right'],
  ['given what is no key', { body: { access_token: 'abc' } }, 4, 'That is not a Qarion API key'],
  ['given a key that does not work', { body: { access_token: UNKNOWN_KEY } }, 4, 'It is revoked.'],
])('keeps nothing when the login is %s', async (_, token, exit, words) => {
  await file.write({ baseUrl: null, keys: new Map() });
  await serve(token);
  const { code, stderr } = await login();
  expect(code).toBe(exit);
  expect(stderr).toContain(words);
  expect([...(await file.read()).keys]).toEqual([]);
});

it('goes on asking while the server is not well, and less often when told so', async () => {
  const slower = { status: 400, body: { error: 'slow_down' } };
  const { baseUrl } = await serve(PENDING, slower, { status: 503 }, { status: 429 }, PENDING, GRANTED);
  const pauses: number[] = [];
  const code = {
    deviceCode: 'a',
    userCode: 'b',
    verificationUri: PAGE,
    verificationUriComplete: null,
    expiresAt: Date.now() + 600_000,
    intervalSeconds: 5,
  };
  const pause = async (ms: number) => void pauses.push(ms);
  expect(await pollForKey(baseUrl, code, () => new Date(), pause)).toBe(API_KEY);
  expect(pauses).toEqual([5_000, 5_000, 10_000, 20_000, 40_000, 40_000]);
});

it('stops asking when the code has expired, though the server does not say so', async () => {
  const { baseUrl } = await serve(PENDING);
  const code = { deviceCode: 'a', userCode: 'b', verificationUri: PAGE, verificationUriComplete: null };
  const times = [0, 2_000];
  const now = () => new Date(times.shift() ?? 0);
  const poll = pollForKey(baseUrl, { ...code, expiresAt: 1_000, intervalSeconds: 1 }, now, async () => {});
  await expect(poll).rejects.toMatchObject({ exitCode: 3, message: expect.stringContaining('expired') });
});

it('reads a key from stdin, tries it, and keeps it', async () => {
  const { baseUrl } = await serve();
  const ended = await login({ stdin: `\n${OLD_KEY}\r\n` }, '--with-token');
  expect(ended).toMatchObject({ code: 0, stdout: '' });
  expect((await file.read()).keys.get(baseUrl)).toEqual({ secret: OLD_KEY, isFromLogin: false });
  const status = await qarion(['auth', 'status'], { env: home.env });
  expect(JSON.parse(status.stdout)).toMatchObject({ api_key: { name: 'Old' } });
  for (const text of [ended.stderr, status.stdout]) expect(text).not.toContain(OLD_KEY);
});

it('shows nothing of a key that is pasted', async () => {
  await serve();
  const { code, stderr } = await login({ stdin: `${OLD_KEY}\n`, isAsked: true }, '--with-token');
  expect(code).toBe(0);
  expect(stderr).toContain('Paste the key, then press Enter: \nLogged in to');
  expect(stderr).not.toContain(OLD_KEY);
});

it.each([
  ['nothing', '', 2, 'Nothing came from stdin'],
  ['half a key', OLD_KEY.slice(0, -1), 4, 'one character is missing'],
  ['a key with a wrong character', `${OLD_KEY.slice(0, -1)}9`, 4, 'checksum'],
  ['a key that the server does not know', UNKNOWN_KEY, 4, 'It is revoked.'],
])('refuses %s on stdin, in words', async (_, stdin, exit, words) => {
  await serve();
  const { code, stderr } = await login({ stdin }, '--with-token');
  expect(code).toBe(exit);
  expect(stderr).toContain(words);
});

it('ends a key that it cannot keep', async () => {
  await serve(GRANTED);
  const { code, stderr } = await login({ env: { ...home.env, XDG_CONFIG_HOME: '/dev/null' } });
  expect(code).toBe(2);
  expect(stderr).toContain('The key could not be kept in /dev/null/qarion/config.json, and was let go: ');
  expect(revoked).toEqual(['/api/api-keys/New']);
});

it('ends the key of the login before, once the new one works', async () => {
  const { baseUrl } = await serve(GRANTED);
  await file.keep(baseUrl, { secret: OLD_KEY, isFromLogin: true });
  const { stderr } = await login();
  expect(stderr).toContain('Revoked the key of the login before, Old (qarion_live_sk_AAAA…).\n');
  expect(revoked).toEqual(['/api/api-keys/Old']);
});

describe('logout', () => {
  const logout = () => qarion(['auth', 'logout', '--base-url', server?.baseUrl ?? ''], { env: home.env });

  it('revokes a key that a login made, and forgets it', async () => {
    const { baseUrl } = await serve();
    await file.keep(baseUrl, { secret: API_KEY, isFromLogin: true });
    const { code, stderr } = await logout();
    expect([code, stderr]).toEqual([
      0,
      `Logged out of ${baseUrl}: the key qarion_live_sk_This… was revoked.\n`,
    ]);
    expect(revoked).toEqual(['/api/api-keys/New']);
    expect((await file.read()).keys.has(baseUrl)).toBe(false);
  });

  it('leaves a key alone that somebody brought, and forgets it', async () => {
    const { baseUrl } = await serve();
    await file.keep(baseUrl, { secret: API_KEY, isFromLogin: false });
    expect((await logout()).stderr).toContain('it still works');
    expect(revoked).toEqual([]);
    expect((await file.read()).keys.has(baseUrl)).toBe(false);
  });

  it('says so when the key could not be revoked, and forgets it all the same', async () => {
    server = await SmallServer.start(() => ({ status: 500, body: problem('internal_error') }));
    const { baseUrl } = server;
    await file.keep(baseUrl, { secret: API_KEY, isFromLogin: true });
    const { code, stderr } = await logout();
    expect([code, stderr]).toEqual([
      3,
      `Logged out of ${baseUrl}, but the key qarion_live_sk_This… could not be revoked, and may still work: It is internal_error.\n`,
    ]);
    expect((await file.read()).keys.has(baseUrl)).toBe(false);
  });

  it('is content when the key has been revoked already, or there is none', async () => {
    server = await SmallServer.start(() => ({ status: 401, body: problem('revoked') }));
    await file.keep(server.baseUrl, { secret: API_KEY, isFromLogin: true });
    expect((await logout()).code).toBe(0);
    expect(await logout()).toMatchObject({ code: 0, stderr: expect.stringContaining('There is no key for') });
  });
});
