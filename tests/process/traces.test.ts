import { randomBytes } from 'node:crypto';
import { OtlpReceiver, type ReceivedSpan } from '../support/otlp-receiver';
import { DataFolder, interrupt, type Platform, ready, request, startPlatform } from './support/platform';
import { until } from './support/processes';

const folder = new DataFolder();
let receiver: OtlpReceiver;
let platform: Platform;
let secret: string;

beforeAll(async () => {
  receiver = await OtlpReceiver.start();
  platform = await ready(
    await startPlatform(folder, {
      OTEL_EXPORTER_OTLP_ENDPOINT: receiver.endpoint,
      OTEL_BSP_SCHEDULE_DELAY: '100',
      // So few that requests at the same time wait for each other's.
      DATABASE_POOL_SIZE: '2',
      QARION_RATE_LIMIT: 'off',
    }),
  );
  secret = await folder.makeKey();
});
afterAll(async () => {
  await interrupt(platform);
  receiver.stop();
  await folder.remove();
});

const hex = (bytes: number) => randomBytes(bytes).toString('hex');

/** A request that is a part of somebody's trace. */
async function send(pathname: string, headers: Record<string, string> = {}, origin = platform.origin) {
  const [traceId, spanId] = [hex(16), hex(8)];
  const traceparent = `00-${traceId}-${spanId}-01`;
  const response = await fetch(`${origin}${pathname}`, { headers: { ...headers, traceparent } });
  await response.text();
  return { traceId, spanId, response };
}

const withKey = () => ({ authorization: `Bearer ${secret}` });

async function arrived(traceId: string, name: string): Promise<ReceivedSpan> {
  await until(() => receiver.trace(traceId).has(name), `the span ${name} arrives`);
  return receiver.trace(traceId).get(name) as ReceivedSpan;
}

it('a request is a span of the trace it came with, and verification and statement are below it', async () => {
  const { traceId, spanId, response } = await send('/api/v1.0/users/me?search=x', withKey());
  const whole = await arrived(traceId, 'GET /api/users/me');
  expect(whole).toMatchObject({
    service: 'qarion',
    parentId: spanId,
    isError: false,
    attributes: {
      'http.request.method': 'GET',
      'http.route': '/api/users/me',
      'http.response.status_code': 200,
      'qarion.request.id': response.headers.get('x-request-id'),
      'qarion.outcome': 'accepted',
    },
  });
  const [key] = await folder.query<{ id: string }>('SELECT id FROM api_keys');
  const verification = receiver.trace(traceId).get('verify key');
  expect(verification).toMatchObject({
    parentId: whole.spanId,
    attributes: { 'qarion.key.outcome': 'accepted', 'qarion.key.id': key?.id },
  });
  const statements = receiver.spans.filter(({ parentId }) => parentId === verification?.spanId);
  expect(statements).toHaveLength(1);
  expect(statements[0]?.attributes['db.query.text']).toMatch(/WHERE k\.key_hash = \$1$/);
});

it('its line in the log says which trace it is', async () => {
  const { traceId, response } = await send('/api/users/me', withKey());
  const id = response.headers.get('x-request-id') ?? '';
  await until(() => platform.stdout().includes(id), 'the line is written');
  const line =
    platform
      .stdout()
      .split('\n')
      .find((text) => text.includes(id)) ?? '';
  expect(JSON.parse(line)).toMatchObject({ traceId, requestId: id, outcome: 'accepted' });
});

it('requests at the same time that wait for each other’s connections stay apart', async () => {
  const all = await Promise.all(Array.from({ length: 40 }, () => send('/api/users/me', withKey())));
  for (const { traceId } of all) {
    const whole = await arrived(traceId, 'GET /api/users/me');
    const own = receiver.spans.filter((span) => span.traceId === traceId);
    const verification = own.find(({ name }) => name === 'verify key');
    expect(verification?.parentId).toBe(whole.spanId);
    const verifying = own.filter(({ attributes }) =>
      `${attributes['db.query.text']}`.includes('key_hash = $1'),
    );
    expect(verifying.map(({ parentId }) => parentId)).toEqual([verification?.spanId]);
  }
});

it.each([
  ['the edge', '/api/users/me', {}, '/api/users/me', 401, 'missing'],
  ['the server', '/api/%ff', {}, 'unmatched', 400, 'bad_request'],
  ['nobody, because there is no such page', '/no-such-page', {}, 'unmatched', 404, 'not_found'],
])('what is refused by %s is a span as well', async (_who, path, headers, route, status, outcome) => {
  const { traceId, spanId } = await send(path, headers);
  const span = await arrived(traceId, `GET ${route}`);
  expect(span.parentId).toBe(spanId);
  expect(span.attributes).toMatchObject({ 'http.response.status_code': status, 'qarion.outcome': outcome });
});

it('an execution is a trace of its own, and its statements are below it', async () => {
  const run = await request(platform.origin, secret, '/s/my-space/quality/my-check/run', { method: 'POST' });
  const { id } = await run.json();
  const ofExecution = () => receiver.spans.find(({ attributes }) => attributes['qarion.execution.id'] === id);
  await until(() => ofExecution() !== undefined, 'the execution’s span arrives');
  const span = ofExecution();
  expect(span).toMatchObject({ name: 'run execution', parentId: '', isError: false });
  const below = receiver.spans.filter(({ parentId }) => parentId === span?.spanId);
  expect(below.map(({ name }) => name)).toContain('UPDATE');
});

it('nothing secret and nobody’s name is in any byte of it', async () => {
  const state = { tracestate: `vendor=${secret}` };
  await send(`/api/no/${secret}?key=${secret}`, { ...withKey(), ...state });
  await send(`/settings/api-keys?q=${secret}`, { ...state, cookie: `next-auth.session-token=${secret}` });
  await send('/api/users/me', { authorization: `Bearer ${secret.slice(0, -1)}x` });
  await send('/api/users/me', { authorization: `Bearer ${secret}${secret}` });
  await send(`/api/spaces/my-space`, withKey());
  const { traceId } = await send('/api/spaces/of-nobody', withKey());
  await arrived(traceId, 'GET /api/spaces/{slug}');
  expect(receiver.bytes).toContain('/v1/traces');
  expect(receiver.bytes).not.toContain(secret.slice(15, 40));
  expect(receiver.bytes).not.toMatch(
    /qarion_live_sk_|authorization|bearer|cookie|example\.com|my-space|of-nobody/i,
  );
});

it('what is held back is sent before the process ends, and the sampler is the one that was named', async () => {
  const own = await ready(
    await startPlatform(folder, {
      OTEL_EXPORTER_OTLP_ENDPOINT: receiver.endpoint,
      OTEL_SERVICE_NAME: 'qarion-of-this-test',
      OTEL_TRACES_SAMPLER: 'parentbased_always_off',
      OTEL_BSP_SCHEDULE_DELAY: '600000',
    }),
  );
  await (await request(own.origin, secret)).text();
  const { traceId } = await send('/api/users/me', withKey(), own.origin);
  expect(receiver.trace(traceId).size).toBe(0);
  expect(await interrupt(own)).toBe(0);
  const sent = receiver.spans.filter(({ service }) => service === 'qarion-of-this-test');
  expect(new Set(sent.map((span) => span.traceId))).toEqual(new Set([traceId]));
  expect(receiver.trace(traceId).has('GET /api/users/me')).toBe(true);
});
