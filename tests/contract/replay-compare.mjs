// What is other in a request than its case says, in sentences.
import { isDeepStrictEqual } from 'node:util';

/** Timers may fire a little early by another clock. */
const CLOCK_TOLERANCE_MS = 20;

/**
 * @param wanted The `request` of an exchange.
 * @param received What came: `method`, `path`, `url`, `headers`, `body`, `pauseMs`.
 * @param played The case it came in: the client's `key`, and what was `received` before.
 */
export function* differencesOf(wanted, received, { key, received: all }) {
  yield* inEveryRequest(received, key);
  if (received.method !== wanted.method) yield `method ${received.method}, not ${wanted.method}`;
  if (received.path !== wanted.path) yield `path ${received.path}, not ${wanted.path}`;
  const query = Object.fromEntries(received.url.searchParams);
  if (!isDeepStrictEqual(query, wanted.query ?? {})) {
    yield `query ${JSON.stringify(query)}, not ${JSON.stringify(wanted.query ?? {})}`;
  }
  yield* inBody(wanted, received);
  yield* inHeaders(wanted, received, all);
  if (received.pauseMs < (wanted.after_ms ?? 0) - CLOCK_TOLERANCE_MS) {
    yield `came after ${Math.round(received.pauseMs)} ms, sooner than ${wanted.after_ms} ms`;
  }
}

function* inEveryRequest({ headers, url }, key) {
  if (headers.authorization !== `Bearer ${key}`) yield 'the Authorization header is not Bearer and the key';
  if (!/application\/json/.test(headers.accept ?? '')) yield 'the Accept header does not take JSON';
  if (!/^qarion-/.test(headers['user-agent'] ?? '')) yield 'the User-Agent does not begin with qarion-';
  if (url.href.includes(key)) yield 'the key is in the address';
}

function* inBody({ body: wanted }, { headers, body }) {
  if (wanted === undefined) {
    if (body !== '') yield `body ${body}, where there is none`;
    return;
  }
  if (!/^application\/json\b/.test(headers['content-type'] ?? '')) yield 'the body is not declared as JSON';
  let parsed;
  try {
    parsed = JSON.parse(body);
  } catch {
    yield `body ${JSON.stringify(body)}, which is not JSON`;
    return;
  }
  if (!isDeepStrictEqual(parsed, wanted)) yield `body ${body}, not ${JSON.stringify(wanted)}`;
}

function* inHeaders(wanted, { headers }, all) {
  for (const [name, value] of Object.entries(wanted.headers ?? {})) {
    if (headers[name] !== value) yield `header ${name}: ${headers[name]}, not ${value}`;
  }
  for (const name of wanted.headers_present ?? []) {
    if (!headers[name]) yield `header ${name} is missing`;
  }
  for (const name of wanted.headers_absent ?? []) {
    if (name in headers) yield `header ${name} is there`;
  }
  for (const [name, exchange] of Object.entries(wanted.same_as ?? {})) {
    const before = all[exchange]?.headers[name];
    if (headers[name] === undefined || headers[name] !== before) {
      yield `header ${name}: ${headers[name]}, not ${before} as in exchange ${exchange}`;
    }
  }
}
