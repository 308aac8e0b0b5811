import { chmodSync, statSync } from 'node:fs';
import { API_KEY } from '../../sdk/typescript/tests/support/replay';
import { makeContext } from '../src/lib/context';
import { examineMachine } from '../src/lib/doctor/local';
import { reasonOf } from '../src/lib/doctor/server';
import { SettingsFile } from '../src/lib/settings-file';
import { Home, qarion } from './support/in-process';
import { SmallServer, type Told } from './support/small-server';

const NOW = new Date('2026-03-01T12:00:00.000Z');
const well: Told = { body: { status: 'ok', checks: {} }, headers: { date: NOW.toUTCString() } };
const me = (expires_at: string | null = null): Told => ({
  body: {
    email: 'ada@example.com',
    api_key: { name: 'CI', key_prefix: 'qarion_live_sk_This', expires_at },
  },
});

let home: Home;
let server: SmallServer | undefined;
beforeEach(() => {
  home = new Home();
});
afterEach(async () => {
  home.remove();
  await server?.stop();
  server = undefined;
});

type Finding = { check: string; status: string; detail: string };

/** What the doctor finds, by what it looked at. */
async function doctor(env: Record<string, string> = {}) {
  const base: Record<string, string> = server ? { QARION_BASE_URL: server.baseUrl } : {};
  const given = { ...home.env, ...base, QARION_API_KEY: API_KEY, ...env };
  const { code, stdout, stderr } = await qarion(['doctor'], { env: given, now: NOW });
  expect(stdout + stderr).not.toContain(API_KEY);
  const findings = JSON.parse(stdout) as Finding[];
  return { code, of: Object.fromEntries(findings.map((finding) => [finding.check, finding])) };
}

async function serve(health: Told = well, identity: Told = me(), version = '1.0'): Promise<void> {
  server = await SmallServer.start(({ path }) => {
    if (path === '/api/openapi.json') return { body: { info: { version } } };
    return path === '/api/health' ? health : identity;
  });
}

it('finds nothing wrong where nothing is wrong', async () => {
  await serve();
  const { code, of } = await doctor();
  expect(code).toBe(0);
  expect(Object.values(of).map(({ status }) => status)).toEqual(Array(8).fill('ok'));
  expect(of.identity?.detail).toBe('The server knows it as CI (qarion_live_sk_This…) of ada@example.com.');
});

it.each<[what: string, key: string, words: string]>([
  ['a lost character', API_KEY.slice(0, -1), 'one character is missing. It is in QARION_API_KEY.'],
  [
    'a prefix instead of a key',
    API_KEY.slice(0, 19),
    'the prefix shown in the list of keys, not a whole API key.',
  ],
  ['two characters swapped', API_KEY.replace('Th', 'hT'), 'checksum does not fit'],
  ['a line break', `${API_KEY}\n`, 'a space or a line break'],
  ['something else', 'sk-live-123', 'That is not a Qarion API key'],
])('sees %s in the key', async (_, key, words) => {
  await serve();
  const { code, of } = await doctor({ QARION_API_KEY: key });
  expect([code, of.key?.status]).toEqual([4, 'problem']);
  expect(of.key?.detail).toContain(words);
  expect(of.identity).toBeUndefined();
});

it('says where a key would have to be, and for which servers there is one', async () => {
  await serve();
  await new SettingsFile(home.env).keep('https://other.example/api', { secret: API_KEY, isFromLogin: true });
  const { code, of } = await doctor({ QARION_API_KEY: '' });
  expect(code).toBe(4);
  expect(of.key?.detail).toBe(
    `There is no key for ${server?.baseUrl}. There is one for https://other.example/api. Run \`qarion auth login\`, or set QARION_API_KEY.`,
  );
});

it('passes on why the server rejects the key', async () => {
  const rejected = { status: 401, body: { code: 'revoked', detail: 'This API key was revoked on 1 March.' } };
  await serve(well, rejected);
  const { code, of } = await doctor();
  expect([code, of.identity]).toEqual([
    4,
    { check: 'identity', status: 'problem', detail: 'This API key was revoked on 1 March.' },
  ]);
});

it('warns of a key that ends soon', async () => {
  await serve(well, me('2026-03-05T12:00:00.000Z'));
  const { code, of } = await doctor();
  expect([code, of.identity?.status]).toEqual([0, 'warning']);
  expect(of.identity?.detail).toContain('It expires in 4 days: rotate it.');
});

it('shuts others out of the settings, and says so', async () => {
  await serve();
  await new SettingsFile(home.env).keep(server?.baseUrl ?? '', { secret: API_KEY, isFromLogin: true });
  chmodSync(home.settings, 0o644);
  const { stderr } = await qarion(['auth', 'status'], { env: home.env });
  expect(stderr).toBe(
    `Warning: others on this machine can get at ${home.settings}. \`qarion doctor\` shuts them out.\n`,
  );
  const { code, of } = await doctor();
  expect([code, of.settings?.status]).toEqual([0, 'warning']);
  expect(statSync(home.settings).mode & 0o777).toBe(0o600);
  expect((await doctor()).of.settings?.status).toBe('ok');
});

it.each([
  ['ahead of', '2026-03-01T11:50:00.000Z'],
  ['behind', '2026-03-01T12:10:00.000Z'],
])('sees a clock that is %s the server’s', async (side, time) => {
  await serve({ ...well, headers: { date: new Date(time).toUTCString() } });
  const { code, of } = await doctor();
  expect([code, of.clock?.status]).toEqual([0, 'warning']);
  expect(of.clock?.detail).toContain(`10 min ${side} the server’s`);
});

it('sees a server that speaks another version of the API', async () => {
  await serve(well, me(), '2.0');
  const { code, of } = await doctor();
  expect([code, of.api?.status]).toEqual([0, 'warning']);
  expect(of.api?.detail).toContain('version 2.0');
});

it.each<[what: string, health: Told, words: string]>([
  [
    'not ready',
    { status: 503, body: { detail: 'The database is away.' } },
    'is not ready: The database is away.',
  ],
  ['something else', { status: 200, body: '<html>' }, 'is not the Qarion API'],
  [
    'elsewhere',
    { status: 308, headers: { location: 'https://new.example/api' } },
    'sends on to https://new.example/api',
  ],
])('sees a server that is %s', async (_, health, words) => {
  await serve(health);
  const { code, of } = await doctor();
  expect([code, of.server?.status]).toEqual([3, 'problem']);
  expect(of.server?.detail).toContain(words);
});

it('sees that nothing listens, and that https was asked of what speaks http', async () => {
  await serve();
  const port = server?.port;
  const tls = await doctor({ QARION_BASE_URL: `https://127.0.0.1:${port}/api` });
  expect(tls.of.server?.detail).toMatch(/does not answer\. It speaks http there, not https\.$/);
  await server?.stop();
  server = undefined;
  const gone = await doctor({ QARION_BASE_URL: `http://127.0.0.1:${port}/api` });
  expect([gone.code, gone.of.server?.detail]).toEqual([
    3,
    `http://127.0.0.1:${port}/api does not answer. Nothing listens there. Is the server running, and is the port right?`,
  ]);
});

it.each([
  ['CERT_HAS_EXPIRED', 'has expired'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'for another name'],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'NODE_EXTRA_CA_CERTS'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'whole chain'],
  ['ENOTFOUND', 'spelled right'],
  ['SOMETHING_NEW', 'its own words'],
])('explains %s', (code, words) => {
  expect(reasonOf({ message: 'fetch failed', cause: { code, message: 'its own words' } })).toContain(words);
});

it.each<[what: string, check: string, env: Record<string, string>, words: string]>([
  [
    'an address without /api',
    'address',
    { QARION_BASE_URL: 'http://127.0.0.1:1' },
    'usually at http://127.0.0.1:1/api',
  ],
  [
    'http to another machine',
    'address',
    { QARION_BASE_URL: 'http://192.0.2.1:1/api' },
    'everyone on the way can read',
  ],
  [
    'a proxy that is not used',
    'proxy',
    { HTTPS_PROXY: 'http://p.example' },
    'HTTPS_PROXY is set, and not used',
  ],
  ['TLS that is not checked', 'tls', { NODE_TLS_REJECT_UNAUTHORIZED: '0' }, 'accepts any server as yours'],
])('warns of %s', async (_, check, env, words) => {
  const world = { streams: process, env: { ...home.env, ...env }, now: () => NOW };
  const findings = await examineMachine(await makeContext(world, {}));
  expect(findings.filter(({ status }) => status !== 'ok')).toEqual([
    { check, status: 'warning', detail: expect.stringContaining(words) },
  ]);
});

it('shows a person the same, with a mark for each', async () => {
  await serve();
  const env = { ...home.env, QARION_BASE_URL: server?.baseUrl ?? '', NO_COLOR: '1' };
  const { code, stdout } = await qarion(['doctor'], { env, now: NOW, columns: 100 });
  expect(code).toBe(4);
  expect(stdout).toMatch(
    /^✓ program {3}qarion .*\n✓ settings .*\n✓ address .*\n✓ server .*\n✓ api .*\n✓ clock .*\n✗ key .*\n$/,
  );
});
