import { expect, test } from '@playwright/test';
import { generateSecret } from '../../lib/api-keys/token';
import { type RawAnswer, rawRequest } from '../support/raw-http';
import { type ApiWorld, startApiWorld } from './support/api-world';

/**
 * Every kind of Authorization header, sent byte for byte to the built
 * application, with a proxy before the database that counts statements.
 */
let world: ApiWorld;

test.beforeAll(async () => {
  // Without the worker, which asks the database by itself: what is counted is what requests ask.
  world = await startApiWorld({ QARION_WORKER: 'off' });
});
test.afterAll(() => world.stop());

const NO_CREDENTIALS = { status: 401, code: 'missing_credentials', challenge: 'Bearer realm="qarion"' };
const INVALID = {
  status: 401,
  code: 'invalid_token',
  challenge: 'Bearer realm="qarion", error="invalid_token"',
};
const ACCEPTED = { status: 200, code: undefined, challenge: undefined };

type Kind = {
  kind: string;
  send: (keys: ApiWorld['keys']) => (string | Buffer)[];
  expected: { status: number; code: string | undefined; challenge: string | undefined };
  /** Whether the answer may need the database at all. */
  asksDatabase: boolean;
};

const bearer = (token: string) => [`Authorization: Bearer ${token}`];
const shapeless = (kind: string, send: Kind['send'], expected = INVALID): Kind => ({
  kind,
  send,
  expected,
  asksDatabase: false,
});
const looked = (kind: string, send: Kind['send'], expected: Kind['expected'] = INVALID): Kind => ({
  kind,
  send,
  expected,
  asksDatabase: true,
});

const KINDS: Kind[] = [
  shapeless('no header', () => [], NO_CREDENTIALS),
  shapeless('an empty header', () => ['Authorization:'], NO_CREDENTIALS),
  shapeless('a header of spaces', () => ['Authorization:    '], NO_CREDENTIALS),
  shapeless('Basic credentials', () => ['Authorization: Basic YTpi'], NO_CREDENTIALS),
  shapeless(
    'an unknown scheme with a good key',
    ({ good }) => [`Authorization: Token ${good}`],
    NO_CREDENTIALS,
  ),
  shapeless('a good key without a scheme', ({ good }) => [`Authorization: ${good}`], NO_CREDENTIALS),
  shapeless(
    'a scheme run together with the key',
    ({ good }) => [`Authorization: Bearer${good}`],
    NO_CREDENTIALS,
  ),
  shapeless('a tab instead of a space', ({ good }) => [`Authorization: Bearer\t${good}`], NO_CREDENTIALS),
  shapeless('the scheme alone', () => ['Authorization: Bearer']),
  shapeless('63 characters', ({ good }) => bearer(good.slice(0, -1))),
  shapeless('65 characters', ({ good }) => bearer(`${good}0`)),
  shapeless('a wrong checksum', ({ good }) => bearer(good.slice(0, -1) + (good.endsWith('0') ? '1' : '0'))),
  shapeless('two neighbours swapped', ({ good }) => bearer(swapUnequalNeighbours(good))),
  shapeless('another prefix', ({ good }) => bearer(good.replace('live', 'test'))),
  shapeless('the key in capitals', ({ good }) => bearer(good.toUpperCase())),
  shapeless('the fixed prefix alone', () => bearer('qarion_live_sk_')),
  shapeless('the prefix shown in the list', ({ good }) => bearer(good.slice(0, 19))),
  shapeless('the key in quotation marks', ({ good }) => bearer(`"${good}"`)),
  shapeless('the key with something after it', ({ good }) => bearer(`${good} x`)),
  shapeless('the key with a comma after it', ({ good }) => bearer(`${good},`)),
  shapeless('the key twice in one header', ({ good }) => bearer(`${good}, Bearer ${good}`)),
  shapeless('two headers with the same good key', ({ good }) => [...bearer(good), ...bearer(good)]),
  shapeless('two headers, the first one good', ({ good }) => [...bearer(good), 'Authorization: Basic YTpi']),
  shapeless('bytes outside ASCII', () => [
    Buffer.concat([Buffer.from('Authorization: Bearer qarion_live_sk_'), Buffer.alloc(49, 0xe9)]),
  ]),
  shapeless('UTF-8 letters', () => bearer(`qarion_live_sk_${'ä'.repeat(49)}`)),
  shapeless('full-width digits', () => bearer(`qarion_live_sk_${'１'.repeat(49)}`)),
  shapeless('100 kB', () => bearer('A'.repeat(100_000))),
  shapeless('a JSON Web Token', () => bearer('eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZG1pbiJ9.')),
  shapeless('SQL', () => bearer("' OR 1=1 --")),
  shapeless(
    'the header trick of CVE-2025-29927',
    () => ['x-middleware-subrequest: middleware:middleware:middleware:middleware:middleware'],
    NO_CREDENTIALS,
  ),
  looked('an unknown key', () => bearer(generateSecret())),
  looked('an expired key', ({ expired }) => bearer(expired), { ...INVALID, code: 'expired' }),
  looked('a revoked key', ({ revoked }) => bearer(revoked), { ...INVALID, code: 'revoked' }),
  looked('a deactivated owner’s key', ({ ownerless }) => bearer(ownerless)),
  looked('a good key', ({ good }) => bearer(good), ACCEPTED),
  looked('a good key after lower-case bearer', ({ good }) => [`authorization: bearer ${good}`], ACCEPTED),
  looked(
    'a good key after BEARER and two spaces',
    ({ good }) => [`AUTHORIZATION: BEARER  ${good}`],
    ACCEPTED,
  ),
  looked('a good key with a trailing space', ({ good }) => bearer(`${good} `), ACCEPTED),
];

for (const { kind, send, expected, asksDatabase } of KINDS) {
  const outcome = expected.status === 200 ? 'accepts' : `answers 401 ${expected.code} to`;
  test(`${outcome} ${kind}${asksDatabase ? '' : ', without the database'}`, async () => {
    const before = world.database.statements;
    const answer = await rawRequest(world.origin, '/api/users/me', send(world.keys));
    const statements = world.database.statements - before;

    expect(answer.status).toBe(expected.status);
    expect(answer.headers['www-authenticate']).toBe(expected.challenge);
    expect(answer.headers['cache-control']).toContain('no-store');
    expect(answer.headers['x-request-id']).toBeTruthy();
    if (expected.status !== 200) expectProblem(answer, expected.code);
    if (asksDatabase) expect(statements).toBeGreaterThan(0);
    else expect(statements).toBe(0);
  });
}

test('a key in the query string is not looked at', async () => {
  const answer = await rawRequest(
    world.origin,
    `/api/users/me?access_token=${world.keys.good}&api_key=${world.keys.good}`,
  );
  expectProblem(answer, 'missing_credentials');
});

test('a header section past 128 KiB is refused by the server itself, as problem+json', async () => {
  const answer = await rawRequest(world.origin, '/api/users/me', bearer('A'.repeat(200_000)));
  expect(answer.status).toBe(431);
  expect(answer.headers['content-type']).toBe('application/problem+json');
});

test('verifying a good key takes one statement', async () => {
  const path = '/api/no-such-path';
  const counted = await requestsCounted();
  await rawRequest(world.origin, path, bearer(world.keys.good)); // the first use is written as well
  await expect.poll(isFirstUseWritten).toBe(true);
  // So are the requests until then, a few seconds later.
  await expect.poll(requestsCounted).toBeGreaterThan(counted);
  const before = world.database.statements;
  expect((await rawRequest(world.origin, path, bearer(world.keys.good))).status).toBe(404);
  expect(world.database.statements - before).toBe(1);
});

async function isFirstUseWritten(): Promise<boolean> {
  const prefix = world.keys.good.slice(0, 19);
  const [row] = await world.sql('SELECT last_used_at FROM api_keys WHERE key_prefix = $1', [prefix]);
  return row?.last_used_at !== null;
}

async function requestsCounted(): Promise<number> {
  const [row] = await world.sql('SELECT coalesce(sum(requests), 0)::int AS n FROM api_key_days');
  return Number(row?.n);
}

function expectProblem(answer: RawAnswer, code: string | undefined): void {
  expect(answer.headers['content-type']).toBe('application/problem+json');
  const problem = JSON.parse(answer.body);
  expect(problem).toMatchObject({ status: answer.status, code, request_id: answer.headers['x-request-id'] });
  expect(problem.detail).toMatch(/\.|…/);
  for (const secret of Object.values(world.keys)) expect(answer.body).not.toContain(secret);
}

function swapUnequalNeighbours(secret: string): string {
  for (let at = 20; at < 50; at++) {
    const [a = '', b = ''] = secret.slice(at, at + 2);
    if (a !== b) return secret.slice(0, at) + b + a + secret.slice(at + 2);
  }
  throw new Error('a random secret has unequal neighbours');
}
