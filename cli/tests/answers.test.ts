import { Play } from './support/against';

const play = new Play();
beforeAll(() => play.start());
afterAll(() => play.stop());

const against = (exchanges: unknown[], words: string, given?: { isUnreachable: boolean }) =>
  play.run(exchanges, words.split(' '), given);

const ID = '0198f3a0-0000-7000-8000-000000000005';
const RUN = { method: 'POST', path: '/s/my-space/quality/my-check/run' };
const TRIGGER = 'quality trigger my-space my-check';
const GET_SPACES = { method: 'GET', path: '/spaces' };
const queued = {
  request: { ...RUN, headers_present: ['idempotency-key'], headers_absent: ['prefer'] },
  response: { status: 202, body: { like: 'queued_execution' } },
};
const waited = (body: object) => ({
  request: { ...RUN, headers_present: ['prefer'], same_as: { 'idempotency-key': 0 } },
  response: { status: 200, body },
});
const problem = (status: number, code: string, detail: string, more: object = {}) => ({
  request: GET_SPACES,
  response: { status, body: { title: code, status, detail, code, request_id: 'req-9', ...more } },
});

describe('trigger', () => {
  it.each<[status: string, flags: string, code: number]>([
    ['PASS', '', 0],
    ['WARNING', '', 0],
    ['WARNING', ' --fail-on warning', 1],
    ['FAIL', '', 1],
    ['FAIL', ' --fail-on warning', 1],
    ['ERROR', '', 3],
  ])('exits by the result: %s%s is %i', async (status, flags, code) => {
    const ended = await against([queued, waited({ like: 'execution', status })], TRIGGER + flags);
    expect(ended.code).toBe(code);
    expect(JSON.parse(ended.stdout)).toMatchObject({ id: ID, status, check_slug: 'my-check' });
    expect(ended.stderr).toBe('');
  });

  it('asks for the execution until it is finished', async () => {
    const look = (body: object) => ({
      request: { method: 'GET', path: `/quality/executions/${ID}` },
      response: { body },
    });
    const running = { ...waited({ like: 'running_execution' }) };
    const exchanges = [queued, running, look({ like: 'running_execution' }), look({ like: 'execution' })];
    expect(await against(exchanges, TRIGGER)).toMatchObject({ code: 0 });
  });

  it('does not wait when told so, and that is no failure', async () => {
    const { code, stdout } = await against([queued], `${TRIGGER} --no-wait`);
    expect([code, JSON.parse(stdout).status]).toEqual([0, 'QUEUED']);
  });

  it('starts one execution when the answer is cut off, and asks for that one again', async () => {
    const cut = { ...queued, response: { ...queued.response, fault: 'cut' } };
    const again = { ...queued, request: { ...queued.request, same_as: { 'idempotency-key': 0 } } };
    expect(await against([cut, again, waited({ like: 'execution' })], TRIGGER)).toMatchObject({ code: 0 });
  });

  it('gives up when the time is up, though the server says nothing at all, and names the execution', async () => {
    const silent = { ...waited({}), response: { fault: 'silence' } };
    const { code, stdout, stderr } = await against([queued, silent], `${TRIGGER} --timeout 1`);
    expect([code, stdout]).toEqual([3, '']);
    expect(stderr).toContain(`The execution ${ID} goes on: qarion quality history my-space my-check\n`);
    expect(stderr).toContain('did not finish in time');
  });

  it('names the execution when the server goes away while it is waited for', async () => {
    const gone = { request: RUN, response: { fault: 'close' } };
    const { code, stderr } = await against([queued, gone, gone, gone], TRIGGER);
    expect(code).toBe(3);
    expect(stderr).toContain(`The execution ${ID} goes on`);
  });
});

describe('a server that is not well', () => {
  it('is down: 3, and where to look', async () => {
    const { code, stdout, stderr } = await against([], 'spaces list', { isUnreachable: true });
    expect([code, stdout]).toEqual([3, '']);
    expect(stderr).toMatch(/^No whole answer came from http:.*\/spaces.*\n`qarion doctor` looks/);
  });

  it('limits requests: waits as long as it says, and goes on', async () => {
    const limited = problem(429, 'too_many_requests', 'Slow down.');
    const first = { ...limited, response: { ...limited.response, headers: { 'retry-after': '1' } } };
    const then = { request: { ...GET_SPACES, after_ms: 1000 }, response: { body: [{ like: 'space' }] } };
    expect(await against([first, then], 'spaces list')).toMatchObject({ code: 0 });
  });

  it('limits requests for longer than anybody waits: 3, with its own sentence', async () => {
    const limited = problem(429, 'too_many_requests', 'Too many requests. Try again in an hour.');
    const first = { ...limited, response: { ...limited.response, headers: { 'retry-after': '3600' } } };
    const { code, stderr } = await against([first], 'spaces list');
    expect([code, stderr]).toEqual([
      3,
      'Too many requests. Try again in an hour. (too_many_requests, request req-9)\n',
    ]);
  });

  it('fails once and then answers: goes on', async () => {
    const failed = problem(503, 'database_unavailable', 'Try again.');
    const well = { request: GET_SPACES, response: { body: [] } };
    expect(await against([failed, well], 'spaces list')).toMatchObject({ code: 0, stdout: '[]\n' });
  });

  it('breaks: 3, without asking again for what may have happened', async () => {
    const { code } = await against([problem(500, 'internal_error', 'It broke.')], 'spaces list');
    expect(code).toBe(3);
  });

  it.each([
    ['something else that answers', { text: '<html>hello</html>' }, 'Is the base URL right'],
    ['something else that has no such page', { status: 404, text: 'Not here' }, 'Is the base URL right'],
    [
      'JSON that is none',
      { headers: { 'content-type': 'application/json' }, text: '[{' },
      'Is the base URL right',
    ],
    [
      'another address',
      { status: 301, headers: { location: 'https://x.example/' } },
      'to https://x.example/',
    ],
  ])('is %s: 3, and a word about the address', async (_, response, words) => {
    const { code, stdout, stderr } = await against([{ request: GET_SPACES, response }], 'spaces list');
    expect([code, stdout]).toEqual([3, '']);
    expect(stderr).toContain(words);
  });
});

it.each<[status: number, code: string, exit: number]>([
  [401, 'revoked', 4],
  [401, 'expired', 4],
  [403, 'insufficient_scope', 5],
  [404, 'not_found', 5],
  [409, 'check_archived', 2],
  [422, 'not_runnable', 2],
  [413, 'payload_too_large', 2],
  [408, 'request_timeout', 3],
])('%i %s ends with %i, the server’s sentence and its request', async (status, code, exit) => {
  const ended = await against([problem(status, code, 'A sentence.')], 'spaces list');
  expect([ended.code, ended.stdout]).toEqual([exit, '']);
  expect(ended.stderr).toMatch(new RegExp(`^A sentence\\. \\(${code}, request req-9\\)\n`));
});

it('says each fault of an input, by its name', async () => {
  const errors = [{ loc: ['body', 'thresholds', 'critical'], msg: 'Choose an operator.', type: 'x' }];
  const { stderr } = await against(
    [problem(422, 'validation_failed', 'Two faults.', { errors })],
    'spaces list',
  );
  expect(stderr).toContain('\n  thresholds.critical: Choose an operator.\n');
});

it('shows nothing of an error that a terminal would act on', async () => {
  const evil = problem(404, 'not_found', 'There is no \u001b]0;owned\u0007\u001b[2Jspace.\u202e');
  const { stderr } = await against([evil], 'spaces list');
  expect(stderr).toBe('There is no space. (not_found, request req-9)\n');
});
