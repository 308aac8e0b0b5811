import { API_KEY } from '../../sdk/typescript/tests/support/replay';
import { Play } from './support/against';

const play = new Play();
beforeAll(() => play.start());
afterAll(() => play.stop());

/** A text as somebody could write it into a name. */
const EVIL = '\u001b]0;owned\u0007Na\u001b[2Jme\u202e';
const get = (path: string, body: unknown, query?: object) => ({
  request: { method: 'GET', path, ...(query && { query }) },
  response: { body },
});
const page = (item: object) => ({ items: [item], total: 1, page: 1, size: 20 });
const OF_CHECK = '/s/my-space/quality/my-check';
const last = {
  id: 'x',
  status: 'FAIL',
  value: 1.23456789,
  message: EVIL,
  created_at: '2026-03-01T12:00:00.000Z',
  finished_at: '2026-03-01T12:00:00.000Z',
};
const CHECK = { like: 'check', name: EVIL, description: EVIL, last_execution: last };

const LISTS: [words: string, exchange: object][] = [
  ['spaces list', get('/spaces', [{ like: 'space', name: EVIL }])],
  ['api-keys list', get('/api-keys', [{ like: 'api_key', name: EVIL }])],
  [
    'quality list my-space --limit 20',
    get('/quality/checks', page(CHECK), { space: 'my-space', size: '20' }),
  ],
  [
    'quality history my-space my-check',
    get(`${OF_CHECK}/executions`, page({ like: 'execution', message: EVIL }), { size: '20' }),
  ],
];
const THINGS: [words: string, exchange: object][] = [
  ['quality get my-space my-check', get(OF_CHECK, CHECK)],
  ['permissions role my-space', get('/spaces/my-space', { like: 'space', slug: EVIL })],
  ['auth status', get('/users/me', { like: 'me', email: EVIL })],
];
const TYPED = 'qarion_live_sk_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA0DofJ8';
const TERMINAL = { columns: 300, env: { NO_COLOR: '1', QARION_API_KEY: API_KEY } };

it.each([...LISTS, ...THINGS])('"%s" gives the same JSON piped and with --json', async (words, exchange) => {
  const piped = await play.run([exchange], words.split(' '));
  const asked = await play.run([exchange], [...words.split(' '), '--json'], TERMINAL);
  const [one, other] = [piped, asked].map(({ stdout }) => stdout.replace(/case-\d+/, 'case'));
  expect(one).toBe(other);
  expect([piped.code, piped.stderr, asked.code, asked.stderr]).toEqual([0, '', 0, '']);
  expect(one).not.toMatch(/[^\P{Cc}\n]|\u202e/u);
  for (const name of namesIn(JSON.parse(one ?? ''))) expect(name).toMatch(/^[a-z_]+$/);
});

it.each([...LISTS, ...THINGS])(
  'a terminal sees of "%s" fields of that JSON, and nothing it would act on',
  async (words, exchange) => {
    const { stdout: json } = await play.run([exchange], words.split(' '));
    const { stdout, code } = await play.run([exchange], words.split(' '), TERMINAL);
    expect(code).toBe(0);
    expect(stdout).not.toMatch(/[^\P{Cc}\n]|\u202e/u);
    expect(stdout).toContain('Name');
    const lines = stdout.split('\n').filter(Boolean);
    const isList = LISTS.some(([list]) => list === words);
    const shown = isList ? (lines[0] ?? '').split(/ {2,}/) : lines.map((line) => line.split(' ')[0] ?? '');
    const known = namesIn(JSON.parse(json));
    expect(shown.flatMap((field) => field.split('.')).filter((name) => !known.has(name))).toEqual([]);
  },
);

/** The names of all fields, at any depth. */
function namesIn(value: unknown): Set<string> {
  if (typeof value !== 'object' || value === null) return new Set();
  const inside = Object.values(value).flatMap((part) => [...namesIn(part)]);
  return new Set([...(Array.isArray(value) ? [] : Object.keys(value)), ...inside]);
}

it('colours a terminal, and not with NO_COLOR or a terminal that cannot', async () => {
  const run = (env: object) =>
    play.run([get(OF_CHECK, { like: 'check' })], ['quality', 'get', 'my-space', 'my-check'], {
      columns: 100,
      env: { QARION_API_KEY: API_KEY, ...env },
    });
  expect((await run({})).stdout).toContain('\u001b[');
  expect((await run({ NO_COLOR: '' })).stdout).toContain('\u001b[');
  for (const env of [{ NO_COLOR: '1' }, { TERM: 'dumb' }])
    expect((await run(env)).stdout).not.toContain('\u001b');
});

it('says of an empty list what to do, and gives programs an empty array', async () => {
  const nothing = get('/spaces', []);
  expect(await play.run([nothing], ['spaces', 'list'], TERMINAL)).toMatchObject({
    code: 0,
    stdout: '',
    stderr: 'You are in no space yet. An admin of one can add you.\n',
  });
  expect(await play.run([nothing], ['spaces', 'list'])).toMatchObject({
    code: 0,
    stdout: '[]\n',
    stderr: '',
  });
});

it('goes through all pages up to the limit, and says how many there are', async () => {
  const pageOf = (number: number) => ({
    items: Array.from({ length: 100 }, (_, at) => ({ like: 'check', slug: `check-${number}-${at}` })),
    total: 250,
    page: number,
    size: 100,
  });
  const query = { space: 'my-space', size: '100' };
  const exchanges = [
    get('/quality/checks', pageOf(1), query),
    get('/quality/checks', pageOf(2), { ...query, page: '2' }),
  ];
  const words = ['quality', 'list', 'my-space', '--limit', '150'];
  const { stdout, stderr } = await play.run(exchanges, words);
  expect(JSON.parse(stdout)).toHaveLength(150);
  expect(stderr).toBe('150 of 250. Ask for more with --limit.\n');
});

it('repeats no key that was typed where none belongs, not even when the server does', async () => {
  const notFound = { like: 'not_found', detail: `There is no space ${TYPED} here.` };
  const exchange = {
    request: { method: 'GET', path: `/spaces/${TYPED}` },
    response: { status: 404, body: notFound },
  };
  const asked = await play.run([exchange], ['permissions', 'role', TYPED]);
  expect(asked.stderr).toContain(`There is no space ${TYPED.slice(0, 19)}… here.`);
  for (const words of [[TYPED], ['auth', 'login', TYPED], ['spaces', 'list', `--api-key=${TYPED}`]]) {
    const { code, stdout, stderr } = await play.run([], words);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).not.toContain(TYPED);
  }
});
